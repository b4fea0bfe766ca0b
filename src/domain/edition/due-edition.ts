import { jstDay } from '../clock/jst-day.ts';
import { dueAt, type EditionCalendar, isEditionDay } from './calendar.ts';

/** The day of a due edition, and the range of its news. */
export type DueEdition = {
  readonly date: Temporal.PlainDate;
  /** Start of the range, inclusive. */
  readonly since: Temporal.Instant;
  /** End of the range, exclusive. */
  readonly until: Temporal.Instant;
};

export type LastEdition = {
  readonly date: Temporal.PlainDate;
  /** The end of the edition's range; absent if the document of the edition cannot be read. */
  readonly until?: Temporal.Instant;
};

/** Range of the first edition, in hours. */
const FIRST_HOURS = 24;

/** Maximum range of an edition, in hours: seven days at New Year (30 December to 6 January), and one for a delay. */
const MOST_HOURS = 8 * 24;

/**
 * Returns the edition that is due at a moment; undefined if no edition is due. On an edition day, it is due from the
 * time of the calendar to the end of the day, if no edition of that day or a later day exists.
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
