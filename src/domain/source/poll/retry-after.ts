import type { Freshness } from './fetch-result.ts';
import { DAY_MS, HOUR_MS } from './rhythm.ts';

/** Wait after a 429 or 503 without Retry-After, in milliseconds. */
const UNSTATED_MS = HOUR_MS / 2;

/** Maximum wait that a Retry-After can cause, in milliseconds. */
export const MAX_REST_MS = DAY_MS;

/** How long to wait after a 429 or 503 (RFC 9110 §10.2.3), in milliseconds. */
export const retryAfterMs = (freshness: Freshness): number =>
  Math.min(MAX_REST_MS, Math.max(0, freshness.retryAfterMs ?? UNSTATED_MS));

/** Whether a server must be left alone until a moment. A moment beyond the maximum wait was set by a wrong clock. */
export const mustWait = (until: Temporal.Instant | undefined, now: Temporal.Instant): boolean => {
  if (until === undefined) return false;
  const leftMs = until.epochMilliseconds - now.epochMilliseconds;
  return leftMs > 0 && leftMs <= MAX_REST_MS;
};
