import type { Article } from '../article/article.ts';
import type { NonEmpty } from '../brand.ts';
import { onceFor } from '../once-for.ts';
import { hasWeight } from '../source/outlet.ts';
import { countOwners, type IndependentReport, independentReports } from './independent-reports.ts';
import { isQuote } from './large-move.ts';
import type { FindMinor, MinorKind } from './minor-news.ts';
import { type Section, sectionOf } from './page-section.ts';
import type { RankingContext } from './ranking-context.ts';
import { LEAST_WORTH } from './worth/judge-worth.ts';

/** Points of an outlet of weight, or of several other outlets together. All other lasting parts together have fewer points. */
export const POINTS_PER_OUTLET_OF_WEIGHT = 10;

/** Minimum number of outlets without weight, each with its own headline, that together count like one outlet of weight. */
const SEVERAL = 3;

/** Share of an outlet's points that a quote earns (`isQuote`), because outlets report every session of a market. */
const OF_A_SESSION = 0.5;

/** Maximum points of each of these lasting parts. */
const MOST = { worth: 2.9, reports: 5, independence: 1, topics: 0.5 } as const;

/** Points that a minor story loses in addition to all points of `weight` and `breadth`. */
export const MINOR = 2;

/** Minimum number of outlets, each with a headline of its own, that makes notices and features count as news. */
const NEWS_AFTER_ALL = 3;

/** Minimum worth of a story for which `NEWS_AFTER_ALL` outlets have headlines of their own. With less, it is minor. */
const LEAST_WORTH_OF_NEWS = 0.3;

/** Number of outlets besides the first that earn all points of `reports`. */
const MANY_OUTLETS = 8;

/** Number of independent reports besides the first that earn all points of `independence`. */
const MANY_REPORTS = 5;

/** The parts of importance that do not depend on the moment, in points. */
export type LastingParts = Readonly<Record<keyof typeof MOST | 'weight' | 'breadth' | MinorKind, number>>;

/** Returns the lasting parts of the importance of some reports of one story, in points. */
export const lastingParts = onceFor((context: RankingContext) =>
  onceFor((articles: NonEmpty<Article>) => earnedBy(articles, context)),
);

/** Returns the points that a story earns by its worth, a probability from 0 to 1. */
export const pointsForWorth = (probability: number): number => MOST.worth * probability;

const earnedBy = (articles: NonEmpty<Article>, context: RankingContext): LastingParts => {
  const { sections, judgeWorth, findMinor } = context;
  const ids = new Set(articles.map(({ outlet }) => outlet.id));
  const perOutlet = POINTS_PER_OUTLET_OF_WEIGHT * (isQuote(articles) ? OF_A_SESSION : 1);
  const weight = perOutlet * [...ids].filter((id) => hasWeight(id, context.outlets)).length;
  const own = independentReports(articles);
  const breadth = isBroad(own, context) ? perOutlet : 0;
  const { probability } = judgeWorth(articles);
  const isNews = countOwners(own) >= NEWS_AFTER_ALL;
  const isLittle = probability < (isNews ? LEAST_WORTH_OF_NEWS : LEAST_WORTH);
  const minor = minorKindOf(articles, isNews, findMinor) ?? (isLittle ? 'little' : undefined);
  const lost = (kind: MinorKind): number => (minor === kind ? -weight - breadth - MINOR : 0);
  return {
    weight,
    breadth,
    worth: pointsForWorth(probability),
    reports: MOST.reports * saturating(ids.size - 1, MANY_OUTLETS),
    independence: MOST.independence * saturating(own.length - 1, MANY_REPORTS),
    topics: MOST.topics * topicsOf(articles, sections),
    notice: lost('notice'),
    feature: lost('feature'),
    abroad: lost('abroad'),
    little: lost('little'),
  };
};

/** Returns an upper limit for the sum of the lasting parts of some reports, in points. It is fast to compute. */
export const mostLasting = (articles: NonEmpty<Article>, context: RankingContext): number => {
  const ids = new Set(articles.map(({ outlet }) => outlet.id));
  const heavy = [...ids].filter((id) => hasWeight(id, context.outlets)).length;
  const broad = ids.size - heavy >= SEVERAL ? 1 : 0;
  const { reports, independence, ...others } = MOST;
  const alone = Object.values(others).reduce<number>((sum, points) => sum + points, 0);
  return (
    POINTS_PER_OUTLET_OF_WEIGHT * (heavy + broad) + alone + (articles.length > 1 ? reports + independence : 0)
  );
};

/** True if at least `SEVERAL` outlets without weight have headlines of their own that no outlet of weight has. */
const isBroad = (reports: readonly IndependentReport[], context: RankingContext): boolean =>
  countOwners(reports.filter((ids) => !ids.some((id) => hasWeight(id, context.outlets)))) >= SEVERAL;

/** Returns the `MinorKind` of the first report; undefined if a report has none, or if `isNews` and one is not `abroad`. */
const minorKindOf = (
  articles: readonly Article[],
  isNews: boolean,
  findMinor: FindMinor,
): MinorKind | undefined => {
  const kinds = articles.map(findMinor);
  const [kind] = kinds;
  if (kind === undefined || kinds.includes(undefined)) return undefined;
  return isNews && kinds.some((one) => one !== 'abroad') ? undefined : kind;
};

const topicsOf = (articles: NonEmpty<Article>, sections: readonly Section[]): number => {
  const section = sectionOf(articles, sections);
  return section === undefined ? 0 : 1 - sections.indexOf(section) / sections.length;
};

/** Returns 0 for a count of 0, and 1 for `many` or more. Between them, the result rises fast at first. */
export const saturating = (count: number, many: number): number =>
  Math.min(1, Math.log2(1 + Math.max(0, count)) / Math.log2(1 + many));
