import { bareHost } from '../../article/canonical-url.ts';
import type { Source } from '../source.ts';

/** The source that already reads an address, in any spelling; undefined if there is none. */
export const sourceOfEndpoint = (url: string, sources: readonly Source[]): Source | undefined => {
  const wanted = endpointKey(url);
  return sources.find(({ endpoints }) => endpoints.some((endpoint) => endpointKey(endpoint) === wanted));
};

/** Whether an address, in any spelling, lies below that of a site. */
export const isBelow = (address: string, site: string): boolean =>
  endpointKey(address).startsWith(`${endpointKey(site).replace(/\?$/, '')}/`);

/**
 * A key that all spellings of one feed's address share: without scheme, `www.` and a slash at the end, and with sorted
 * parameters. All parameters are kept, since many outlets distinguish their feeds by one.
 */
export const endpointKey = (address: string): string => {
  const url = URL.parse(address);
  if (url === null) return address;
  const port = url.port === '' || url.port === '80' || url.port === '443' ? '' : `:${url.port}`;
  const query = [...url.searchParams].map(([name, value]) => `${name}=${value}`).toSorted();
  return `${bareHost(url.hostname)}${port}${url.pathname.replace(/\/+$/, '')}?${query.join('&')}`;
};
