import { defined } from '../../defined.ts';
import { healthOf } from '../health/health.ts';
import { isStale, shouldFailOver } from '../health/patience.ts';
import type { Source } from '../source.ts';
import { endpointInUse, endpointStates, type Flood, type SourceState } from '../source-state.ts';
import { countDay } from './most-items.ts';
import { NEVER, type NextPollInput, nextPollAt } from './next-poll.ts';
import type { DocumentRecord, FetchHead, ReadDocument } from './poll-answer.ts';
import { newestOf, recordEndpoint } from './record-endpoint.ts';
import { learnRhythm } from './rhythm.ts';

export type PollRecord = Pick<NextPollInput, 'source' | 'limits' | 'now' | 'chance'> & {
  readonly state: SourceState | undefined;
  /** The index of the endpoint that was asked. */
  readonly endpoint: number;
  readonly result: FetchHead;
  /** Absent if no document was read: after a failed request, a 304, or an unchanged body. */
  readonly document?: DocumentRecord;
};

/** Returns a source's state after a poll. A stopped poll does not change the state. */
export const recordPoll = (poll: PollRecord): SourceState => {
  const { source, now, result, document } = poll;
  const before = poll.state ?? unpolled(source);
  if (result.kind === 'failed' && result.failure.kind === 'stopped') return before;
  const endpoints = endpointStates(source, before).map((endpoint, index) =>
    index === poll.endpoint ? recordEndpoint(endpoint, result, document, now) : endpoint,
  );
  const hasFailed = endpoints[poll.endpoint]?.failure !== undefined;
  const news = document?.readable === true ? document : undefined;
  const counts = {
    requests: before.counts.requests + 1,
    notModified: before.counts.notModified + (result.kind === 'not-modified' ? 1 : 0),
    failed: before.counts.failed + (hasFailed ? 1 : 0),
    items: before.counts.items + (news?.newItems ?? 0),
  };
  const polled: SourceState = {
    ...(news === undefined ? before : { ...rememberItems(before, news), ...learnFrom(before, news, now) }),
    ...(before.firstPolledAt === undefined ? { firstPolledAt: now } : {}),
    lastPolledAt: now,
    ...(hasFailed ? {} : { lastSuccessAt: now }),
    endpoints,
    endpoint: endpointInUse(source, before),
    counts,
  };
  const settled = { ...polled, endpoint: chooseEndpoint(polled, poll.endpoint, now) };
  const health = healthOf(source, settled, now);
  return { ...settled, health, nextPollAt: whenNext(poll, settled) };
};

const rememberItems = (
  { truncated: _, ...before }: SourceState,
  { hashes, truncated }: ReadDocument,
): SourceState => {
  const waiting = new Set(truncated?.waiting);
  return {
    ...before,
    itemHashes: hashes.filter((hash) => !waiting.has(hash)),
    ...defined({ truncated }),
  };
};

const unpolled = (source: Source): SourceState => ({
  source: source.id,
  endpoint: 0,
  endpoints: endpointStates(source, undefined),
  itemHashes: [],
  arrivals: [],
  counts: { requests: 0, notModified: 0, failed: 0, items: 0 },
});

const whenNext = (
  { source, result, limits, now, chance, endpoint: asked }: PollRecord,
  state: SourceState,
): Temporal.Instant => {
  const next = state.endpoints[state.endpoint];
  if (next === undefined || next.goneAt !== undefined) return NEVER;
  const isAsked = state.endpoint === asked;
  return nextPollAt({
    source,
    now,
    rhythm: state.rhythm,
    freshness: isAsked ? result.freshness : {},
    hints: next.hints,
    failures: isAsked ? next.failures : 0,
    restUntil: next.restUntil,
    isStale: state.health?.kind === 'stale',
    limits,
    chance,
  });
};

/** Counts a poll's new items in `day` of a source's state, notes the poll's flood, and judges the health again. */
export const recordIntake = (
  source: Source,
  state: SourceState,
  { at, stored, flood }: { readonly at: Temporal.Instant; readonly stored: number; readonly flood?: Flood },
): SourceState => {
  const counted = { ...state, day: countDay(state.day, stored, at), ...defined({ flood }) };
  return { ...counted, health: healthOf(source, counted, at) };
};

/**
 * Returns the index of the endpoint to use after a request to the endpoint `asked`. If `asked` has a lower index than
 * the endpoint in use, works and is not stale, it is used from now on. If the endpoint in use fails too long, answers 410
 * or is stale, the next endpoint that is not gone is used.
 */
const chooseEndpoint = (state: SourceState, asked: number, now: Temporal.Instant): number => {
  const { endpoints, endpoint: inUse, rhythm } = state;
  const nowMs = now.epochMilliseconds;
  const isFit = (index: number): boolean => {
    const endpoint = endpoints[index];
    if (endpoint === undefined || endpoint.failure !== undefined) return false;
    return endpoint.newestItemAt === undefined || !isStale(state, endpoint.newestItemAt, nowMs);
  };
  if (asked < inUse && isFit(asked)) return asked;
  const current = endpoints[inUse];
  const isSpent =
    current !== undefined &&
    (shouldFailOver(current, rhythm, nowMs) ||
      (asked === inUse && current.failure === undefined && !isFit(inUse)));
  if (!isSpent) return inUse;
  const others = endpoints.map((_, step) => (inUse + step) % endpoints.length).slice(1);
  return others.find((index) => endpoints[index]?.goneAt === undefined) ?? inUse;
};

/** Maximum number of stored arrivals. With one item a week, they cover more than a year. */
const KEPT_ARRIVALS = 64;

/** Returns the dates, arrivals and rhythm that a document changes; without a new item, only `newestItemAt`. */
export const learnFrom = (
  before: SourceState,
  document: ReadDocument,
  now: Temporal.Instant,
): Partial<SourceState> => {
  const { newItems, newestItemAt, newItemDates } = document;
  const dates = defined({ newestItemAt: newestOf(before, document, now) });
  if (newItems === 0) return dates;
  const moments = arrivalMoments(before, newItemDates ?? [newestItemAt], newItems, now);
  return {
    ...dates,
    lastNewAt: moments.at(-1) ?? now,
    arrivals: [...before.arrivals, ...moments].slice(-KEPT_ARRIVALS),
    rhythm: learnRhythm(before.rhythm, moments, now),
  };
};

/**
 * Returns the moments at which the new items came, the oldest first. A stated date counts if it is after the last
 * successful poll and not in the future. For other items the moment is `now`. At the first successful poll, every past
 * date counts, and other items do not count.
 */
const arrivalMoments = (
  before: SourceState,
  stated: readonly (Temporal.Instant | undefined)[],
  newItems: number,
  now: Temporal.Instant,
): readonly Temporal.Instant[] => {
  const fromMs = before.lastSuccessAt?.epochMilliseconds ?? Number.NEGATIVE_INFINITY;
  const isPlausible = (date: Temporal.Instant | undefined): date is Temporal.Instant =>
    date !== undefined && date.epochMilliseconds > fromMs && Temporal.Instant.compare(date, now) <= 0;
  const plausible = stated
    .filter(isPlausible)
    .toSorted((a, b) => Temporal.Instant.compare(a, b))
    .slice(-newItems);
  if (before.lastSuccessAt === undefined) return plausible;
  return [...plausible, ...Array.from({ length: newItems - plausible.length }, () => now)];
};
