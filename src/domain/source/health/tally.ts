import { JST_OFFSET_HOURS } from '../../clock/jst-day.ts';
import { HOUR_MS } from '../poll/rhythm.ts';
import type { SourceId } from '../source.ts';

/** Numbers of articles by the time of publication. */
export type ArticleCounts = {
  /** Counts by source and day. `day` is the number that `jstDayNumber` returns. */
  readonly daily: readonly { readonly source: SourceId; readonly day: number; readonly articles: number }[];
  /** Counts of all sources by hour. `hour` counts the hours since 1970. */
  readonly hourly: readonly { readonly hour: number; readonly articles: number }[];
};

export type Tally = {
  /** Returns the number of articles of a source on each of the last `days` JST days, the day of `until` last. */
  readonly daily: (source: SourceId, until: Temporal.Instant, days: number) => readonly number[];
  /** Returns the number of articles of all sources in each of the last `hours` hours, the hour of `until` last. */
  readonly hourly: (until: Temporal.Instant, hours: number) => readonly number[];
};

const HOURS_A_DAY = 24;

/** Converts a number of hours since 1970 to the number of the JST day since 1970. */
export const jstDayNumber = (hour: number): number => Math.floor((hour + JST_OFFSET_HOURS) / HOURS_A_DAY);

export const makeTally = (counts: ArticleCounts): Tally => {
  const ofSource = new Map<SourceId, Map<number, number>>();
  for (const { source, day, articles } of counts.daily) {
    const days = ofSource.getOrInsert(source, new Map());
    days.set(day, (days.get(day) ?? 0) + articles);
  }
  const ofHour = new Map<number, number>();
  for (const { hour, articles } of counts.hourly) ofHour.set(hour, (ofHour.get(hour) ?? 0) + articles);
  return {
    daily: (source, until, days) =>
      lastOf(ofSource.get(source) ?? new Map(), jstDayNumber(hourOf(until)), days),
    hourly: (until, hours) => lastOf(ofHour, hourOf(until), hours),
  };
};

const lastOf = (counts: ReadonlyMap<number, number>, last: number, length: number): readonly number[] =>
  Array.from({ length }, (_, index) => counts.get(last - length + 1 + index) ?? 0);

const hourOf = (moment: Temporal.Instant): number => Math.floor(moment.epochMilliseconds / HOUR_MS);
