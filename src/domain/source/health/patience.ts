import { DAY_MS, HOUR_MS, type Rhythm, WEEK_MS } from '../poll/rhythm.ts';
import type { EndpointState, SourceState } from '../source-state.ts';
import { type Expectation, expectationOf, expectedItems, itemsPerWeek } from './expectation.ts';

/** An outlet is late when three items more than usual are overdue: three hours, issues, or months. */
const OVERDUE_ITEMS = 3;

/** Nobody is late within a day. */
const MIN_LATE_MS = DAY_MS;

/** A pause may be twice as long as the longest lately. */
const PAUSE_FACTOR = 2;

/** No pause counts for more than this. */
const MAX_PAUSE_ITEMS = 1000;

/** Of a source that we know for less than this, more may be overdue, and for longer: its weekends are still to come. */
const KNOWN_WEEKS = 2;
const NEW_SOURCE_OVERDUE_ITEMS = 2 * OVERDUE_ITEMS;
const NEW_SOURCE_LATE_MS = 4 * DAY_MS;

/** An endpoint is ill when this many polls in a row failed, over this time. */
const UNHEALTHY_FAILURES = 3;
const UNHEALTHY_MS = 6 * HOUR_MS;

const MIN_FAIL_OVER_MS = HOUR_MS;
const MAX_FAIL_OVER_MS = 3 * DAY_MS;

/** Whether an endpoint is ill rather than stumbling; 410 needs no second look. */
export const isUnhealthy = (endpoint: EndpointState, nowMs: number): boolean =>
  endpoint.goneAt !== undefined ||
  (endpoint.failures >= UNHEALTHY_FAILURES && failingMs(endpoint, nowMs) >= UNHEALTHY_MS);

/** Whether an endpoint failed for so long that news is being missed: the next one should take over. */
export const shouldFailOver = (endpoint: EndpointState, rhythm: Rhythm | undefined, nowMs: number): boolean =>
  endpoint.goneAt !== undefined ||
  (endpoint.failures >= UNHEALTHY_FAILURES && failingMs(endpoint, nowMs) >= failOverMs(rhythm));

/** The time in which three items are to be expected, between an hour and three days. */
const failOverMs = (rhythm: Rhythm | undefined): number => {
  if (rhythm === undefined) return DAY_MS;
  const ms = (OVERDUE_ITEMS * WEEK_MS) / itemsPerWeek(rhythm);
  return Math.min(MAX_FAIL_OVER_MS, Math.max(MIN_FAIL_OVER_MS, ms));
};

/**
 * Whether an outlet brought nothing for longer than its rhythm allows: at least a day, and twice as long as
 * its longest pause lately, both counted in items that were to be expected.
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
  if (rhythm === undefined || rhythm.weeks < KNOWN_WEEKS) {
    return nowMs - fromMs >= NEW_SOURCE_LATE_MS && isOverdue(NEW_SOURCE_OVERDUE_ITEMS);
  }
  // Most silences are short: past pauses are looked at only where it matters.
  return isOverdue(OVERDUE_ITEMS) && isOverdue(PAUSE_FACTOR * longestPause(arrivals, expectation));
};

/** In items that were to be expected. */
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
