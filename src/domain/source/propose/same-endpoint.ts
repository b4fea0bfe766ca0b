import { bareHost } from '../../article/canonical-url.ts';
import type { ConfigPlace } from '../../config-place.ts';
import { hideSecrets } from '../../hide-secrets.ts';
import type { Source } from '../source.ts';

/** Finds the source, also a disabled one, that has this address as an endpoint, perhaps in another spelling. */
export const sourceOfEndpoint = (url: string, sources: readonly Source[]): Source | undefined => {
  const wanted = endpointKey(url);
  return sources.find(({ endpoints }) => endpoints.some((endpoint) => endpointKey(endpoint) === wanted));
};

const REMEDY = 'remove one of the two, or write both as endpoints of one source';

/**
 * Returns a warning for each endpoint that an earlier source reads, perhaps in another spelling. Disabled sources do
 * not count.
 */
export const sharedEndpoints = (
  sources: readonly Source[],
): readonly { readonly place: ConfigPlace; readonly message: string }[] => {
  const readers = new Map<string, Source>();
  return sources
    .filter(({ enabled }) => enabled)
    .flatMap((source) =>
      source.endpoints.flatMap((endpoint) => {
        const key = endpointKey(endpoint);
        const reader = readers.get(key) ?? source;
        readers.set(key, reader);
        if (reader === source) return [];
        const { id, place } = reader;
        const message = `the endpoint ${hideSecrets(endpoint)} is probably the feed of the source "${id}" on line ${place.line}, in another spelling; ${REMEDY}`;
        return [{ place: source.place, message }];
      }),
    );
};

/** True if an address is below the address of a site, perhaps in another spelling. */
export const isBelow = (address: string, site: string): boolean =>
  endpointKey(address).startsWith(`${endpointKey(site).replace(/\?$/, '')}/`);

/**
 * Returns the key that the usual spellings of an address share: the host without prefix (`bareHost`), an unusual port,
 * the path without slashes at the end, and the sorted parameters. A text that is not an address is returned unchanged.
 */
export const endpointKey = (address: string): string => {
  const url = URL.parse(address);
  if (url === null) return address;
  const port = url.port === '' || url.port === '80' || url.port === '443' ? '' : `:${url.port}`;
  const query = [...url.searchParams].map(([name, value]) => `${name}=${value}`).toSorted();
  return `${bareHost(url.hostname)}${port}${url.pathname.replace(/\/+$/, '')}?${query.join('&')}`;
};
