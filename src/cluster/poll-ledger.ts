import type { PollTask } from '../domain/source/poll/poll-task.ts';
import type { SourceId } from '../domain/source/source.ts';
import type { Asked } from '../intake/ports.ts';

/** A poll whose answer is awaited. */
type Waiter = {
  readonly task: PollTask;
  readonly answered: PromiseWithResolvers<Asked>;
  /** When it was sent, by `performance.now` (milliseconds); undefined before. */
  sentAtMs: number | undefined;
};

/** An answer that could not be stored. */
type Refusal = {
  readonly source: SourceId;
  /** Number of times in a row that the answer, or the failure in its place, was refused. */
  readonly times: number;
  /** Why the answer itself was refused last. */
  readonly reason: string;
  /** When it is delivered again, by `performance.now` (milliseconds). */
  readonly dueMs: number;
};

/** What the leader knows about polls and answers in the queue. */
export type PollLedger = {
  readonly waiting: Map<SourceId, Waiter>;
  /**
   * By id, the answers for which no poll waited, for example because the leader has changed: when their sources were
   * polled again, by `performance.now` (milliseconds).
   */
  readonly polledAgain: Map<string, number>;
  /** Ids of the answers that a poll has got and that are still in the queue. */
  readonly delivered: Set<string>;
  /** Ids of answers that are stored, and will be removed. */
  readonly done: Set<string>;
  /** The answers that could not be stored, by their ids. */
  readonly refusals: Map<string, Refusal>;
  /**
   * Number of answers that were read and stay in the queue without a poll; as many more are read next time, to reach
   * the answers after them.
   */
  heldBack: number;
  /** Sources with a lost poll whose failure no poll has taken yet. */
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
