import type { Chance, Clock } from '../domain/ambient.ts';
import { identityKeys } from '../domain/article/identity-keys.ts';
import { latestOf } from '../domain/clock/jst-day.ts';
import { defined } from '../domain/defined.ts';
import type { Arrived } from '../domain/item/normalise-document.ts';
import type { HostRests } from '../domain/source/poll/host-rest.ts';
import type { PlannedRequest } from '../domain/source/poll/plan-request.ts';
import type { DocumentRecord, PollContent } from '../domain/source/poll/poll-answer.ts';
import type { PollOutcome, PollReport } from '../domain/source/poll/poll-report.ts';
import { pollTaskOf } from '../domain/source/poll/poll-task.ts';
import { recordPoll } from '../domain/source/poll/record-poll.ts';
import type { Source, SourceId } from '../domain/source/source.ts';
import { countTruncated, type SourceState } from '../domain/source/source-state.ts';
import type { Store } from '../domain/store/contract.ts';
import type { AskSource, UnderWay } from './ports.ts';

/** The state of polls that survives a reload of the config. */
export type PollMemory = {
  readonly inFlight: Set<SourceId>;
  /** The moments at which sources may be due again after a fault of this program or its store, or after a crash. */
  readonly restUntil: Map<SourceId, Temporal.Instant>;
  /** Sources whose polls were not stored, and the number of such polls in a row. */
  readonly unstored: Map<SourceId, number>;
  rests: HostRests;
};

export const createPollMemory = (rests: HostRests): PollMemory => ({
  inFlight: new Set(),
  restUntil: new Map(),
  unstored: new Map(),
  rests,
});

export type PollContext = {
  readonly ask: AskSource;
  readonly store: Store;
  readonly memory: PollMemory;
  readonly limits: { readonly minIntervalMs: number; readonly maxIntervalMs: number };
  readonly now: Clock;
  readonly chance: Chance;
  readonly underWay: UnderWay;
};

/** The result of one poll, ready to be judged, folded and stored. */
export type Polled = Pick<PollReport, 'url' | 'outcome' | 'rejections' | 'durationMs'> & {
  readonly source: Source;
  readonly arrived: readonly Arrived[];
  /** True if no earlier request to the endpoint succeeded. The silent stories of a first read do not count as a flood. */
  readonly isFirstRead?: true;
  /** The new state, stored in one step with the articles; absent if the poll was postponed. */
  readonly state?: SourceState;
  readonly at: Temporal.Instant;
};

/** Thrown if the store could not be read: a fault of the disk or the database, not of the code. */
export class UnreadStore extends Error {}

/** Polls a source once, as planned. Rejects with `UnreadStore` if the store could not be read. */
export const pollSource = async (
  source: Source,
  plan: PlannedRequest,
  { ask, store, limits, now, chance }: PollContext,
  signal: AbortSignal,
): Promise<Polled> => {
  const moment = { now: now(), maxIntervalMs: limits.maxIntervalMs };
  const task = pollTaskOf(source, plan, store.state(source.id), moment);
  const { answer, request = task } = await ask(source, task, signal);
  if (answer.kind === 'resting') return resting(source, answer.until, answer.at);
  const { at, durationMs, head, content } = answer;
  const { url, endpoint, isFirst } = request;
  const document = await documentOf(content, store);
  return {
    source,
    url,
    outcome: outcomeOf(content),
    arrived: content.kind === 'read' ? content.arrived : [],
    rejections: content.kind === 'read' ? content.rejections : [],
    ...(isFirst ? { isFirstRead: true } : {}),
    state: recordPoll({
      source,
      state: store.state(source.id),
      endpoint,
      result: head,
      ...defined({ document }),
      limits,
      now: at,
      chance: chance(),
    }),
    at,
    ...defined({ durationMs }),
  };
};

/** Returns a postponed poll, for which nothing was requested and nothing is stored. */
export const resting = (source: Source, until: Temporal.Instant, at: Temporal.Instant): Polled => ({
  source,
  url: source.endpoints[0],
  outcome: { kind: 'resting', until },
  arrived: [],
  rejections: [],
  at,
});

const outcomeOf = (content: PollContent): PollOutcome => {
  switch (content.kind) {
    case 'read':
      return {
        kind: 'changed',
        listed: content.hashes.length,
        ...defined({ truncated: content.truncated && countTruncated(content.truncated) }),
      };
    case 'unchanged':
      return { kind: 'unchanged' };
    case 'unreadable':
    case 'failed':
      return { kind: 'failed', failure: content.failure };
  }
};

const documentOf = async (content: PollContent, store: Store): Promise<DocumentRecord | undefined> => {
  if (content.kind === 'unreadable') return { readable: false, failure: content.failure };
  if (content.kind !== 'read') return undefined;
  const { feed, hashes, truncated, arrived, rejections } = content;
  const known = await store
    .knows(arrived.flatMap(({ candidate }) => identityKeys(candidate)))
    .catch((cause: unknown) => {
      throw new UnreadStore('the store could not be read', { cause });
    });
  // An item that has waited came with an earlier document, so it does not count for the rhythm of the source.
  const fresh = arrived.filter(
    ({ candidate, hasWaited }) =>
      hasWaited === undefined && !identityKeys(candidate).some((key) => known.has(key)),
  );
  return {
    readable: true,
    feed,
    hashes,
    ...defined({ truncated, newestItemAt: latestOf(arrived.map(({ candidate }) => candidate.statedAt)) }),
    newItems: fresh.length,
    newItemDates: fresh.flatMap(dateOf),
    withoutLink: rejections.filter(({ reason }) => reason === 'no-link').length,
  };
};

/** Returns the date that the feed states for an item, else that of its last change; empty without a usable date. */
const dateOf = ({ candidate: { statedAt, published, firstSeenAt } }: Arrived): readonly Temporal.Instant[] =>
  statedAt === undefined && published.equals(firstSeenAt) ? [] : [statedAt ?? published];
