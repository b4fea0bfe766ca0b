/** Maximum age of a stated date when its item is first seen. Backlog may have older dates. */
const TRUSTED_AGE = Temporal.Duration.from({ hours: 24 });

/**
 * Maximum time from a stated date to an earlier poll that did not list the item. Feeds list an item minutes after its
 * date, some after hours; an older date would put the story of other outlets among the news of yesterday.
 */
const LISTED_WITHIN = Temporal.Duration.from({ hours: 6 });

/** When a poll read an item, and whether the poll can bring backlog. */
export type Reading = {
  readonly firstSeenAt: Temporal.Instant;
  /** True until a request to the endpoint has succeeded; for its date, also true for an item that waited. */
  readonly firstPoll: boolean;
  /** True if the source has not answered for long (`PAUSE_MS`). */
  readonly afterPause?: boolean;
  /** When a request to the endpoint last succeeded; absent if that says nothing about the date. */
  readonly lastSuccessAt?: Temporal.Instant;
};

/**
 * Returns the stated date, if it is not after `firstSeenAt`, at most a day before it, and at most `LISTED_WITHIN` before
 * `lastSuccessAt`; else `firstSeenAt`. Backlog keeps an older stated date.
 */
export const publishedAt = (statedAt: Temporal.Instant | undefined, reading: Reading): Temporal.Instant => {
  const { firstSeenAt, lastSuccessAt } = reading;
  if (statedAt === undefined || Temporal.Instant.compare(statedAt, firstSeenAt) > 0) return firstSeenAt;
  if (isBacklog(statedAt, reading)) return statedAt;
  const isLate =
    lastSuccessAt !== undefined &&
    Temporal.Instant.compare(statedAt, lastSuccessAt.subtract(LISTED_WITHIN)) < 0;
  return isLate || isOlderThanADay(statedAt, firstSeenAt) ? firstSeenAt : statedAt;
};

/** True if a stated date is more than `LISTED_WITHIN` before `firstSeenAt`, so that `publishedAt` may not use it. */
export const mayBeListedLate = (statedAt: Temporal.Instant, firstSeenAt: Temporal.Instant): boolean =>
  Temporal.Instant.compare(statedAt, firstSeenAt.subtract(LISTED_WITHIN)) < 0;

/**
 * True for backlog: on a first poll, an item without a date or older than a day; after a pause, an item that is old
 * (`isOld`). An item without a date is news after a pause, because the source may never state dates.
 */
export const isBacklog = (
  statedAt: Temporal.Instant | undefined,
  { firstSeenAt, firstPoll, afterPause = false }: Reading,
): boolean => {
  if (statedAt === undefined) return firstPoll;
  return firstPoll ? isOlderThanADay(statedAt, firstSeenAt) : afterPause && isOld(statedAt, firstSeenAt);
};

export const isOlderThanADay = (statedAt: Temporal.Instant, firstSeenAt: Temporal.Instant): boolean =>
  Temporal.Instant.compare(statedAt, firstSeenAt.subtract(TRUSTED_AGE)) < 0;

/** Age from which a report is not news if its source comes back, or if another outlet copies its page. */
const OLD_AGE = Temporal.Duration.from({ hours: 48 });

/** True if a moment is at least `OLD_AGE` before another. */
export const isOld = (moment: Temporal.Instant, now: Temporal.Instant): boolean =>
  Temporal.Instant.compare(moment, now.subtract(OLD_AGE)) <= 0;
