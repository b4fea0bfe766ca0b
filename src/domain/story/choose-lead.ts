import type { Article } from '../article/article.ts';
import type { NonEmpty } from '../brand.ts';
import { DEFAULT_PRIORITY, type Outlet, type OutletId } from '../source/outlet.ts';
import type { Language } from '../source/source.ts';

/**
 * The article that stands for a story: of the highest outlet priority, then not behind a paywall, then first
 * published, ties by id. In a view of one language an article in that language comes first.
 */
export const chooseLead = (
  articles: NonEmpty<Article>,
  outlets: ReadonlyMap<OutletId, Outlet>,
  language?: Language,
): Article => {
  const ranked = articles.map((article) => ({ article, rank: rankOf(article, outlets, language) }));
  const better = (a: Ranked, b: Ranked): Ranked => (compareRanks(b, a) < 0 ? b : a);
  const [first, ...rest] = ranked;
  return first === undefined ? articles[0] : rest.reduce(better, first).article;
};

type Ranked = { readonly article: Article; readonly rank: readonly number[] };

/** Smaller is better, the first difference decides. */
const rankOf = (
  article: Article,
  outlets: ReadonlyMap<OutletId, Outlet>,
  language: Language | undefined,
): readonly number[] => {
  const outlet = outlets.get(article.outlet.id);
  return [
    language === undefined || article.language === language ? 0 : 1,
    -(outlet?.priority ?? DEFAULT_PRIORITY),
    outlet?.paywall === true ? 1 : 0,
    article.published.epochMilliseconds,
  ];
};

const compareRanks = (a: Ranked, b: Ranked): number => {
  const index = a.rank.findIndex((value, at) => value !== b.rank[at]);
  if (index === -1) return a.article.id < b.article.id ? -1 : 1;
  return (a.rank[index] ?? 0) - (b.rank[index] ?? 0);
};
