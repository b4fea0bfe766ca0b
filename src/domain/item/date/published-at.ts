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

/** Age from which a report is too old to become news by a copy of its page. */
const OLD_AGE = Temporal.Duration.from({ hours: 48 });

/** True if a moment is at least `OLD_AGE` before another. */
export const isOld = (moment: Temporal.Instant, now: Temporal.Instant): boolean =>
  Temporal.Instant.compare(moment, now.subtract(OLD_AGE)) <= 0;
