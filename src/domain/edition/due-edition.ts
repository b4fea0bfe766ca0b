import { jstDay } from '../clock/jst-day.ts';
import { dueAt, type EditionCalendar, isEditionDay } from './calendar.ts';

/** A due edition: its day, and the range of its news. */
export type DueEdition = {
  readonly date: Temporal.PlainDate;
  /** Start of the range, inclusive. */
  readonly since: Temporal.Instant;
  /** End of the range, exclusive. */
  readonly until: Temporal.Instant;
};

/** What is known of the newest existing edition. */
export type LastEdition = {
  readonly date: Temporal.PlainDate;
  /** The end of its range, if its document can be read. */
  readonly until?: Temporal.Instant;
};

/** Range of the first edition, in hours. */
const FIRST_HOURS = 24;

/**
 * Maximum range of an edition, in hours: a week. No run of holidays puts more than six days between two editions; after a
 * longer pause of the service, only the last week is news.
 */
const MOST_HOURS = 7 * 24;

/**
 * The edition that is due at a moment; undefined if none is. Each day of the calendar has one, due from its time to the end of
 * the day, so a missed edition is made later that day, but not after it. No edition is due on a day that already has one, or
 * on a day before the newest edition, as after the clock was set back.
 */
export const dueEdition = (
  now: Temporal.Instant,
  last: LastEdition | undefined,
  calendar: EditionCalendar,
): DueEdition | undefined => {
  const date = jstDay(now);
  if (!isEditionDay(date, calendar)) return undefined;
  if (Temporal.Instant.compare(now, dueAt(date, calendar)) < 0) return undefined;
  if (last === undefined) return { date, since: now.subtract({ hours: FIRST_HOURS }), until: now };
  if (Temporal.PlainDate.compare(last.date, date) >= 0) return undefined;
  const earliest = now.subtract({ hours: MOST_HOURS });
  const since = last.until ?? dueAt(last.date, calendar);
  return { date, since: Temporal.Instant.compare(since, earliest) < 0 ? earliest : since, until: now };
};
