import type { FeedFormat } from '../../pipeline/ports.ts';

/** The absolute http(s) spelling of an address, all ASCII; undefined where it is none. */
export const webUrl = (address: string): string | undefined => {
  const url = URL.parse(address);
  return url !== null && /^https?:$/.test(url.protocol) ? url.href : undefined;
};

/** `/topics/earnings` as `/topics/earnings.atom`; the query of a search stays last. */
export const feedPath = (viewPath: string, format: FeedFormat): string => {
  const [path, query] = viewPath.split('?', 2);
  return `${path}.${format}${query === undefined ? '' : `?${query}`}`;
};
