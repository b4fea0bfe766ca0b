/** How far a stated date may lie before the moment we first saw the item. */
const TRUSTED_AGE = Temporal.Duration.from({ hours: 24 });

/**
 * The date we go by: the stated one if it lies between a day before the item was first seen and that moment,
 * else the moment it was first seen. A new source's backlog keeps its older dates.
 */
export const publishedAt = (
  statedAt: Temporal.Instant | undefined,
  firstSeenAt: Temporal.Instant,
  firstPoll: boolean,
): Temporal.Instant => {
  if (statedAt === undefined || Temporal.Instant.compare(statedAt, firstSeenAt) > 0) return firstSeenAt;
  return firstPoll || !isOlderThanADay(statedAt, firstSeenAt) ? statedAt : firstSeenAt;
};

/** A new source starts silently: what is older than a day, and all that is undated, is stored and not published. */
export const isBacklog = (
  statedAt: Temporal.Instant | undefined,
  firstSeenAt: Temporal.Instant,
  firstPoll: boolean,
): boolean => firstPoll && (statedAt === undefined || isOlderThanADay(statedAt, firstSeenAt));

const isOlderThanADay = (statedAt: Temporal.Instant, firstSeenAt: Temporal.Instant): boolean =>
  Temporal.Instant.compare(statedAt, firstSeenAt.subtract(TRUSTED_AGE)) < 0;
