import type { Article } from '../article/article.ts';
import type { NonEmpty } from '../brand.ts';
import { isOlderThanADay } from '../item/date/published-at.ts';
import { onceFor } from '../once-for.ts';
import { type Outlet, type OutletId, priorityOf } from '../source/outlet.ts';
import type { Language } from '../source/source.ts';
import { isOver } from './is-over.ts';
import { othersPageIn } from './others-page.ts';

/**
 * Articles that are first seen at most this long after the first of their equals count by their dates, because sources
 * are not all asked at the same moment. The date of a later article does not count: a copy could be dated back.
 */
const SEEN_TOGETHER_MS = 10 * 60_000;

/**
 * Chooses the lead of a story. The first criterion by which two articles differ decides: no copy of another outlet's page
 * (`othersPageIn`), an article in `language`, no backlog (`wasBacklog`), the highest priority, no paywall, a headline that
 * was not over (`isOver`) when an equal report of its outlet came, seen among the first (`SEEN_TOGETHER_MS`), the first
 * published, the lowest id.
 */
export const chooseLead = (
  articles: NonEmpty<Article>,
  outlets: ReadonlyMap<OutletId, Outlet>,
  language?: Language,
): Article => leadsFor(outlets)[language ?? 'any'](articles);

/** Caches the lead of each list of articles, by language. */
const leadsFor = onceFor((outlets: ReadonlyMap<OutletId, Outlet>) => {
  const priority = priorityIn(outlets);
  const leads = (language?: Language) =>
    onceFor((articles: NonEmpty<Article>) => compareAll(articles, outlets, priority, language));
  return { any: leads(), en: leads('en'), ja: leads('ja') };
});

/** Makes a function that returns the priority of an article: its source's own priority, else its outlet's. */
const priorityIn = (outlets: ReadonlyMap<OutletId, Outlet>): ((article: Article) => number) => {
  const ofSources = new Map(
    [...outlets.values()].flatMap(({ sourcePriorities = {} }) => Object.entries(sourcePriorities)),
  );
  return ({ source, outlet }) => ofSources.get(source) ?? priorityOf(outlet.id, outlets);
};

const compareAll = (
  articles: NonEmpty<Article>,
  outlets: ReadonlyMap<OutletId, Outlet>,
  priority: (article: Article) => number,
  language: Language | undefined,
): Article => {
  const [first, ...rest] = articles;
  if (rest.length === 0) return first;
  const isForeign = (article: Article) => Number(language !== undefined && article.language !== language);
  const isWalled = ({ outlet }: Article) => Number(outlets.get(outlet.id)?.paywall ?? false);
  const isOfOthersPage = othersPageIn(articles, outlets);
  const compare = (a: Article, b: Article): number =>
    Number(isOfOthersPage(a)) - Number(isOfOthersPage(b)) ||
    isForeign(a) - isForeign(b) ||
    Number(wasBacklog(a)) - Number(wasBacklog(b)) ||
    priority(b) - priority(a) ||
    isWalled(a) - isWalled(b);
  const best = rest.reduce((held, next) => (compare(next, held) < 0 ? next : held), first);
  const equals = articles.filter((article) => compare(article, best) === 0);
  const isOvertaken = (article: Article): boolean =>
    equals.some(({ outlet, published }) => outlet.id === article.outlet.id && isOver(article, published));
  return firstOf(equals.filter((article) => !isOvertaken(article))) ?? best;
};

/**
 * True if an article was more than a day old when it was first seen. Its title would appear as news if it led a story
 * that a report of another outlet announces.
 */
export const wasBacklog = ({ published, firstSeenAt }: Article): boolean =>
  isOlderThanADay(published, firstSeenAt);

const firstOf = (equals: readonly Article[]): Article | undefined => {
  const seenMs = ({ firstSeenAt }: Article): number => firstSeenAt.epochMilliseconds;
  const latestMs = Math.min(...equals.map(seenMs)) + SEEN_TOGETHER_MS;
  const isLate = (article: Article): number => Number(seenMs(article) > latestMs);
  return equals.toSorted(
    (a, b) =>
      isLate(a) - isLate(b) || Temporal.Instant.compare(a.published, b.published) || (a.id < b.id ? -1 : 1),
  )[0];
};
