import type { SourceState } from '../source-state.ts';
import type { Freshness } from './fetch-result.ts';
import type { FetchHead } from './poll-answer.ts';
import { DAY_MS, HOUR_MS } from './rhythm.ts';

/** Maps each host that answered 429 to the moment until which the host must not be asked. */
export type HostRests = ReadonlyMap<string, Temporal.Instant>;

/**
 * Returns the pauses of all hosts, with one of the host of `configured`, the endpoint that was asked, if this host
 * answered 429 (RFC 6585 §4).
 */
export const restHost = (
  rests: HostRests,
  configured: string,
  result: FetchHead,
  now: Temporal.Instant,
): HostRests => {
  if (result.kind !== 'failed' || result.failure.kind !== 'rate-limited') return rests;
  const until = now.add({ milliseconds: retryAfterMs(result.freshness) });
  return withRest(rests, hostToRest(configured, result.url), until);
};

/** Returns the moment until which a URL's host must not be asked; undefined if the host may be asked. */
export const hostRestUntil = (
  rests: HostRests,
  url: string,
  now: Temporal.Instant,
): Temporal.Instant | undefined => {
  const until = rests.get(hostOf(url) ?? '');
  return mustWait(until, now) ? until : undefined;
};

/** Returns the pauses of hosts in the stored states of sources. If a host has several pauses, the latest end counts. */
export const hostRestsFrom = (states: readonly SourceState[]): HostRests =>
  states
    .flatMap(({ endpoints }) => endpoints)
    .reduce<HostRests>(
      (rests, { restHost: host, restUntil }) =>
        restUntil === undefined ? rests : withRest(rests, host, restUntil),
      new Map(),
    );

/**
 * Returns the host that a 429 pauses: the host that the config names for the endpoint. Undefined if another host
 * answered, because any feed can redirect or move to any host, and must not stop the requests of other sources.
 */
export const hostToRest = (configured: string, answered: string): string | undefined => {
  const host = hostOf(answered);
  return host === hostOf(configured) ? host : undefined;
};

export const hostOf = (url: string): string | undefined => URL.parse(url)?.hostname;

const withRest = (rests: HostRests, host: string | undefined, until: Temporal.Instant): HostRests => {
  const known = host === undefined ? undefined : rests.get(host);
  if (host === undefined || (known !== undefined && Temporal.Instant.compare(known, until) >= 0))
    return rests;
  return new Map([...rests, [host, until]]);
};

/** Length of the wait after a 429 or 503 without Retry-After, in milliseconds. */
const UNSTATED_MS = HOUR_MS / 2;

/** Maximum wait that a Retry-After can cause, in milliseconds. */
export const MAX_REST_MS = DAY_MS;

/** Returns the wait after a 429 or 503 (RFC 9110 §10.2.3), in whole milliseconds, at most `MAX_REST_MS`. */
export const retryAfterMs = (freshness: Freshness): number =>
  Math.min(MAX_REST_MS, Math.max(0, Math.ceil(freshness.retryAfterMs ?? UNSTATED_MS)));

/** True until a pause ends. An end more than `MAX_REST_MS` ahead is ignored, because a wrong clock set it. */
export const mustWait = (until: Temporal.Instant | undefined, now: Temporal.Instant): boolean => {
  if (until === undefined) return false;
  const leftMs = until.epochMilliseconds - now.epochMilliseconds;
  return leftMs > 0 && leftMs <= MAX_REST_MS;
};
