import type { AnswerJob, Decoded, PollJob } from './job-data.ts';
import type { Query } from './ports.ts';

export type TakenPoll = {
  readonly id: string;
  /** Number of earlier tries of the poll. */
  readonly retries: number;
  readonly source: string;
  readonly job: Decoded<PollJob>;
};

export type WaitingAnswer = { readonly id: string; readonly job: Decoded<AnswerJob> };

/** A poll that no process could finish, after all its retries. */
export type LostPoll = { readonly id: string; readonly job: Decoded<PollJob> };

/** The queues of polls and answers between the leader and the pollers, in PostgreSQL by pg-boss. */
export type JobQueues = {
  /** Adds polls; skips sources that already have a poll in the queue or in progress. */
  readonly sendPolls: (jobs: readonly PollJob[]) => Promise<void>;
  /** Takes the oldest polls from the queue, at most `most`. */
  readonly takePolls: (most: number) => Promise<readonly TakenPoll[]>;
  /** Sends a heartbeat for polls in progress. Without heartbeats, their tries count as failed. */
  readonly keep: (polls: readonly TakenPoll[]) => Promise<void>;
  /** Replaces a poll by its answer in one transaction; resolves to false if this process no longer has the poll. */
  readonly answer: (poll: TakenPoll, answer: AnswerJob) => Promise<boolean>;
  /** Gives a poll back to the queue, for another try. After the last retry, the poll is lost. */
  readonly giveBack: (poll: TakenPoll, reason: string) => Promise<void>;
  /** Resolves to the oldest answers, at most `most`, in order of arrival; they stay in the queue until removed. */
  readonly answers: (most: number) => Promise<readonly WaitingAnswer[]>;
  readonly removeAnswers: (ids: readonly string[]) => Promise<void>;
  /** Moves an unusable answer to another queue, which keeps at most one answer of each source, for 14 days. */
  readonly setAside: (id: string, data: unknown, reason: string) => Promise<void>;
  readonly lostPolls: () => Promise<readonly LostPoll[]>;
  readonly removeLost: (id: string) => Promise<void>;
  readonly close: () => Promise<void>;
};

/** Channel of NOTIFY for polls that are new in the queue or given back. */
export const POLLS_CHANNEL = 'kawaraban_polls';
/** Channel of NOTIFY for new answers. */
export const ANSWERS_CHANNEL = 'kawaraban_answers';

/** Number of retries after which a poll is lost. */
export const RETRIES = 2;

/** Resolves to the schema of the store, which also contains the jobs. */
export const jobsSchema = async (query: Query): Promise<string> => {
  const [row] = await query('SELECT current_schema() AS schema');
  return String(row?.schema);
};
