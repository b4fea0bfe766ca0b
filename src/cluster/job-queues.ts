import type { AnswerJob, Decoded, PollJob } from './job-data.ts';
import type { Query } from './ports.ts';

/** A poll that this process works on. */
export type TakenPoll = {
  readonly id: string;
  /** Number of earlier tries. */
  readonly retries: number;
  readonly source: string;
  readonly job: Decoded<PollJob>;
};

/** An answer that waits to be taken in. */
export type WaitingAnswer = { readonly id: string; readonly job: Decoded<AnswerJob> };

/** A poll that no process could finish, after all its retries. */
export type LostPoll = { readonly id: string; readonly job: Decoded<PollJob> };

/** The jobs between the process that leads and those that poll, in PostgreSQL by pg-boss. */
export type JobQueues = {
  /** Adds polls, except of sources that already have one in the queue or in progress. */
  readonly sendPolls: (jobs: readonly PollJob[]) => Promise<void>;
  /** Takes the oldest polls, at most `most` of them. */
  readonly takePolls: (most: number) => Promise<readonly TakenPoll[]>;
  /** Sends a heartbeat of polls in progress; after `HEARTBEAT_S` seconds without one, a poll is given to another process. */
  readonly keep: (polls: readonly TakenPoll[]) => Promise<void>;
  /** Replaces a poll by its answer in one transaction; false if the poll was given to another process meanwhile. */
  readonly answer: (poll: TakenPoll, answer: AnswerJob) => Promise<boolean>;
  /** Gives a poll back, for another process. */
  readonly giveBack: (poll: TakenPoll, reason: string) => Promise<void>;
  /** Resolves to the oldest answers, in order of arrival. They stay until they are removed. */
  readonly answers: (most: number) => Promise<readonly WaitingAnswer[]>;
  readonly removeAnswers: (ids: readonly string[]) => Promise<void>;
  /** Moves an answer that cannot be read or stored to another queue, which keeps one for each source for 14 days. */
  readonly setAside: (id: string, data: unknown, reason: string) => Promise<void>;
  readonly lostPolls: () => Promise<readonly LostPoll[]>;
  readonly removeLost: (id: string) => Promise<void>;
  readonly close: () => Promise<void>;
};

/** The channels on which new polls and new answers are announced. */
export const POLLS_CHANNEL = 'kawaraban_polls';
export const ANSWERS_CHANNEL = 'kawaraban_answers';

/** Number of times that a poll is tried again before it counts as failed. */
export const RETRIES = 2;

/**
 * Resolves to the schema of the store, which holds the jobs, too: they need no further rights, and one database may hold
 * several stores.
 */
export const jobsSchema = async (query: Query): Promise<string> => {
  const [row] = await query('SELECT current_schema() AS schema');
  return String(row?.schema);
};
