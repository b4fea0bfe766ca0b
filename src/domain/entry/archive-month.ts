import { JST } from '../clock/jst-day.ts';

/** A month; its text, such as `2026-11`, is used in addresses and file names. */
export type YearMonth = Temporal.PlainYearMonth;

/** Time from a month's end until its archive freezes, so that reports of its last evening still come in. */
const FREEZES_AFTER = Temporal.Duration.from({ days: 3 });

/** The JST month of a moment. */
export const monthOf = (moment: Temporal.Instant): YearMonth =>
  moment.toZonedDateTimeISO(JST).toPlainDate().toPlainYearMonth();

export const startOfMonth = (month: YearMonth): Temporal.Instant =>
  month.toPlainDate({ day: 1 }).toZonedDateTime(JST).toInstant();

/** The month of a name such as `2026-11`; undefined if the name is invalid. */
export const readMonth = (name: string): YearMonth | undefined => {
  if (!/^\d{4}-\d\d$/.test(name)) return undefined;
  try {
    return Temporal.PlainYearMonth.from(name);
  } catch {
    return undefined;
  }
};

/** The first month that may still change: those before it can be frozen. */
export const firstOpenMonth = (now: Temporal.Instant): YearMonth =>
  monthOf(now.toZonedDateTimeISO(JST).subtract(FREEZES_AFTER).toInstant());

/** All months from the first to the last, both included; none if the last is before the first. */
export const monthsBetween = (first: YearMonth, last: YearMonth): readonly YearMonth[] => {
  const count = first.until(last, { largestUnit: 'months' }).months + 1;
  return Array.from({ length: Math.max(0, count) }, (_, index) => first.add({ months: index }));
};
