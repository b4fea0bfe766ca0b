import type { Chance, Clock, Digest, Pause } from '../domain/ambient.ts';
import { identityKeys } from '../domain/article/identity-keys.ts';
import { defined } from '../domain/defined.ts';
import type { Arrived } from '../domain/item/normalise-document.ts';
import type { Rejection } from '../domain/item/raw-item.ts';
import type { Outlet } from '../domain/source/outlet.ts';
import type { DocumentRecord } from '../domain/source/poll/document-record.ts';
import { endpointStates } from '../domain/source/poll/endpoint-states.ts';
import { type HostRests, hostRestUntil, restHost } from '../domain/source/poll/host-rest.ts';
import type { RequestPlan } from '../domain/source/poll/plan-request.ts';
import type { PollOutcome } from '../domain/source/poll/poll-report.ts';
import { recordPoll } from '../domain/source/poll/record-poll.ts';
import type { Source, SourceId } from '../domain/source/source.ts';
import { countTruncated, type SourceState } from '../domain/source/source-state.ts';
import type { Store } from '../domain/store/contract.ts';
import type { FeedParser, Fetcher, UnderWay } from './ports.ts';
import { type Answer, readAnswer } from './read-answer.ts';

/** What survives a reload: which sources are being polled, and which hosts must be left alone. */
export type PollMemory = {
  readonly inFlight: Set<SourceId>;
  /** Sources whose poll crashed, and when they may be polled again. */
  readonly restUntil: Map<SourceId, Temporal.Instant>;
  rests: HostRests;
};

export type PollContext = {
  readonly fetcher: Fetcher;
  readonly parser: FeedParser;
  readonly store: Store;
  readonly memory: PollMemory;
  readonly outlets: readonly Outlet[];
  readonly limits: { readonly minIntervalMs: number; readonly maxIntervalMs: number };
  readonly now: Clock;
  readonly chance: Chance;
  readonly digest: Digest;
  readonly underWay: UnderWay;
  readonly pause: Pause;
};

/** Bytes of a document that is marked as under way: a smaller one never takes noticeable time or memory. */
const HEAVY_BYTES = 250_000;

/** What one poll of one source brought, ready to be judged, folded and stored. */
export type Polled = {
  readonly source: Source;
  readonly url: string;
  readonly outcome: PollOutcome;
  readonly arrived: readonly Arrived[];
  readonly rejections: readonly Rejection[];
  /** True if this endpoint had never been read before: what the outlet may not announce of it is backlog, not a flood. */
  readonly isFirstRead?: true;
  /** Stored in one step with the articles; absent where nothing was requested. */
  readonly state?: SourceState;
  readonly at: Temporal.Instant;
  readonly durationMs: number;
};

/**
 * Polls a source once, as planned, and reads the answer; a heavy document is marked as under way. Every answer of the
 * outlet becomes a `Polled`, never an exception.
 */
export const pollSource = async (
  source: Source,
  plan: Extract<RequestPlan, { kind: 'request' }>,
  context: PollContext,
  signal: AbortSignal,
): Promise<Polled> => {
  const startedAt = context.now();
  const { url, validators } = plan;
  const restsUntil = hostRestUntil(context.memory.rests, url, startedAt);
  if (restsUntil !== undefined) return resting(source, restsUntil, startedAt);
  const restMs = (redirect: string): number => {
    const now = context.now();
    return hostRestUntil(context.memory.rests, redirect, now)?.since(now).total('milliseconds') ?? 0;
  };
  const state = context.store.state(source.id);
  const { headers, userAgent } = source;
  const result = await context.fetcher.fetch(
    { url, validators, headers, restMs, ...defined({ userAgent }) },
    signal,
  );
  const at = context.now();
  context.memory.rests = restHost(context.memory.rests, url, result, at);
  const endpoint = endpointStates(source, state)[plan.endpoint];
  if (result.kind === 'fetched' && result.body.length > HEAVY_BYTES) await context.underWay.begin(source.id);
  const answer = await readAnswer(result, { source, state, endpoint }, { ...context, firstSeenAt: at });
  const document = documentOf(answer, context.store);
  return {
    source,
    url,
    outcome: outcomeOf(answer),
    arrived: answer.kind === 'read' ? answer.arrived : [],
    rejections: answer.kind === 'read' ? answer.rejections : [],
    ...(endpoint?.succeededAt === undefined ? { isFirstRead: true } : {}),
    state: recordPoll({
      source,
      state,
      endpoint: plan.endpoint,
      result,
      ...defined({ document }),
      limits: context.limits,
      now: at,
      chance: context.chance(),
    }),
    at,
    durationMs: startedAt.until(context.now()).total('milliseconds'),
  };
};

/** A postponed poll: nothing was requested, and nothing is to be stored. */
export const resting = (source: Source, until: Temporal.Instant, at: Temporal.Instant): Polled => ({
  source,
  url: source.endpoints[0],
  outcome: { kind: 'resting', until },
  arrived: [],
  rejections: [],
  at,
  durationMs: 0,
});

const outcomeOf = (answer: Answer): PollOutcome => {
  switch (answer.kind) {
    case 'read':
      return {
        kind: 'changed',
        listed: answer.hashes.length,
        ...defined({
          truncated: answer.truncated === undefined ? undefined : countTruncated(answer.truncated),
        }),
      };
    case 'unchanged':
      return { kind: 'unchanged' };
    case 'unreadable':
    case 'failed':
      return { kind: 'failed', failure: answer.failure };
  }
};

const documentOf = (answer: Answer, store: Store): DocumentRecord | undefined => {
  if (answer.kind === 'unreadable') return { readable: false, failure: answer.failure };
  if (answer.kind !== 'read') return undefined;
  const { feed, hashes, truncated, arrived, rejections } = answer;
  // An item that has waited came with an earlier document: it does not show when this source brings news.
  const fresh = arrived.filter(
    ({ candidate, hasWaited }) =>
      hasWaited === undefined && identityKeys(candidate).every((key) => store.knows(key) === undefined),
  );
  const newest = datesOf(arrived)
    .toSorted((a, b) => Temporal.Instant.compare(a, b))
    .at(-1);
  return {
    readable: true,
    feed,
    hashes,
    ...defined({ truncated }),
    newItems: fresh.length,
    newItemDates: datesOf(fresh),
    withoutLink: rejections.filter(({ reason }) => reason === 'no-link').length,
    ...defined({ newestItemAt: newest }),
  };
};

const datesOf = (arrived: readonly Arrived[]): readonly Temporal.Instant[] =>
  arrived.flatMap(({ candidate }) => candidate.statedAt ?? []);
