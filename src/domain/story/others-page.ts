import type { Article } from '../article/article.ts';
import type { Outlet, OutletId } from '../source/outlet.ts';
import { isSameSite } from '../web-address.ts';

/**
 * Makes a function that returns whether an article of a story copies another outlet's page: the page is on the site of
 * an outlet whose report of that page is in the story, and not on the site of the article's own outlet.
 */
export const othersPageIn = (
  articles: readonly Article[],
  outlets: ReadonlyMap<OutletId, Outlet>,
): ((article: Article) => boolean) => {
  // Most stories have no page twice, and the sites of addresses take time to compare.
  if (new Set(articles.map(({ canonicalUrl }) => canonicalUrl)).size === articles.length) return () => false;
  const isOfOwnSite = ({ outlet, canonicalUrl }: Article): boolean => {
    const home = outlets.get(outlet.id)?.home;
    return home !== undefined && isSameSite(home, URL.parse(canonicalUrl)?.hostname ?? '');
  };
  const pages = new Set(articles.filter(isOfOwnSite).map(({ canonicalUrl }) => canonicalUrl));
  return (article) => pages.has(article.canonicalUrl) && !isOfOwnSite(article);
};
