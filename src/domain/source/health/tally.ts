import { HOUR_MS } from '../poll/rhythm.ts';
import type { SourceId } from '../source.ts';

/** Number of articles of a source published in an hour; `hour` counts from 1970. */
export type ArticleCount = { readonly source: SourceId; readonly hour: number; readonly articles: number };

/** Counts of articles by source and time. */
export type Tally = {
  /** Articles of a source on each of the last `days` JST days, the day of `until` last. */
  readonly daily: (source: SourceId, until: Temporal.Instant, days: number) => readonly number[];
  /** Articles of all sources in each of the last `hours` hours, the hour of `until` last. */
  readonly hourly: (until: Temporal.Instant, hours: number) => readonly number[];
};

const HOURS_A_DAY = 24;

/** Offset of JST from UTC, in hours; Japan has had no summer time since 1951. */
const JST_OFFSET_HOURS = 9;

export const makeTally = (counts: readonly ArticleCount[]): Tally => {
  const bySource = Map.groupBy(counts, ({ source }) => source);
  const sum = (some: readonly ArticleCount[], from: number, until: number): number =>
    some.reduce((total, { hour, articles }) => total + (hour >= from && hour < until ? articles : 0), 0);
  return {
    daily: (source, until, days) => {
      const today = Math.floor((hourOf(until) + JST_OFFSET_HOURS) / HOURS_A_DAY);
      const own = bySource.get(source) ?? [];
      return Array.from({ length: days }, (_, index) => {
        const from = (today - days + 1 + index) * HOURS_A_DAY - JST_OFFSET_HOURS;
        return sum(own, from, from + HOURS_A_DAY);
      });
    },
    hourly: (until, hours) => {
      const first = hourOf(until) - hours + 1;
      return Array.from({ length: hours }, (_, index) => sum(counts, first + index, first + index + 1));
    },
  };
};

const hourOf = (moment: Temporal.Instant): number => Math.floor(moment.epochMilliseconds / HOUR_MS);
