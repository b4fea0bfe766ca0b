import { JST, jstDay } from '../clock/jst-day.ts';

/** A month. Addresses and file names contain the month as text, such as `2026-11`. */
export type YearMonth = Temporal.PlainYearMonth;

/** Time from the end of a month until its archive is frozen, so that the archive contains late reports. */
const FREEZES_AFTER = { hours: 3 * 24 };

/** Returns the JST month of a moment. */
export const monthOf = (moment: Temporal.Instant): YearMonth => jstDay(moment).toPlainYearMonth();

export const startOfMonth = (month: YearMonth): Temporal.Instant =>
  month.toPlainDate({ day: 1 }).toZonedDateTime(JST).toInstant();

/** Reads a month from a name such as `2026-11`; undefined if the name is invalid. */
export const readMonth = (name: string): YearMonth | undefined => {
  if (!/^\d{4}-\d\d$/.test(name)) return undefined;
  try {
    return Temporal.PlainYearMonth.from(name);
  } catch {
    return undefined;
  }
};

/** Returns the first month that may change. Earlier months can be frozen. */
export const firstOpenMonth = (now: Temporal.Instant): YearMonth => monthOf(now.subtract(FREEZES_AFTER));

/** Returns all months from the first to the last, inclusive; empty if the last is before the first. */
export const monthsBetween = (first: YearMonth, last: YearMonth): readonly YearMonth[] => {
  const count = first.until(last, { largestUnit: 'months' }).months + 1;
  return Array.from({ length: Math.max(0, count) }, (_, index) => first.add({ months: index }));
};
