import { bareHost } from '../../article/canonical-url.ts';
import type { Source } from '../source.ts';

/** Finds the source that already reads an address, in any spelling; undefined if no source reads the address. */
export const sourceOfEndpoint = (url: string, sources: readonly Source[]): Source | undefined => {
  const wanted = endpointKey(url);
  return sources.find(({ endpoints }) => endpoints.some((endpoint) => endpointKey(endpoint) === wanted));
};

/** True if an address, in any spelling, is below the address of a site. */
export const isBelow = (address: string, site: string): boolean =>
  endpointKey(address).startsWith(`${endpointKey(site).replace(/\?$/, '')}/`);

/**
 * Returns the key that all spellings of a feed's address share: without scheme, prefix (`bareHost`) and slash at the
 * end, with sorted parameters. All parameters are kept, because a parameter may distinguish two feeds of an outlet. A
 * text that is not an address is returned unchanged.
 */
export const endpointKey = (address: string): string => {
  const url = URL.parse(address);
  if (url === null) return address;
  const port = url.port === '' || url.port === '80' || url.port === '443' ? '' : `:${url.port}`;
  const query = [...url.searchParams].map(([name, value]) => `${name}=${value}`).toSorted();
  return `${bareHost(url.hostname)}${port}${url.pathname.replace(/\/+$/, '')}?${query.join('&')}`;
};
