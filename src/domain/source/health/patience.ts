import { DAY_MS, HOUR_MS, type Rhythm, WEEK_MS } from '../poll/rhythm.ts';
import type { EndpointState, SourceState } from '../source-state.ts';
import { type Expectation, expectationOf, expectedItems, itemsPerWeek } from './expectation.ts';

/** Minimum number of items that must be overdue before a source is stale. `failOverMs` uses the same number. */
const OVERDUE_ITEMS = 3;

/** Minimum time without a new item before a source is stale, in milliseconds. */
const MIN_LATE_MS = DAY_MS;

/** Factor by which a pause may exceed a source's longest recent pause before the source is stale. */
const PAUSE_FACTOR = 2;

/** Maximum length of a past pause, in expected items. Longer pauses count as this length. */
const MAX_PAUSE_ITEMS = 1000;

/** Minimum weeks of a rhythm for the usual limits. With fewer, it covers few weekends, so sources become stale later. */
const KNOWN_WEEKS = 2;
const NEW_SOURCE_OVERDUE_ITEMS = 2 * OVERDUE_ITEMS;
const NEW_SOURCE_LATE_MS = 4 * DAY_MS;

/** Minimum number of consecutive failures of an unhealthy endpoint, except after a 410. */
const UNHEALTHY_FAILURES = 3;

/** Minimum time for which an unhealthy endpoint has failed, in milliseconds, except after a 410. */
const UNHEALTHY_MS = 6 * HOUR_MS;

const MIN_FAIL_OVER_MS = HOUR_MS;
const MAX_FAIL_OVER_MS = 3 * DAY_MS;

/** True if the current failure of an endpoint is a 410. A single 410 is enough. */
const isGone = ({ goneAt, failure }: EndpointState): boolean =>
  goneAt !== undefined || failure?.kind === 'gone';

/** True if an endpoint is gone (`isGone`), or has failed `UNHEALTHY_FAILURES` times in a row and for `UNHEALTHY_MS`. */
export const isUnhealthy = (endpoint: EndpointState, nowMs: number): boolean =>
  isGone(endpoint) || (endpoint.failures >= UNHEALTHY_FAILURES && failingMs(endpoint, nowMs) >= UNHEALTHY_MS);

/**
 * True if the next endpoint should take over: this endpoint is gone (`isGone`), or at least `UNHEALTHY_FAILURES` polls
 * in a row failed, the first of them at least `failOverMs` ago. For an endpoint that never worked, the time does not
 * count.
 */
export const shouldFailOver = (endpoint: EndpointState, rhythm: Rhythm | undefined, nowMs: number): boolean =>
  isGone(endpoint) ||
  (endpoint.failures >= UNHEALTHY_FAILURES &&
    (endpoint.succeededAt === undefined || failingMs(endpoint, nowMs) >= failOverMs(rhythm)));

/** Returns the time in which `OVERDUE_ITEMS` items are expected, in milliseconds, within limits. Without a rhythm: a day. */
const failOverMs = (rhythm: Rhythm | undefined): number => {
  if (rhythm === undefined) return DAY_MS;
  const ms = (OVERDUE_ITEMS * WEEK_MS) / itemsPerWeek(rhythm);
  return Math.min(MAX_FAIL_OVER_MS, Math.max(MIN_FAIL_OVER_MS, ms));
};

/**
 * True if the time since `lastItemAt` reaches three limits: `MIN_LATE_MS`, the time of `OVERDUE_ITEMS` expected items,
 * and `PAUSE_FACTOR` times the longest recent pause in expected items. Without a rhythm of at least `KNOWN_WEEKS`, the
 * first two limits are larger, and pauses do not count.
 */
export const isStale = (
  state: Pick<SourceState, 'rhythm' | 'arrivals'>,
  lastItemAt: Temporal.Instant,
  nowMs: number,
): boolean => {
  const { rhythm, arrivals } = state;
  const fromMs = lastItemAt.epochMilliseconds;
  if (nowMs - fromMs < MIN_LATE_MS) return false;
  const expectation = expectationOf(rhythm);
  const isOverdue = (items: number) => expectedItems(expectation, fromMs, nowMs, items) >= items;
  if (rhythm === undefined || rhythm.weeks < KNOWN_WEEKS)
    return nowMs - fromMs >= NEW_SOURCE_LATE_MS && isOverdue(NEW_SOURCE_OVERDUE_ITEMS);
  // The cheaper check comes first.
  return isOverdue(OVERDUE_ITEMS) && isOverdue(PAUSE_FACTOR * longestPause(arrivals, expectation));
};

/** Returns the longest pause between two arrivals, as a number of expected items: 0 to `MAX_PAUSE_ITEMS`. */
const longestPause = (arrivals: readonly Temporal.Instant[], expectation: Expectation): number => {
  const moments = arrivals.map((at) => at.epochMilliseconds);
  const pauses = moments.slice(1).map((to, index) => {
    const from = moments[index] ?? to;
    return expectedItems(expectation, from, to, MAX_PAUSE_ITEMS);
  });
  return Math.max(0, ...pauses);
};

const failingMs = ({ failure }: EndpointState, nowMs: number): number =>
  failure === undefined ? 0 : nowMs - failure.since.epochMilliseconds;
