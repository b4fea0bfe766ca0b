import type { DocumentRecord, ReadDocument } from './document-record.ts';
import { endpointInUse, endpointStates } from './endpoint-states.ts';
import type { FetchResult } from './fetch-result.ts';
import { healthOf } from './health.ts';
import { NEVER, nextPollAt, type PollLimits } from './next-poll.ts';
import { isPatienceOver, isStale } from './patience.ts';
import { recordEndpoint } from './record-endpoint.ts';
import { learnRhythm } from './rhythm.ts';
import type { Source } from './source.ts';
import type { SourceState } from './source-state.ts';

export type PollRecord = {
  readonly source: Source;
  readonly state: SourceState | undefined;
  /** Index of the endpoint that was asked. */
  readonly endpoint: number;
  readonly result: FetchResult;
  /** Absent where nothing was read: no answer, 304, or a body equal to the last. */
  readonly document?: DocumentRecord;
  readonly limits: PollLimits;
  readonly now: Temporal.Instant;
  /** From 0 up to, but not including, 1: spreads the polls. */
  readonly chance: number;
};

/** Enough to see a year of a weekly, or a day of a wire service. */
const KEPT_ARRIVALS = 64;

/** A source's state after a poll: pure, everything that later polls depend on. A poll that we stopped leaves no trace. */
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
    ...before,
    ...(before.firstPolledAt === undefined ? { firstPolledAt: now } : {}),
    lastPolledAt: now,
    ...(hasFailed ? {} : { lastSuccessAt: now }),
    endpoints,
    endpoint: endpointInUse(source, before),
    ...(news === undefined ? {} : { itemHashes: news.hashes, ...learnt(before, news, now) }),
    counts,
  };
  const settled = { ...polled, endpoint: endpointNow(polled, poll.endpoint, now) };
  const health = healthOf(source, settled, now);
  return { ...settled, health, nextPollAt: whenNext(poll, settled) };
};

const unpolled = (source: Source): SourceState => ({
  source: source.id,
  endpoint: 0,
  endpoints: endpointStates(source, undefined),
  itemHashes: [],
  arrivals: [],
  counts: { requests: 0, notModified: 0, failed: 0, items: 0 },
});

/** What the items of a document teach: when things come, and how new the newest is. */
const learnt = (
  before: SourceState,
  { newItems, newestItemAt, newItemDates }: ReadDocument,
  now: Temporal.Instant,
): Partial<SourceState> => {
  const newest = later(before.newestItemAt, newestItemAt);
  const dates = newest === undefined ? {} : { newestItemAt: newest };
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
 * When the new items came, oldest first. A stated date is believed if it lies after the last poll, or at all on the
 * first; of what is undated, or dated outside, we know no better than now.
 */
const arrivalMoments = (
  before: SourceState,
  stated: readonly (Temporal.Instant | undefined)[],
  newItems: number,
  now: Temporal.Instant,
): readonly Temporal.Instant[] => {
  const fromMs = before.lastSuccessAt?.epochMilliseconds ?? Number.NEGATIVE_INFINITY;
  const isBelieved = (date: Temporal.Instant | undefined): date is Temporal.Instant =>
    date !== undefined && date.epochMilliseconds > fromMs && Temporal.Instant.compare(date, now) <= 0;
  const believed = stated
    .filter(isBelieved)
    .toSorted((a, b) => Temporal.Instant.compare(a, b))
    .slice(-newItems);
  // A backlog without dates says nothing of its rhythm.
  if (before.lastSuccessAt === undefined) return believed;
  return [...believed, ...Array.from({ length: newItems - believed.length }, () => now)];
};

/** The endpoint to use from now on: back to the first once it is well, on to the next once patience is over. */
const endpointNow = (state: SourceState, asked: number, now: Temporal.Instant): number => {
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
    (isPatienceOver(current, rhythm, nowMs) ||
      (asked === inUse && current.failure === undefined && !isFit(inUse)));
  if (!isSpent) return inUse;
  const others = endpoints.map((_, step) => (inUse + step) % endpoints.length).slice(1);
  return others.find((index) => endpoints[index]?.goneAt === undefined) ?? inUse;
};

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

const later = (
  a: Temporal.Instant | undefined,
  b: Temporal.Instant | undefined,
): Temporal.Instant | undefined => {
  if (a === undefined || b === undefined) return a ?? b;
  return Temporal.Instant.compare(a, b) >= 0 ? a : b;
};
