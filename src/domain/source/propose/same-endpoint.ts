import { bareHost } from '../../article/canonical-url.ts';
import type { Source } from '../source.ts';

/** The source that reads an address already, in whichever spelling. */
export const sourceOfEndpoint = (url: string, sources: readonly Source[]): Source | undefined => {
  const wanted = endpointKey(url);
  return sources.find(({ endpoints }) => endpoints.some((endpoint) => endpointKey(endpoint) === wanted));
};

/**
 * The one spelling that the addresses of one feed share: without scheme, `www.`, a slash at the end, and the order of
 * the query. Every parameter counts: many outlets tell their feeds apart by one.
 */
export const endpointKey = (address: string): string => {
  const url = URL.parse(address);
  if (url === null) return address;
  const port = url.port === '' || url.port === '80' || url.port === '443' ? '' : `:${url.port}`;
  const query = [...url.searchParams].map(([name, value]) => `${name}=${value}`).toSorted();
  return `${bareHost(url.hostname)}${port}${url.pathname.replace(/\/+$/, '')}?${query.join('&')}`;
};
