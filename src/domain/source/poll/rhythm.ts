import { JST_OFFSET_HOURS } from '../../clock/jst-day.ts';

/** Counts of items by hour of the week in JST, from Monday 00:00. Older weeks have less weight. */
export type Rhythm = {
  readonly hours: readonly number[];
  /** Number of weeks that the counts cover, with less weight for older weeks. */
  readonly weeks: number;
  /** The moment until which items are counted. */
  readonly until: Temporal.Instant;
};

export const HOUR_MS = 3_600_000;
export const DAY_MS = 24 * HOUR_MS;
export const WEEK_MS = 7 * DAY_MS;
export const HOURS_A_WEEK = 168;

/** Hours from Monday 00:00 to the start of Unix time: 1970-01-01 was a Thursday. */
const EPOCH_HOUR_OF_WEEK = 72;

/** Half-life of the counts, in weeks. */
const HALF_LIFE_WEEKS = 8;

/** Maximum age, in weeks, of the dates in a new source's backlog that are used for its rhythm. */
const BACKLOG_WEEKS = 8;

/** Returns the rhythm after a poll. `arrivals`: the moments at which new items came, the oldest first. */
export const learnRhythm = (
  rhythm: Rhythm | undefined,
  arrivals: readonly Temporal.Instant[],
  now: Temporal.Instant,
): Rhythm => {
  const moments = arrivals.map((moment) => moment.epochMilliseconds);
  const nowMs = now.epochMilliseconds;
  const from =
    rhythm?.until.epochMilliseconds ?? Math.max(moments[0] ?? nowMs, nowMs - BACKLOG_WEEKS * WEEK_MS);
  const elapsedWeeks = Math.max(0, (nowMs - from) / WEEK_MS);
  const kept = 0.5 ** (elapsedWeeks / HALF_LIFE_WEEKS);
  const hours = Array.from({ length: HOURS_A_WEEK }, (_, hour) => (rhythm?.hours[hour] ?? 0) * kept);
  for (const moment of moments) {
    const hour = hourOfWeek(moment);
    if (moment >= from && moment <= nowMs) hours[hour] = (hours[hour] ?? 0) + 1;
  }
  return {
    hours: hours.map(rounded),
    weeks: rounded((rhythm?.weeks ?? 0) * kept + elapsedWeeks),
    until: now,
  };
};

/** Returns the hour of the week in JST, from 0 (Monday 00:00) to 167, of a time in milliseconds since 1970. */
export const hourOfWeek = (ms: number): number =>
  (Math.floor(ms / HOUR_MS) + JST_OFFSET_HOURS + EPOCH_HOUR_OF_WEEK) % HOURS_A_WEEK;

/** Rounds a number to three decimals, so that stored numbers are short. */
const rounded = (value: number): number => Math.round(value * 1000) / 1000;
