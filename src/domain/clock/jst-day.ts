export const JST = 'Asia/Tokyo';

/** Number of hours by which Japan is ahead of UTC, all year. */
export const JST_OFFSET_HOURS = 9;

export const jstDay = (moment: Temporal.Instant): Temporal.PlainDate =>
  moment.toZonedDateTimeISO(JST).toPlainDate();

/** Returns the moments at which a JST day begins and ends. */
export const rangeOfDay = (
  date: Temporal.PlainDate,
): { readonly from: Temporal.Instant; readonly until: Temporal.Instant } => ({
  from: date.toZonedDateTime(JST).toInstant(),
  until: date.add({ days: 1 }).toZonedDateTime(JST).toInstant(),
});

/** Returns the latest of some moments; undefined without a moment. */
export const latestOf = (moments: readonly (Temporal.Instant | undefined)[]): Temporal.Instant | undefined =>
  moments
    .filter((moment) => moment !== undefined)
    .toSorted((a, b) => Temporal.Instant.compare(a, b))
    .at(-1);

/** Returns the moment, or `now` if the moment is in the future. Undefined without a moment. */
export const notAfter = (
  now: Temporal.Instant,
  moment: Temporal.Instant | undefined,
): Temporal.Instant | undefined =>
  moment !== undefined && Temporal.Instant.compare(moment, now) > 0 ? now : moment;
