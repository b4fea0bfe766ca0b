import type { Freshness } from './fetch-result.ts';
import { DAY_MS, HOUR_MS } from './rhythm.ts';

/** How long we rest where a server says "too often" or "not now" but not for how long. */
const UNSTATED_MS = HOUR_MS / 2;

/** A server that asks for more is asked again after a day all the same. */
export const MAX_REST_MS = DAY_MS;

/** How long a server that answered 429 or 503 is to be left alone (RFC 9110 §10.2.3), in milliseconds. */
export const retryAfterMs = (freshness: Freshness): number =>
  Math.min(MAX_REST_MS, Math.max(0, freshness.retryAfterMs ?? UNSTATED_MS));

/** Whether a rest until that moment is in force. One that ends later than any may was begun under a wrong clock. */
export const mustWait = (until: Temporal.Instant | undefined, now: Temporal.Instant): boolean => {
  if (until === undefined) return false;
  const leftMs = until.epochMilliseconds - now.epochMilliseconds;
  return leftMs > 0 && leftMs <= MAX_REST_MS;
};
