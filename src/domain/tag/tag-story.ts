import type { Article } from '../article/article.ts';
import type { NonEmpty } from '../brand.ts';
import type { Outlet, OutletId } from '../source/outlet.ts';
import { chooseLead } from '../story/choose-lead.ts';
import { othersPageIn } from '../story/others-page.ts';
import type { CompanyCode } from './company.ts';
import type { TagDictionary } from './dictionary.ts';
import { companyCodes, type Tag } from './tag.ts';
import { MOST_COMPANIES, tagArticle } from './tag-article.ts';

/**
 * Tags the articles of a story. If one article is tagged with a company, the company's weak names count in the others.
 * A copy of another outlet's page (`othersPageIn`) only gets tags that other articles have, because its words may not be
 * those of the page. Topics from the config stay. `companiesToKeep` limits the companies.
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
  const lead = chooseLead(articles, outlets);
  const kept = companiesToKeep([lead, ...own.filter((article) => article !== lead)], foundIn);
  const tagged = (article: Article): Article => {
    const all = foundIn.get(article) ?? [];
    const ofStory = all.filter((tag) => tag.kind !== 'company' || kept.has(tag.code));
    const found = isCopy(article) ? ofStory.filter((tag) => holds(named, tag)) : ofStory;
    const tags = [...found, ...article.tags.filter((tag) => isFromConfig(tag) && !holds(found, tag))];
    // An unchanged article stays the same object, because results for an article are cached by object (`onceFor`).
    return JSON.stringify(tags) === JSON.stringify(article.tags) ? article : { ...article, tags };
  };
  const [first, ...rest] = articles;
  return [tagged(first), ...rest.map(tagged)];
};

/**
 * Returns the companies of a story, `MOST_COMPANIES` at most: those of the lead first, then those that reports of two
 * outlets name, then the others. Without a limit, one outlet could bring a story to the pages of sixty companies.
 */
const companiesToKeep = (
  [lead, ...others]: NonEmpty<Article>,
  foundIn: ReadonlyMap<Article, readonly Tag[]>,
): ReadonlySet<CompanyCode> => {
  const outletsOf = new Map<CompanyCode, Set<OutletId>>();
  for (const article of [lead, ...others])
    for (const code of companyCodes(foundIn.get(article) ?? []))
      outletsOf.getOrInsertComputed(code, () => new Set()).add(article.outlet.id);
  const ofLead = new Set(companyCodes(foundIn.get(lead) ?? []));
  const rank = (code: CompanyCode): number =>
    ofLead.has(code) ? 0 : (outletsOf.get(code)?.size ?? 0) > 1 ? 1 : 2;
  return new Set([...outletsOf.keys()].toSorted((a, b) => rank(a) - rank(b)).slice(0, MOST_COMPANIES));
};

const isFromConfig = ({ evidence }: Tag): boolean => evidence.some(({ where }) => where === 'config');

const holds = (tags: readonly Tag[], wanted: Tag): boolean =>
  tags.some((tag) => nameOf(tag) === nameOf(wanted));

const nameOf = (tag: Tag): string => `${tag.kind} ${tag.kind === 'company' ? tag.code : tag.key}`;
