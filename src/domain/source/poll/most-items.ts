import type { DayCount, SourceState } from '../source-state.ts';
import { DAY_MS } from './rhythm.ts';

/** Maximum number of new items that a poll takes in: the main thread judges them, and more would delay other work. */
const MOST_A_POLL = 500;

/** Maximum number of items that are stored from a source in a day (`DayCount`). Without it, a feed could fill the disk. */
export const MOST_A_DAY = 5000;

/** Returns the number of new items that the next poll of a source may take in. */
export const mostNewItems = (state: Pick<SourceState, 'day'> | undefined, now: Temporal.Instant): number =>
  Math.max(0, Math.min(MOST_A_POLL, MOST_A_DAY - (currentDay(state?.day, now)?.items ?? 0)));

/** Adds a poll's stored items to the count of the day. A day ends 24 hours after its first poll. */
export const countDay = (before: DayCount | undefined, items: number, now: Temporal.Instant): DayCount => {
  const day = currentDay(before, now);
  return day === undefined ? { since: now, items } : { ...day, items: day.items + items };
};

const currentDay = (day: DayCount | undefined, now: Temporal.Instant): DayCount | undefined =>
  day === undefined || !isWithin(now.epochMilliseconds - day.since.epochMilliseconds) ? undefined : day;

/** True if a day of this age is not over; false if the day lies in the future, because a wrong clock set it. */
const isWithin = (ageMs: number): boolean => ageMs >= 0 && ageMs < DAY_MS;
