/** Maximum time by which a stated date may precede the moment at which the item was first seen. */
const TRUSTED_AGE = Temporal.Duration.from({ hours: 24 });

/**
 * Returns the date of an article: the stated date, if it is at most a day before the moment at which the item was first
 * seen, and not later; else this moment. On a first poll, older stated dates are kept.
 */
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

/** True if a stated date is more than a day before the item was first seen. */
export const isOlderThanADay = (statedAt: Temporal.Instant, firstSeenAt: Temporal.Instant): boolean =>
  Temporal.Instant.compare(statedAt, firstSeenAt.subtract(TRUSTED_AGE)) < 0;
