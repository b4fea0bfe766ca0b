import { latestOf } from '../../clock/jst-day.ts';
import { defined } from '../../defined.ts';
import type { SourceState } from '../source-state.ts';
import type { ReadDocument } from './poll-answer.ts';
import { learnRhythm } from './rhythm.ts';

/** Maximum number of arrivals kept: a year of a weekly, or a day of a wire service. */
const KEPT_ARRIVALS = 64;

/** What the state learns from the items of a document: when items arrive, and how new the newest is. */
export const learnFrom = (
  before: SourceState,
  { newItems, newestItemAt, newItemDates }: ReadDocument,
  now: Temporal.Instant,
): Partial<SourceState> => {
  const dates = defined({ newestItemAt: latestOf([before.newestItemAt, newestItemAt]) });
  if (newItems === 0) return dates;
  const moments = arrivalMoments(before, newItemDates ?? [newestItemAt], newItems, now);
  return {
    ...dates,
    lastNewAt: moments.at(-1) ?? now,
    arrivals: [...before.arrivals, ...moments].slice(-KEPT_ARRIVALS),
    rhythm: learnRhythm(before.rhythm, moments, now),
  };
};

/**
 * When the new items came, oldest first. A stated date is used if it is after the last successful poll; on the first
 * poll every past date is used. Items without such a date count as new now.
 */
const arrivalMoments = (
  before: SourceState,
  stated: readonly (Temporal.Instant | undefined)[],
  newItems: number,
  now: Temporal.Instant,
): readonly Temporal.Instant[] => {
  const fromMs = before.lastSuccessAt?.epochMilliseconds ?? Number.NEGATIVE_INFINITY;
  const isPlausible = (date: Temporal.Instant | undefined): date is Temporal.Instant =>
    date !== undefined && date.epochMilliseconds > fromMs && Temporal.Instant.compare(date, now) <= 0;
  const plausible = stated
    .filter(isPlausible)
    .toSorted((a, b) => Temporal.Instant.compare(a, b))
    .slice(-newItems);
  // A backlog without dates does not show a rhythm.
  if (before.lastSuccessAt === undefined) return plausible;
  return [...plausible, ...Array.from({ length: newItems - plausible.length }, () => now)];
};
