import type { Article } from '../article/article.ts';
import type { NonEmpty } from '../brand.ts';
import { onceFor } from '../once-for.ts';
import { hasWeight } from '../source/outlet.ts';
import { chooseLead } from '../story/choose-lead.ts';
import { isOver, namesTime } from '../story/is-over.ts';
import type { Story } from '../story/story.ts';
import { isFleeting, isPassing } from './large-move.ts';
import {
  type LastingParts,
  lastingParts,
  MINOR,
  mostLasting,
  POINTS_PER_OUTLET_OF_WEIGHT,
  saturating,
} from './lasting-parts.ts';
import type { RankingContext } from './ranking-context.ts';

export type ImportancePart = keyof LastingParts | 'growth' | 'freshness' | 'age' | 'stale';

/** The importance of a story at a moment, in points: a score, and the parts that add up to the score. */
export type Importance = {
  readonly score: number;
  readonly parts: Readonly<Record<ImportancePart, number>>;
  /** Up to three reasons for the story's worth, the strongest first. */
  readonly reasons: readonly string[];
};

/** Maximum points of `growth` and of `freshness`. */
const MOST = { growth: 1, freshness: 2 } as const;

/**
 * Ages in ms from which a fleeting story (`isFleeting`) loses points as stale, and from which it is minor. `passing`:
 * for a report from within a day of trade (`isPassing`).
 */
const FADES_MS = { usual: 6 * 3_600_000, passing: 3 * 3_600_000 } as const;
const GONE_MS = { usual: 12 * 3_600_000, passing: 6 * 3_600_000 } as const;

/** An outlet's points begin to fall when its newest report has this age, in ms. */
const AGES_MS = 6 * 3_600_000;

/** An outlet has lost half of its points when its newest report has this age, in ms. It loses no more. */
const HALF_LEFT_MS = 24 * 3_600_000;

/** Number of new outlets that earn all points of growth. */
const MANY_NEW = 3;

/** Time in ms for which an outlet counts as growth after it joins a story that another outlet began. */
const GROWTH_MS = 3 * 3_600_000;

/** Half-life of freshness, in ms. */
const FRESH_MS = 6 * 3_600_000;

/** Computes a story's importance from the reports first seen up to a moment; from its first report if all came later. */
export const importanceOf = (story: Story, context: RankingContext, now: Temporal.Instant): Importance => {
  const nowMs = now.epochMilliseconds;
  const articles = reportsUntil(story, nowMs);
  const lasting = lastingParts(context)(articles);
  const ageMs = nowMs - story.published.epochMilliseconds;
  const minor = hasMinorPart(lasting);
  const reported = { articles, published: story.published };
  const fades = isFleeting(reported);
  const past = isPast(articles, context, now);
  const heavy = lasting.weight + lasting.breadth;
  const parts: Record<ImportancePart, number> = {
    ...lasting,
    growth: MOST.growth * saturating(newOutlets(articles, nowMs), MANY_NEW),
    freshness: MOST.freshness * 2 ** (-Math.max(0, ageMs) / FRESH_MS),
    age: minor || fades || past ? 0 : 0 - lostByAge(articles, lasting, context, nowMs),
    stale:
      minor || !(fades || past)
        ? 0
        : 0 - (heavy + MINOR) * (past ? 1 : staleness(ageMs, isPassing(reported))),
  };
  const score = Object.values(parts).reduce((sum, points) => sum + points, 0);
  return { score, parts, reasons: context.judgeWorth(articles).reasons };
};

export const lastingScore = ({ score, parts }: Importance): number =>
  score - parts.freshness - parts.age - parts.stale;

export const lastingReaches = (
  least: number,
  story: Story,
  context: RankingContext,
  now: Temporal.Instant,
): boolean =>
  mostLasting(story.articles, context) + MOST.growth >= least &&
  lastingScore(importanceOf(story, context, now)) >= least;

/** Returns the importance of a story for the page of a whole day: without the parts `age` and `stale`. */
export const importanceOfDay = ({ score, parts, ...rest }: Importance): Importance => ({
  ...rest,
  score: score - parts.stale - parts.age,
  parts: { ...parts, stale: 0, age: 0 },
});

const hasMinorPart = ({ notice, feature, abroad, little }: LastingParts): boolean =>
  notice + feature + abroad + little < 0;

const mayEnd = onceFor((articles: NonEmpty<Article>): boolean => articles.some(namesTime));

/** True if the lead's headline was over (`isOver`) and no outlet of weight has since reported anything that still holds. */
const isPast = (articles: NonEmpty<Article>, { outlets }: RankingContext, now: Temporal.Instant): boolean => {
  if (!mayEnd(articles)) return false;
  const lead = chooseLead(articles, outlets);
  const overtakes = (article: Article): boolean =>
    hasWeight(article.outlet.id, outlets) && isOver(lead, article.published) && !isOver(article, now);
  return isOver(lead, now) && !articles.some(overtakes);
};

/** True for a minor story: it loses all points for its outlets. */
export const isMinor = ({ parts }: Importance): boolean =>
  hasMinorPart(parts) || parts.stale <= -parts.weight - parts.breadth - MINOR;

const staleness = (ageMs: number, passing: boolean): number => {
  const kind = passing ? 'passing' : 'usual';
  return Math.min(1, Math.max(0, (ageMs - FADES_MS[kind]) / (GONE_MS[kind] - FADES_MS[kind])));
};

/** Returns how many points for outlets a story has lost by age: at most half of them. */
const lostByAge = (
  articles: NonEmpty<Article>,
  { breadth }: LastingParts,
  context: RankingContext,
  nowMs: number,
): number => {
  const lost = (publishedMs: number): number =>
    Math.min(1, Math.max(0, (nowMs - publishedMs - AGES_MS) / (HALF_LEFT_MS - AGES_MS))) / 2;
  const { newest } = momentsOf(articles);
  const [heavy, light] = [[] as number[], [] as number[]];
  for (const { id, ms } of newest) (hasWeight(id, context.outlets) ? heavy : light).push(ms);
  const ofWeight = heavy.reduce((sum, ms) => sum + POINTS_PER_OUTLET_OF_WEIGHT * lost(ms), 0);
  return breadth === 0 ? ofWeight : ofWeight + breadth * lost(Math.max(...light));
};

const reportsUntil = (story: Story, nowMs: number): NonEmpty<Article> => {
  const { articles } = story;
  const seenMs = momentsOf(articles).seen;
  if (seenMs.every((ms) => ms <= nowMs)) return articles;
  const [first, ...others] = articles.filter((_, n) => (seenMs[n] ?? 0) <= nowMs);
  return first === undefined ? [articles[0]] : [first, ...others];
};

const newOutlets = (articles: NonEmpty<Article>, nowMs: number): number =>
  momentsOf(articles).joined.filter((ms) => nowMs - ms <= GROWTH_MS).length;

/** Returns when reports were first seen, when later outlets joined, and when each outlet last reported (ms since 1970). */
const momentsOf = onceFor((articles: NonEmpty<Article>) => {
  const byOutlet = [...Map.groupBy(articles, ({ outlet }) => outlet.id)];
  return {
    seen: articles.map(({ firstSeenAt }) => firstSeenAt.epochMilliseconds),
    joined: byOutlet.slice(1).flatMap(([, [first]]) => first?.firstSeenAt.epochMilliseconds ?? []),
    newest: byOutlet.map(([id, reports]) => ({
      id,
      ms: Math.max(...reports.map(({ published }) => published.epochMilliseconds)),
    })),
  };
});
