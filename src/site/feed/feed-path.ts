import type { FeedFormat } from './feed-view.ts';

/** `/topics/earnings` as `/topics/earnings.atom`; the query of a search stays last. */
export const feedPath = (viewPath: string, format: FeedFormat): string => {
  const [path, query] = viewPath.split('?', 2);
  return `${path}.${format}${query === undefined ? '' : `?${query}`}`;
};
