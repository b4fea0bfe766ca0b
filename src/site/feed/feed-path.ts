import type { FeedFormat } from './feed-view.ts';

/** The path of a view's feed: `/topics/earnings.atom` for `/topics/earnings`; a query stays at the end. */
export const feedPath = (viewPath: string, format: FeedFormat): string => {
  const [path, query] = viewPath.split('?', 2);
  return `${path}.${format}${query === undefined ? '' : `?${query}`}`;
};
