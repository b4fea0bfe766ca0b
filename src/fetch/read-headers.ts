import type { IncomingHttpHeaders } from 'node:http';
import { defined } from '../domain/defined.ts';
import type { Freshness, Validators } from '../domain/source/poll/fetch-result.ts';

/** Returns `ETag` and `Last-Modified` unchanged, quotes included. */
export const readValidators = (headers: IncomingHttpHeaders): Validators =>
  defined({ etag: headers.etag || undefined, lastModified: headers['last-modified'] || undefined });

/**
 * Returns the time for which an answer stays fresh (RFC 9111 §4.2.1, minus its Age), and how long its `Retry-After`
 * asks to wait. Dates are compared with the server's own `Date`, if it sends one, so that a wrong clock on either
 * machine has no effect.
 */
export const readFreshness = (headers: IncomingHttpHeaders, receivedAtMs: number): Freshness => {
  const ageMs = seconds(headers.age) ?? 0;
  const sentAtMs = dateMs(headers.date);
  const serverNowMs = sentAtMs === undefined ? receivedAtMs : sentAtMs + ageMs;
  const maxAgeMs = maxAge(headers['cache-control']);
  const expiresMs = dateMs(headers.expires);
  const retryDateMs = dateMs(headers['retry-after']);
  const retryAfterMs =
    retryDateMs === undefined ? seconds(headers['retry-after']) : Math.max(0, retryDateMs - serverNowMs);
  return defined({
    maxAgeMs: maxAgeMs === undefined ? undefined : Math.max(0, maxAgeMs - ageMs),
    expiresAt:
      expiresMs === undefined
        ? undefined
        : Temporal.Instant.fromEpochMilliseconds(receivedAtMs + clampMs(expiresMs - serverNowMs)),
    retryAfterMs,
  });
};

/** The earliest `Date` that `readServerTime` accepts, in milliseconds since 1970. */
const FIRST_CLOCK_MS = Date.UTC(2000);
/** The latest `Date` that `readServerTime` accepts, in milliseconds since 1970. */
const LAST_CLOCK_MS = Date.UTC(2200);

/**
 * Returns the time of the server's clock (RFC 9110 §6.6.1), plus the Age of a cached copy; undefined without a valid
 * `Date` of the years 2000 to 2199. A `Date` of another year comes from a wrong clock, and arithmetic with it could
 * leave the range of dates.
 */
export const readServerTime = (headers: IncomingHttpHeaders): Temporal.Instant | undefined => {
  const ms = dateMs(headers.date);
  if (ms === undefined || ms < FIRST_CLOCK_MS || ms > LAST_CLOCK_MS) return undefined;
  return Temporal.Instant.fromEpochMilliseconds(ms + (seconds(headers.age) ?? 0));
};

const maxAge = (cacheControl: string | undefined): number | undefined => {
  if (cacheControl === undefined) return undefined;
  if (/(?:^|[\s,])no-(?:cache|store)(?:$|[\s,])/i.test(cacheControl)) return 0;
  return seconds(/(?:^|[\s,])max-age\s*=\s*"?(\d+)/i.exec(cacheControl)?.[1]);
};

/** Maximum of a duration, in seconds: a century, which date arithmetic can still handle. */
const MAX_SECONDS = 100 * 366 * 86_400;

const clampMs = (ms: number): number => Math.max(-MAX_SECONDS, Math.min(MAX_SECONDS, ms / 1000)) * 1000;

const seconds = (text: string | undefined): number | undefined =>
  text === undefined || !/^\s*\d+\s*$/.test(text) ? undefined : Math.min(MAX_SECONDS, Number(text)) * 1000;

const dateMs = (text: string | undefined): number | undefined => {
  // Values such as `Expires: 0` are not dates (RFC 9111 §5.3).
  const ms = text === undefined || !/[a-z]{3}/i.test(text) ? Number.NaN : Date.parse(text);
  return Number.isNaN(ms) ? undefined : ms;
};
