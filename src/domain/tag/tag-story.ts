import type { Article } from '../article/article.ts';
import type { NonEmpty } from '../brand.ts';
import type { Outlet, OutletId } from '../source/outlet.ts';
import { othersPageIn } from '../story/others-page.ts';
import type { TagDictionary } from './dictionary.ts';
import { companyCodes, type Tag } from './tag.ts';
import { tagArticle } from './tag-article.ts';

/**
 * Tags the articles of a story. If one article is tagged with a company, the company's weak names count in the others.
 * A copy of another outlet's page (`othersPageIn`) only gets tags that other articles have, because its words may not be
 * those of the page. Topics from the config stay.
 */
export const tagStory = (
  articles: NonEmpty<Article>,
  dictionary: TagDictionary,
  outlets: ReadonlyMap<OutletId, Outlet>,
): NonEmpty<Article> => {
  const isCopy = othersPageIn(articles, outlets);
  const own = articles.filter((article) => !isCopy(article));
  const sure = new Set(own.flatMap((article) => companyCodes(tagArticle(article, dictionary))));
  const foundIn = new Map(articles.map((article) => [article, tagArticle(article, dictionary, sure)]));
  const named = own.flatMap((article) => foundIn.get(article) ?? []);
  const tagged = (article: Article): Article => {
    const all = foundIn.get(article) ?? [];
    const found = isCopy(article) ? all.filter((tag) => holds(named, tag)) : all;
    const tags = [...found, ...article.tags.filter((tag) => isFromConfig(tag) && !holds(found, tag))];
    // An unchanged article stays the same object, because results for an article are cached by object (`onceFor`).
    return JSON.stringify(tags) === JSON.stringify(article.tags) ? article : { ...article, tags };
  };
  const [first, ...rest] = articles;
  return [tagged(first), ...rest.map(tagged)];
};

const isFromConfig = ({ evidence }: Tag): boolean => evidence.some(({ where }) => where === 'config');

const holds = (tags: readonly Tag[], wanted: Tag): boolean =>
  tags.some((tag) => nameOf(tag) === nameOf(wanted));

const nameOf = (tag: Tag): string => `${tag.kind} ${tag.kind === 'company' ? tag.code : tag.key}`;
