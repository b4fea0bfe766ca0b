/** Its text, `2026-11`, stands in addresses and file names. */
export type YearMonth = Temporal.PlainYearMonth;

const JST = 'Asia/Tokyo';

/** Long enough for every report of the month's last evening; after that the month's archive never changes. */
const FREEZES_AFTER = Temporal.Duration.from({ days: 3 });

/** The JST month that a moment lies in. */
export const monthOf = (moment: Temporal.Instant): YearMonth =>
  moment.toZonedDateTimeISO(JST).toPlainDate().toPlainYearMonth();

export const startOfMonth = (month: YearMonth): Temporal.Instant =>
  month.toPlainDate({ day: 1 }).toZonedDateTime(JST).toInstant();

/** The month of a name such as `2026-11`, as addresses and file names have it; undefined where it is none. */
export const readMonth = (name: string): YearMonth | undefined => {
  if (!/^\d{4}-\d\d$/.test(name)) return undefined;
  try {
    return Temporal.PlainYearMonth.from(name);
  } catch {
    return undefined;
  }
};

/** The first month that may still change: those before it are ripe to be frozen. */
export const firstOpenMonth = (now: Temporal.Instant): YearMonth =>
  monthOf(now.toZonedDateTimeISO(JST).subtract(FREEZES_AFTER).toInstant());

/** All months from one to another, both included; none where they are the wrong way round. */
export const monthsBetween = (first: YearMonth, last: YearMonth): readonly YearMonth[] => {
  const count = first.until(last, { largestUnit: 'months' }).months + 1;
  return Array.from({ length: Math.max(0, count) }, (_, index) => first.add({ months: index }));
};
