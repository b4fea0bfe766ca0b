import { HOUR_MS } from '../poll/rhythm.ts';
import type { SourceId } from '../source.ts';

/** How many articles a source brought in an hour, counted in hours since 1970, of their `published`. */
export type ArticleCount = { readonly source: SourceId; readonly hour: number; readonly articles: number };

/** How many articles came, by source and time. */
export type Tally = {
  /** Of a source, on each of so many JST days up to and with the day of `until`, oldest first. */
  readonly daily: (source: SourceId, until: Temporal.Instant, days: number) => readonly number[];
  /** Of all sources, in each of so many hours up to and with the hour of `until`, oldest first. */
  readonly hourly: (until: Temporal.Instant, hours: number) => readonly number[];
};

const HOURS_A_DAY = 24;

/** Japan has had no summer time since 1951, so that its days are whole hours away from those of UTC. */
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
