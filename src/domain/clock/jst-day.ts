/** Japan's time zone. All days and times that people read are in it. */
export const JST = 'Asia/Tokyo';

/** Hours by which Japan is ahead of UTC, all year: Japan has had no summer time since 1951. */
export const JST_OFFSET_HOURS = 9;

export const jstDay = (moment: Temporal.Instant): Temporal.PlainDate =>
  moment.toZonedDateTimeISO(JST).toPlainDate();

/** The moments at which a JST day begins and ends. */
export const rangeOfDay = (
  date: Temporal.PlainDate,
): { readonly from: Temporal.Instant; readonly until: Temporal.Instant } => ({
  from: date.toZonedDateTime(JST).toInstant(),
  until: date.add({ days: 1 }).toZonedDateTime(JST).toInstant(),
});

/** The latest of some moments; undefined if there are none. */
export const latestOf = (moments: readonly (Temporal.Instant | undefined)[]): Temporal.Instant | undefined =>
  moments
    .filter((moment) => moment !== undefined)
    .toSorted((a, b) => Temporal.Instant.compare(a, b))
    .at(-1);

/** The moment, or `now` if the moment is in the future; undefined stays undefined. */
export const notAfter = (
  now: Temporal.Instant,
  moment: Temporal.Instant | undefined,
): Temporal.Instant | undefined =>
  moment !== undefined && Temporal.Instant.compare(moment, now) > 0 ? now : moment;
