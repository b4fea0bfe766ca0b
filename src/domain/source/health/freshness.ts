import type { RawFeed } from '../../item/raw-item.ts';
import type { Freshness } from '../poll/fetch-result.ts';
import { DAY_MS, HOUR_MS } from '../poll/rhythm.ts';
import type { PollHints } from '../source-state.ts';

const MINUTE_MS = 60_000;
const DAYS = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];

/** Returns the hints of a document about its next change. Intervals of 0 and empty lists are left out. */
export const pollHints = (feed: RawFeed): PollHints => {
  const everyMinutes = Math.max(feed.ttlMinutes ?? 0, feed.updatePeriodMinutes ?? 0);
  const skipHours = feed.skipHours.map((hour) => hour % 24);
  return {
    ...(everyMinutes > 0 ? { everyMinutes } : {}),
    ...(skipHours.length > 0 ? { skipHours } : {}),
    ...(feed.skipDays.length > 0 ? { skipDays: feed.skipDays } : {}),
  };
};

/**
 * Returns the wait that an answer and its document ask for, in milliseconds, at most `longestMs`: the longest of
 * max-age (else Expires, RFC 9111 §5.3), ttl and sy:updatePeriod.
 */
export const askedWaitMs = (
  freshness: Freshness,
  hints: PollHints | undefined,
  nowMs: number,
  longestMs: number,
): number => {
  const byHeader =
    freshness.maxAgeMs ??
    (freshness.expiresAt === undefined ? 0 : freshness.expiresAt.epochMilliseconds - nowMs);
  return Math.min(longestMs, Math.max(0, byHeader, (hints?.everyMinutes ?? 0) * MINUTE_MS));
};

/** Returns the first moment from `atMs` to `latestMs` that is in no skipped hour or day, else `latestMs`. */
export const afterSkipped = (hints: PollHints | undefined, atMs: number, latestMs: number): number => {
  let at = atMs;
  while (at < latestMs && isSkipped(hints, at)) at = (Math.floor(at / HOUR_MS) + 1) * HOUR_MS;
  return Math.min(at, latestMs);
};

const isSkipped = (hints: PollHints | undefined, ms: number): boolean => {
  if (hints === undefined) return false;
  const hour = Math.floor(ms / HOUR_MS) % 24;
  // 1970-01-01 was a Thursday.
  const day = DAYS[(Math.floor(ms / DAY_MS) + 4) % 7];
  return (
    hints.skipHours?.includes(hour) === true ||
    hints.skipDays?.some((name) => name.trim().toLowerCase() === day) === true
  );
};
