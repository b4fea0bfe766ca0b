import type { Article } from '../article/article.ts';
import { onceFor } from '../once-for.ts';
import { DEFAULT_PRIORITY, MAJOR_OUTLET_PRIORITY, type Outlet, type OutletId } from '../source/outlet.ts';
import type { Story } from '../story/story.ts';
import { marketOf } from './market-of.ts';
import type { FindMinor, MinorKind } from './minor-news.ts';
import { type Section, sectionOf } from './page-section.ts';

/** What is judged by, beside the story itself. */
export type RankingContext = {
  readonly outlets: ReadonlyMap<OutletId, Outlet>;
  /** In the editor's order: a story of an earlier section is a little more important. */
  readonly sections: readonly Section[];
  /** Securities codes of the largest companies. */
  readonly majorCompanies: ReadonlySet<string>;
  readonly findMinor: FindMinor;
  /** Whether reports of markets grow old; on the page of a whole day they do not. */
  readonly sessionsFade: boolean;
};

/** The parts of importance. All parts without `weight` together stay below one outlet of weight. */
export type ImportancePart =
  | 'weight'
  | 'standing'
  | 'reports'
  | 'independence'
  | 'growth'
  | 'freshness'
  | 'companies'
  | 'topics'
  | 'relevance'
  | 'stale'
  | MinorKind;

/** How important a story is at a moment, in points, and what the points are for. */
export type Importance = {
  readonly score: number;
  readonly parts: Readonly<Record<ImportancePart, number>>;
};

/** Points of an outlet of weight: more than all other parts together, so that the most outlets of weight come first. */
export const POINTS_PER_OUTLET_OF_WEIGHT = 10;

/** Maximum points of each other part; together 9.9. */
const MOST = {
  standing: 1.4,
  reports: 2.5,
  independence: 1,
  growth: 1,
  freshness: 2,
  companies: 0.7,
  topics: 0.5,
  relevance: 0.8,
} as const;

/** Points that a minor story loses besides those for its outlets of weight. */
const MINOR = 2;

/** A notice, column or essay that so many outlets report is news. */
const NEWS_AFTER_ALL = 3;

/** The age at which a report of a market's session begins to lose the points for its outlets of weight, and at which they are gone, in ms. */
const SESSION_FADES_MS = 6 * 3_600_000;
const SESSION_GONE_MS = 12 * 3_600_000;

/** Number of other outlets, of independent reports and of new outlets that earn all points of their parts. */
const MANY_OUTLETS = 8;
const MANY_REPORTS = 5;
const MANY_NEW = 3;

/** An outlet counts as growth if it reported within this time, in ms. */
const GROWTH_MS = 3 * 3_600_000;

/** Half-life of freshness, in ms. */
const FRESH_MS = 6 * 3_600_000;

/** Share of the points for companies that a story of smaller listed companies gets. */
const SMALLER_COMPANY = 0.5;

/** Likelihood of Japanese business at which an article is kept; at 1 it earns all points of relevance. */
const DOUBTFUL = 0.5;

/**
 * The importance of a story at a moment (PRODUCT.md, Ranking): its reports up to then count, so that the importance at
 * a past moment does not change when later reports join.
 */
export const importanceOf = (story: Story, context: RankingContext, now: Temporal.Instant): Importance => {
  const { outlets, sections, majorCompanies, findMinor, sessionsFade } = context;
  const articles = reportsUntil(story, now);
  const priority = (id: OutletId): number => outlets.get(id)?.priority ?? DEFAULT_PRIORITY;
  const ids = new Set(articles.map(({ outlet }) => outlet.id));
  const ofWeight = [...ids].filter((id) => priority(id) >= MAJOR_OUTLET_PRIORITY).length;
  const weight = POINTS_PER_OUTLET_OF_WEIGHT * ofWeight;
  const minor = minorKindOf(articles, ids.size, findMinor);
  const lost = (kind: MinorKind): number => (minor === kind ? -weight - MINOR : 0);
  const titles = new Set(articles.map((article) => squeezedTitle(article).text));
  const parts: Record<ImportancePart, number> = {
    weight,
    standing: MOST.standing * standingOf(Math.max(...[...ids].map(priority))),
    reports: MOST.reports * saturating(ids.size - 1, MANY_OUTLETS),
    independence: MOST.independence * saturating(titles.size - 1, MANY_REPORTS),
    growth: MOST.growth * saturating(newOutlets(articles, now), MANY_NEW),
    freshness: MOST.freshness * 2 ** (-Math.max(0, msBetween(story.published, now)) / FRESH_MS),
    companies: MOST.companies * companiesOf(articles, majorCompanies),
    topics: MOST.topics * topicsOf(articles, sections),
    relevance: MOST.relevance * relevanceOf(articles),
    stale: minor === undefined && sessionsFade ? 0 - weight * staleness(story, now) : 0,
    notice: lost('notice'),
    feature: lost('feature'),
    abroad: lost('abroad'),
  };
  return { score: Object.values(parts).reduce((sum, points) => sum + points, 0), parts };
};

/** The score without the parts that fall by themselves. */
export const lastingScore = ({ score, parts }: Importance): number => score - parts.freshness - parts.stale;

/** True for a story that has a place on a page only where news does not fill it. */
export const isMinor = ({ parts }: Importance): boolean =>
  parts.notice + parts.feature + parts.abroad < 0 || (parts.stale < 0 && parts.stale <= -parts.weight);

/** What makes a story minor: something that is true of each report of it. */
const minorKindOf = (
  articles: readonly Article[],
  outlets: number,
  findMinor: FindMinor,
): MinorKind | undefined => {
  const kinds = articles.map(findMinor);
  const [kind] = kinds;
  if (kind === undefined || kinds.includes(undefined)) return undefined;
  return outlets >= NEWS_AFTER_ALL && kinds.some((one) => one !== 'abroad') ? undefined : kind;
};

/** From 0 for news to 1 for a market's session that is long over. */
const staleness = (story: Story, now: Temporal.Instant): number => {
  if (marketOf(story) === undefined) return 0;
  const age = msBetween(story.published, now) - SESSION_FADES_MS;
  return Math.min(1, Math.max(0, age / (SESSION_GONE_MS - SESSION_FADES_MS)));
};

/** The reports seen by a moment; the first one where all came later. */
const reportsUntil = ({ articles }: Story, now: Temporal.Instant): readonly Article[] => {
  const seen = articles.filter(({ firstSeenAt }) => msBetween(firstSeenAt, now) >= 0);
  return seen.length === 0 ? articles.slice(0, 1) : seen;
};

/** From 0 for an outlet without a configured priority to 1 for the highest. */
const standingOf = (priority: number): number =>
  Math.max(0, (priority - DEFAULT_PRIORITY) / (100 - DEFAULT_PRIORITY));

/** The number of outlets, besides the first, whose first report is new. */
const newOutlets = (articles: readonly Article[], now: Temporal.Instant): number => {
  const firsts = new Map<OutletId, Temporal.Instant>();
  for (const { outlet, firstSeenAt } of articles) {
    if (!firsts.has(outlet.id)) firsts.set(outlet.id, firstSeenAt);
  }
  return [...firsts.values()].slice(1).filter((first) => msBetween(first, now) <= GROWTH_MS).length;
};

const companiesOf = (articles: readonly Article[], major: ReadonlySet<string>): number => {
  const codes = articles.flatMap(({ tags }) =>
    tags.flatMap((tag) => (tag.kind === 'company' ? tag.code : [])),
  );
  if (codes.some((code) => major.has(code))) return 1;
  return codes.length === 0 ? 0 : SMALLER_COMPANY;
};

/** 1 for the first section, falling by equal steps to 0 for a story of none. */
const topicsOf = (articles: readonly Article[], sections: readonly Section[]): number => {
  const [first, ...others] = articles;
  const section = first && sectionOf({ articles: [first, ...others] }, sections);
  return section === undefined ? 0 : 1 - sections.indexOf(section) / sections.length;
};

/** The best score of an article, from 0 for one that was barely kept to 1. */
const relevanceOf = (articles: readonly Article[]): number =>
  Math.max(0, ...articles.map(({ relevance }) => (relevance.score - DOUBTFUL) / (1 - DOUBTFUL)));

/** Rises fast at first: half of `many` counts more than half. From 0 to 1. */
const saturating = (count: number, many: number): number =>
  Math.min(1, Math.log2(1 + Math.max(0, count)) / Math.log2(1 + many));

const msBetween = (from: Temporal.Instant, until: Temporal.Instant): number =>
  until.epochMilliseconds - from.epochMilliseconds;

/** A title by its letters and digits alone: copies differ in the rest. */
const squeezedTitle = onceFor(({ title }: Article) => ({
  text: title.normalize('NFKC').replace(/[\s\p{P}]+/gu, ''),
}));
