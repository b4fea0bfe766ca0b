import type { DayCount, SourceState } from '../source-state.ts';
import { DAY_MS } from './rhythm.ts';

/**
 * Maximum number of new items that a poll takes in from one document, the newest first: a hundred times what an outlet
 * brings between two polls. They are judged and folded on the main thread, so ten thousand would delay everything else.
 */
const MOST_A_POLL = 500;

/**
 * Maximum number of new items that a source brings in a day, kept or dropped: more than any outlet publishes. Without it,
 * a feed of new items in every poll would fill the disk within days.
 */
export const MOST_A_DAY = 5000;

/** Number of new items that the next poll of a source may take in. */
export const mostNewItems = (state: Pick<SourceState, 'day'> | undefined, now: Temporal.Instant): number =>
  Math.max(0, Math.min(MOST_A_POLL, MOST_A_DAY - (currentDay(state?.day, now)?.items ?? 0)));

/** Counts what a poll took in. A day begins with the first poll that is 24 hours after the beginning of the last one. */
export const countDay = (before: DayCount | undefined, items: number, now: Temporal.Instant): DayCount => {
  const day = currentDay(before, now);
  return day === undefined ? { since: now, items } : { ...day, items: day.items + items };
};

const currentDay = (day: DayCount | undefined, now: Temporal.Instant): DayCount | undefined =>
  day === undefined || !isWithin(now.epochMilliseconds - day.since.epochMilliseconds) ? undefined : day;

/** A day that began in the future was counted while the clock was wrong. */
const isWithin = (ageMs: number): boolean => ageMs >= 0 && ageMs < DAY_MS;
