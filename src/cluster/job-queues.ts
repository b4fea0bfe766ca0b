import { PgBoss } from 'pg-boss';
import {
  type AnswerJob,
  type Decoded,
  type PollJob,
  readAnswerJob,
  readPollJob,
  toPlain,
} from './job-data.ts';
import type { Query } from './ports.ts';

/** A poll that this process works on. */
export type TakenPoll = {
  readonly id: string;
  /** How often it was tried before. */
  readonly retries: number;
  readonly source: string;
  readonly job: Decoded<PollJob>;
};

/** An answer that waits to be taken in. */
export type WaitingAnswer = { readonly id: string; readonly job: Decoded<AnswerJob> };

/** A poll that no process could work, after all its retries. */
export type LostPoll = { readonly id: string; readonly job: Decoded<PollJob> };

/** The jobs between the process that leads and those that poll, in PostgreSQL by pg-boss. */
export type JobQueues = {
  /** Adds a poll for each source that has none in the queue or in work. */
  readonly sendPolls: (jobs: readonly PollJob[]) => Promise<void>;
  /** Takes the oldest polls, at most `most` of them. */
  readonly takePolls: (most: number) => Promise<readonly TakenPoll[]>;
  /** Shows that polls are being worked on; one without a sign for `HEARTBEAT_S` seconds is given to another process. */
  readonly keep: (polls: readonly TakenPoll[]) => Promise<void>;
  /** Replaces a poll by its answer, in one step; false where the poll was given to another process meanwhile. */
  readonly answer: (poll: TakenPoll, answer: AnswerJob) => Promise<boolean>;
  /** Gives a poll back, for another process. */
  readonly giveBack: (poll: TakenPoll, reason: string) => Promise<void>;
  /** The oldest answers, in order of arrival. They stay until they are removed. */
  readonly answers: (most: number) => Promise<readonly WaitingAnswer[]>;
  readonly removeAnswers: (ids: readonly string[]) => Promise<void>;
  readonly lostPolls: () => Promise<readonly LostPoll[]>;
  readonly removeLost: (id: string) => Promise<void>;
  readonly close: () => Promise<void>;
};

type QueueSetup = {
  readonly url: string;
  /** See `jobsSchema`. */
  readonly schema: string;
  /** Gives jobs of dead processes to others, and removes old ones; one such process is enough. */
  readonly isSupervisor: boolean;
  /** Called with what pg-boss reports by itself, such as a lost connection. */
  readonly onTrouble: (reason: string) => void;
};

/** The channel on which a new poll is announced, and that of a new answer. */
export const POLLS_CHANNEL = 'kawaraban_polls';
export const ANSWERS_CHANNEL = 'kawaraban_answers';

const POLLS = 'polls';
const LOST = 'polls-lost';
const ANSWERS = 'answers';

/** Seconds without a sign of life after which a poll is given to another process; pg-boss allows no fewer than 10. */
const HEARTBEAT_S = 10;

/** Seconds after which a poll is given to another process, whatever its process says. */
const EXPIRE_S = 600;

/** How often a poll is tried again: then its source is at fault, or every process. */
export const RETRIES = 2;

/** Seconds until a retry: time in which the cause may pass. */
const RETRY_DELAY_S = 1;

/** Seconds between two searches for polls whose process is dead. */
const SUPERVISE_S = 5;

/**
 * Time limits of a connection, in milliseconds; pg-boss passes them on. Without them a connection whose machine was cut
 * off stops all polls until TCP gives up, and a process that is paused in a transaction keeps its jobs locked.
 */
const LIMITS = {
  statement_timeout: 8_000,
  query_timeout: 10_000,
  idle_in_transaction_session_timeout: 10_000,
  keepAlive: true,
};

/** Connections of a process: one for work, one for maintenance, two for what happens at the same time. */
const CONNECTIONS = 4;

/** The schema of the store, where the jobs lie as well: that takes no further rights, and one database may have several. */
export const jobsSchema = async (query: Query): Promise<string> => {
  const [row] = await query('SELECT current_schema() AS schema');
  return String(row?.schema);
};

export const openJobQueues = async ({
  url,
  schema,
  isSupervisor,
  onTrouble,
}: QueueSetup): Promise<JobQueues> => {
  const boss = new PgBoss({
    ...LIMITS,
    connectionString: url,
    application_name: 'kawaraban jobs',
    schema,
    createSchema: false,
    max: CONNECTIONS,
    schedule: false,
    supervise: isSupervisor,
    superviseIntervalSeconds: SUPERVISE_S,
    monitorIntervalSeconds: SUPERVISE_S,
    registerInstance: false,
  });
  boss.on('error', ({ message }) => onTrouble(message));
  await boss.start();
  await boss.createQueue(LOST);
  await boss.createQueue(ANSWERS);
  await boss.createQueue(POLLS, {
    // A source is in the queue or in work once at most.
    policy: 'exclusive',
    deadLetter: LOST,
    retryLimit: RETRIES,
    retryDelay: RETRY_DELAY_S,
    heartbeatSeconds: HEARTBEAT_S,
    expireInSeconds: EXPIRE_S,
  });
  return { ...pollsOf(boss), ...answersOf(boss), close: () => boss.stop({ graceful: false }) };
};

const pollsOf = (
  boss: PgBoss,
): Pick<JobQueues, 'sendPolls' | 'takePolls' | 'keep' | 'answer' | 'giveBack'> => ({
  sendPolls: async (jobs) => {
    if (jobs.length === 0) return;
    const rows = jobs.map((job) => ({ data: asData(job), singletonKey: job.task.source }));
    await boss.insert(POLLS, rows);
    await notify(boss, POLLS_CHANNEL);
  },
  takePolls: async (most) => {
    const jobs = await boss.fetch(POLLS, { batchSize: most, includeMetadata: true });
    return jobs.map(({ id, retryCount, data, singletonKey }) => ({
      id,
      retries: retryCount,
      source: singletonKey ?? '',
      job: readPollJob(data),
    }));
  },
  keep: async (polls) => {
    if (polls.length > 0) await boss.touch(POLLS, polls.map(attemptOf));
  },
  answer: async (poll, answer) => {
    const open = await boss.getDb().beginTransaction?.();
    if (open === undefined) throw new Error('pg-boss has no transactions');
    try {
      const response = await boss.deleteJob(POLLS, [attemptOf(poll)], open);
      const isOurs = 'affected' in response && response.affected === 1;
      if (isOurs) {
        await boss.send(ANSWERS, asData(answer), { db: open.db });
        await open.db.executeSql(`NOTIFY ${ANSWERS_CHANNEL}`);
      }
      await open.commit();
      return isOurs;
    } catch (error) {
      await open.rollback();
      throw error;
    }
  },
  giveBack: async (poll, reason) => {
    await boss.fail(POLLS, attemptOf(poll), { reason });
    await notify(boss, POLLS_CHANNEL);
  },
});

const answersOf = (
  boss: PgBoss,
): Pick<JobQueues, 'answers' | 'removeAnswers' | 'lostPolls' | 'removeLost'> => ({
  answers: async (most) => {
    const jobs = await boss.findJobs(ANSWERS, { queued: true, limit: most });
    return jobs.map(({ id, data }) => ({ id, job: readAnswerJob(data) }));
  },
  removeAnswers: async (ids) => void (await boss.deleteJob(ANSWERS, [...ids])),
  lostPolls: async () => {
    const jobs = await boss.findJobs(LOST, { queued: true });
    return jobs.map(({ id, data }) => ({ id, job: readPollJob(data) }));
  },
  removeLost: async (id) => void (await boss.deleteJob(LOST, id)),
});

const attemptOf = ({ id, retries }: TakenPoll) => ({ id, retryCount: retries });

const asData = (job: PollJob | AnswerJob): object => Object(toPlain(job));

const notify = async (boss: PgBoss, channel: string): Promise<void> => {
  await boss.getDb().executeSql(`NOTIFY ${channel}`);
};
