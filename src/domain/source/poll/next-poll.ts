import { expectationOf } from '../health/expectation.ts';
import { afterSkipped, askedWaitMs } from '../health/freshness.ts';
import type { Source } from '../source.ts';
import { endpointInUse, endpointStates, type PollHints, type SourceState } from '../source-state.ts';
import type { Freshness } from './fetch-result.ts';
import { MAX_REST_MS, mustWait } from './host-rest.ts';
import { DAY_MS, HOUR_MS, type Rhythm } from './rhythm.ts';

export type PollLimits = { readonly minIntervalMs: number; readonly maxIntervalMs: number };

/** The time of the next poll of a source whose endpoints are all gone. */
export const NEVER = Temporal.Instant.fromEpochMilliseconds(253_402_214_400_000);

/** When a source is polled next; undefined if it has not been polled yet, or never will be. */
export const nextPollOf = (
  state: Pick<SourceState, 'nextPollAt'> | undefined,
): Temporal.Instant | undefined =>
  state?.nextPollAt?.equals(NEVER) === true ? undefined : state?.nextPollAt;

/**
 * Polls per hour if one item per hour is expected. The number of polls grows with the square root of the expected
 * items: for a given number of requests, this minimises the total wait of all sources' items.
 */
const POLLS_PER_HOUR = 8;

/** Maximum wait between polls by rhythm, in milliseconds, however rarely items come. */
const MAX_RHYTHM_WAIT_MS = 6 * HOUR_MS;

/** Wait after the first failure, in milliseconds; it doubles with each further one. */
const FIRST_BACK_OFF_MS = 5 * 60_000;

/** Maximum wait after failures, in milliseconds: a failing source is polled at least once a day. */
const MAX_BACK_OFF_MS = DAY_MS;

/** Maximum random share that is added to each wait, so that sources polled together drift apart. */
const JITTER = 0.1;
const MAX_JITTER_MS = 5 * 60_000;

/** Whether a source should be polled now. A due time further ahead than any possible wait was set by a wrong clock. */
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

/**
 * Whether the config has a new first endpoint, or no longer has the one in use: the due time was set for another endpoint,
 * whose server may have asked for a long pause.
 */
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
  /** Consecutive failures of the endpoint that is asked next. */
  readonly failures: number;
  readonly restUntil: Temporal.Instant | undefined;
  /** True if nothing came for longer than the rhythm allows; the source is then polled rarely. */
  readonly isStale: boolean;
  readonly limits: PollLimits;
  /** A random number from 0 up to, but not including, 1, which spreads the polls. */
  readonly chance: number;
};

/**
 * When to poll next: by the source's rhythm, and not before the times that the answer, the document, the config and our
 * back-off ask for. The times of server and document are limited to `maxIntervalMs`; Retry-After (`restUntil`) is not.
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

/** The longest possible wait before a poll of a source, in milliseconds. */
const maxWaitMs = ({ everyMs = 0 }: Source, { minIntervalMs, maxIntervalMs }: PollLimits): number =>
  Math.max(minIntervalMs, maxIntervalMs, everyMs, MAX_BACK_OFF_MS, MAX_REST_MS) + MAX_JITTER_MS;

/** Wait after a number of consecutive failures, in milliseconds: doubling, up to a day. */
export const backOffMs = (failures: number): number =>
  failures === 0 ? 0 : Math.min(MAX_BACK_OFF_MS, FIRST_BACK_OFF_MS * 2 ** (failures - 1));

/** The time from now in which the rhythm calls for one poll, in milliseconds. */
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
