import type { PollTask } from '../domain/source/poll/poll-task.ts';
import type { SourceId } from '../domain/source/source.ts';
import type { Asked } from '../intake/ports.ts';

/** A poll whose answer is awaited. */
type Waiter = {
  readonly task: PollTask;
  readonly answered: PromiseWithResolvers<Asked>;
  /** By `performance.now`; undefined while it is not sent. */
  sentAtMs: number | undefined;
};

/** An answer that could not be stored. */
type Refusal = {
  readonly source: SourceId;
  /** How often it, or the failure that took its place, was refused in a row. */
  readonly times: number;
  /** Why the answer itself was refused, the last time. */
  readonly reason: string;
  /** When it is delivered again, by `performance.now`. */
  readonly dueMs: number;
};

/** What the process that leads knows of polls and answers in the queue. */
export type PollLedger = {
  readonly waiting: Map<SourceId, Waiter>;
  /** Ids of answers for which no poll waited, as after a change of the process that leads; when their sources were polled for that. */
  readonly polledAgain: Map<string, number>;
  /** Ids of the answers in memory. */
  readonly delivered: Set<string>;
  /** Ids of answers that are stored, and will be removed. */
  readonly done: Set<string>;
  /** By the id of the answer. */
  readonly refusals: Map<string, Refusal>;
  /** Number of answers that were seen but stay in the queue; as many more are read, to see the answers after them. */
  heldBack: number;
  /** Sources with a lost poll that no poll takes yet. */
  lost: ReadonlySet<SourceId>;
  readonly counts: { retried: number; lost: number; refused: number };
};

export const createLedger = (): PollLedger => ({
  waiting: new Map(),
  polledAgain: new Map(),
  delivered: new Set(),
  done: new Set(),
  refusals: new Map(),
  heldBack: 0,
  lost: new Set(),
  counts: { retried: 0, lost: 0, refused: 0 },
});
