/** Maximum age of a stated date when its item is first seen. A first poll also accepts older dates. */
const TRUSTED_AGE = Temporal.Duration.from({ hours: 24 });

/** Returns the stated date if it is up to a day (on a first poll, any time) before `firstSeenAt`, else `firstSeenAt`. */
export const publishedAt = (
  statedAt: Temporal.Instant | undefined,
  firstSeenAt: Temporal.Instant,
  firstPoll: boolean,
): Temporal.Instant => {
  if (statedAt === undefined || Temporal.Instant.compare(statedAt, firstSeenAt) > 0) return firstSeenAt;
  return firstPoll || !isOlderThanADay(statedAt, firstSeenAt) ? statedAt : firstSeenAt;
};

/** True for backlog: on a first poll, an item without a date or older than a day. */
export const isBacklog = (
  statedAt: Temporal.Instant | undefined,
  firstSeenAt: Temporal.Instant,
  firstPoll: boolean,
): boolean => firstPoll && (statedAt === undefined || isOlderThanADay(statedAt, firstSeenAt));

export const isOlderThanADay = (statedAt: Temporal.Instant, firstSeenAt: Temporal.Instant): boolean =>
  Temporal.Instant.compare(statedAt, firstSeenAt.subtract(TRUSTED_AGE)) < 0;
