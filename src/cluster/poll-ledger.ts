import type { PollTask } from '../domain/source/poll/poll-task.ts';
import type { SourceId } from '../domain/source/source.ts';
import type { Asked } from '../intake/ports.ts';

type Waiter = {
  readonly task: PollTask;
  readonly answered: PromiseWithResolvers<Asked>;
  /** The moment at which the poll was last sent, by `performance.now` (milliseconds); undefined before. */
  sentAtMs: number | undefined;
};

type Refusal = {
  readonly source: SourceId;
  /** Number of times that the answer, or a failure in its place, could not be stored. */
  readonly times: number;
  /** The reason of the last refusal among the first `MOST_REFUSALS`. */
  readonly reason: string;
  /** The moment of the next delivery, by `performance.now` (milliseconds). */
  readonly dueMs: number;
};

/** Makes the leader's record of the polls and answers in the queue. */
export const createLedger = () => ({
  waiting: new Map<SourceId, Waiter>(),
  /**
   * Maps the id of an answer or a lost poll to the moment at which a poll was last started to take it, by
   * `performance.now` (milliseconds).
   */
  polledAgain: new Map<string, number>(),
  /** Ids of the answers and lost polls that were delivered, until they leave the queue or need another delivery. */
  delivered: new Set<string>(),
  /** Ids of answers that a poll has accepted, or whose source is unknown; they will be removed from the queue. */
  done: new Set<string>(),
  /** The answers, and the failures of lost polls, that could not be stored, by id. */
  refusals: new Map<string, Refusal>(),
  /** Number of undelivered answers at the last query. The limit of the next query is larger by this number. */
  heldBack: 0,
  /** Sources whose lost polls wait in the queue for a new poll. */
  lost: new Set<SourceId | undefined>(),
  counts: { retried: 0, lost: 0, refused: 0 },
});

export type PollLedger = ReturnType<typeof createLedger>;
