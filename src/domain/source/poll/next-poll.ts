import { expectationOf } from '../health/expectation.ts';
import { afterSkipped, askedWaitMs } from '../health/freshness.ts';
import type { Source } from '../source.ts';
import { endpointInUse, endpointStates, type PollHints, type SourceState } from '../source-state.ts';
import type { Freshness } from './fetch-result.ts';
import { MAX_REST_MS, mustWait } from './host-rest.ts';
import { DAY_MS, HOUR_MS, type Rhythm } from './rhythm.ts';

type PollLimits = { readonly minIntervalMs: number; readonly maxIntervalMs: number };

/** The time of the next poll of a source whose endpoints are all gone. */
export const NEVER = Temporal.Instant.fromEpochMilliseconds(253_402_214_400_000);

/** Returns the time of a source's next poll; undefined for a source that was never polled, or whose endpoints are all gone. */
export const nextPollOf = (
  state: Pick<SourceState, 'nextPollAt'> | undefined,
): Temporal.Instant | undefined =>
  state?.nextPollAt?.equals(NEVER) === true ? undefined : state?.nextPollAt;

/**
 * Number of polls per hour if one item per hour is expected. The number grows with the square root of the expected
 * items: with the same number of requests, no other rule makes all items together wait less.
 */
const POLLS_PER_HOUR = 8;

/** Maximum wait between polls by rhythm, in milliseconds. */
const MAX_RHYTHM_WAIT_MS = 6 * HOUR_MS;

/** Length of the wait after the first failure, in milliseconds. */
const FIRST_BACK_OFF_MS = 5 * 60_000;

/** Maximum wait after failures, in milliseconds. */
const MAX_BACK_OFF_MS = DAY_MS;

/** Maximum random extension of a wait, as a share of the wait. It separates sources that were polled together. */
const JITTER = 0.1;
const MAX_JITTER_MS = 5 * 60_000;

/**
 * True if an enabled source should be polled now: it was never polled, the time of its next poll has come, or its
 * endpoint has changed (`hasNewEndpoint`). A time beyond the longest possible wait counts as reached, except `NEVER`.
 */
export const isDue = (
  source: Source,
  state: SourceState | undefined,
  now: Temporal.Instant,
  limits: PollLimits,
): boolean => {
  if (!source.enabled) return false;
  if (state?.nextPollAt === undefined) return true;
  const waitMs = state.nextPollAt.epochMilliseconds - now.epochMilliseconds;
  if (waitMs <= 0) return true;
  if (waitMs > maxWaitMs(source, limits) && !state.nextPollAt.equals(NEVER)) return true;
  return hasNewEndpoint(source, state, now);
};

/** True if the first endpoint is new. Also true if the endpoint in use left the config, and the first may be asked. */
const hasNewEndpoint = (source: Source, state: SourceState, now: Temporal.Instant): boolean => {
  const [first] = source.endpoints;
  if (!state.endpoints.some(({ url }) => url === first)) return true;
  const next = endpointStates(source, state)[endpointInUse(source, state)];
  const isOther = next !== undefined && next.url !== state.endpoints[state.endpoint]?.url;
  return isOther && next.goneAt === undefined && !mustWait(next.restUntil, now);
};

export type NextPollInput = {
  readonly source: Source;
  readonly now: Temporal.Instant;
  readonly rhythm: Rhythm | undefined;
  readonly freshness: Freshness;
  readonly hints: PollHints | undefined;
  /** Number of consecutive failures of the endpoint in use; 0 if another endpoint was asked. */
  readonly failures: number;
  readonly restUntil: Temporal.Instant | undefined;
  readonly isStale: boolean;
  readonly limits: PollLimits;
  /** A random number from 0 to below 1 that spreads the polls. */
  readonly chance: number;
};

/**
 * Returns the time of the next poll: when the rhythm calls for it, or after `maxIntervalMs` if the source is stale.
 * The config, failures and `restUntil` can delay it; so can `freshness` and `hints`, but not beyond `maxIntervalMs`.
 */
export const nextPollAt = (input: NextPollInput): Temporal.Instant => {
  const { source, freshness, hints, limits } = input;
  const nowMs = input.now.epochMilliseconds;
  const longestMs = Math.max(limits.minIntervalMs, limits.maxIntervalMs);
  const waitMs = Math.max(
    limits.minIntervalMs,
    source.everyMs ?? 0,
    askedWaitMs(freshness, hints, nowMs, longestMs),
    input.isStale ? longestMs : Math.min(longestMs, rhythmWaitMs(input.rhythm, nowMs)),
    backOffMs(input.failures),
  );
  const jitterMs = input.chance * Math.min(JITTER * waitMs, MAX_JITTER_MS);
  const allowedMs = Math.max(nowMs + waitMs, input.restUntil?.epochMilliseconds ?? 0) + jitterMs;
  const latestSkipMs = Math.max(allowedMs, nowMs + longestMs);
  return Temporal.Instant.fromEpochMilliseconds(Math.ceil(afterSkipped(hints, allowedMs, latestSkipMs)));
};

const maxWaitMs = ({ everyMs = 0 }: Source, { minIntervalMs, maxIntervalMs }: PollLimits): number =>
  Math.max(minIntervalMs, maxIntervalMs, everyMs, MAX_BACK_OFF_MS, MAX_REST_MS) + MAX_JITTER_MS;

/** Returns the wait after consecutive failures, in milliseconds: doubled with each, at most `MAX_BACK_OFF_MS`. */
export const backOffMs = (failures: number): number =>
  failures === 0 ? 0 : Math.min(MAX_BACK_OFF_MS, FIRST_BACK_OFF_MS * 2 ** (failures - 1));

/** Returns the time from now until the rhythm calls for a poll, in milliseconds, at most `MAX_RHYTHM_WAIT_MS`. */
const rhythmWaitMs = (rhythm: Rhythm | undefined, nowMs: number): number => {
  const expectation = expectationOf(rhythm);
  let polls = 0;
  let at = nowMs;
  const latest = nowMs + MAX_RHYTHM_WAIT_MS;
  while (at < latest) {
    const next = Math.min(latest, (Math.floor(at / HOUR_MS) + 1) * HOUR_MS);
    const pollsPerMs = (POLLS_PER_HOUR * Math.sqrt(expectation(at))) / HOUR_MS;
    if (polls + pollsPerMs * (next - at) >= 1) return at + (1 - polls) / pollsPerMs - nowMs;
    polls += pollsPerMs * (next - at);
    at = next;
  }
  return MAX_RHYTHM_WAIT_MS;
};
