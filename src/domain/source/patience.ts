import { DAY_MS, expectedItems, HOUR_MS, itemsPerWeek, type Rhythm } from './rhythm.ts';
import type { EndpointState, SourceState } from './source-state.ts';

/** An outlet is late when three items more than usual are overdue: three hours, issues, or months. */
const OVERDUE_ITEMS = 3;

/** Nobody is late within a day. */
const LEAST_LATE_MS = DAY_MS;

/** Learned pauses are believed when there are this many arrivals to learn from. */
const ENOUGH_ARRIVALS = 8;

/** An endpoint is ill when this many polls in a row failed, over this time. */
const ILL_FAILURES = 3;
const ILL_MS = 6 * HOUR_MS;

const LEAST_PATIENCE_MS = HOUR_MS;
const MOST_PATIENCE_MS = 3 * DAY_MS;

/** Whether an endpoint is ill rather than stumbling; 410 needs no second look. */
export const isIll = (endpoint: EndpointState, nowMs: number): boolean =>
  endpoint.goneAt !== undefined ||
  (endpoint.failures >= ILL_FAILURES && failingMs(endpoint, nowMs) >= ILL_MS);

/** Whether an endpoint failed for so long that news is being missed: the next one should take over. */
export const isPatienceOver = (endpoint: EndpointState, rhythm: Rhythm | undefined, nowMs: number): boolean =>
  endpoint.goneAt !== undefined ||
  (endpoint.failures >= ILL_FAILURES && failingMs(endpoint, nowMs) >= patienceMs(rhythm));

/** The time in which three items are to be expected, between an hour and three days. */
const patienceMs = (rhythm: Rhythm | undefined): number => {
  if (rhythm === undefined) return DAY_MS;
  const ms = (OVERDUE_ITEMS * 7 * DAY_MS) / itemsPerWeek(rhythm);
  return Math.min(MOST_PATIENCE_MS, Math.max(LEAST_PATIENCE_MS, ms));
};

/**
 * Whether an outlet brought nothing for longer than its rhythm allows: at least a day, and half as long again as
 * its longest pause lately, both counted in items that were to be expected.
 */
export const isStale = (
  state: Pick<SourceState, 'rhythm' | 'arrivals'>,
  lastItemAt: Temporal.Instant,
  nowMs: number,
): boolean => {
  const fromMs = lastItemAt.epochMilliseconds;
  if (nowMs - fromMs < LEAST_LATE_MS) return false;
  const enough = allowedMisses(state);
  return expectedItems(state.rhythm, fromMs, nowMs, enough) >= enough;
};

const allowedMisses = ({ rhythm, arrivals }: Pick<SourceState, 'rhythm' | 'arrivals'>): number => {
  if (arrivals.length < ENOUGH_ARRIVALS) return 2 * OVERDUE_ITEMS;
  const most = 1000;
  const pauses = arrivals
    .slice(1)
    .map((at, index) => [arrivals[index]?.epochMilliseconds ?? 0, at.epochMilliseconds] as const)
    .filter(([from, to]) => to - from >= LEAST_LATE_MS / 2)
    .map(([from, to]) => expectedItems(rhythm, from, to, most));
  return Math.max(OVERDUE_ITEMS, 1.5 * Math.max(0, ...pauses));
};

const failingMs = ({ failure }: EndpointState, nowMs: number): number =>
  failure === undefined ? 0 : nowMs - failure.since.epochMilliseconds;
