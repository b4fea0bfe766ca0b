/** Maximum time by which a stated date may precede the moment the item was first seen. */
const TRUSTED_AGE = Temporal.Duration.from({ hours: 24 });

/**
 * The date of an article: the stated one if it is at most a day before the moment the item was first seen and not after
 * it, else that moment. On a source's first poll older stated dates are kept.
 */
export const publishedAt = (
  statedAt: Temporal.Instant | undefined,
  firstSeenAt: Temporal.Instant,
  firstPoll: boolean,
): Temporal.Instant => {
  if (statedAt === undefined || Temporal.Instant.compare(statedAt, firstSeenAt) > 0) return firstSeenAt;
  return firstPoll || !isOlderThanADay(statedAt, firstSeenAt) ? statedAt : firstSeenAt;
};

/** Whether an item is backlog, which is stored but not announced: undated or older than a day, on a source's first poll. */
export const isBacklog = (
  statedAt: Temporal.Instant | undefined,
  firstSeenAt: Temporal.Instant,
  firstPoll: boolean,
): boolean => firstPoll && (statedAt === undefined || isOlderThanADay(statedAt, firstSeenAt));

/** Whether a stated date is more than a day before the item was first seen; only a first poll keeps such a date. */
export const isOlderThanADay = (statedAt: Temporal.Instant, firstSeenAt: Temporal.Instant): boolean =>
  Temporal.Instant.compare(statedAt, firstSeenAt.subtract(TRUSTED_AGE)) < 0;
