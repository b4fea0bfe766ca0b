import type { EventEmitter } from 'node:events';
import { PgBoss } from 'pg-boss';
import { readAnswerJob, readOrigin, readPollJob, toPlain } from './job-data.ts';
import { ANSWERS_CHANNEL, type JobQueues, POLLS_CHANNEL, RETRIES, type TakenPoll } from './job-queues.ts';

type QueueSetup = {
  readonly url: string;
  /** The PostgreSQL schema that contains the jobs; see `jobsSchema`. */
  readonly schema: string;
  /** True if this process searches for polls of dead processes and removes old jobs; one such process is enough. */
  readonly isSupervisor: boolean;
  /** Called with failures that pg-boss reports outside of a call, such as a lost connection. */
  readonly onTrouble: (reason: string) => void;
};

const POLLS = 'polls';
const LOST = 'polls-lost';
const ANSWERS = 'answers';
const REFUSED = 'answers-refused';

/** Time without a heartbeat after which a try of a poll counts as failed, in seconds; pg-boss allows 10 or more. */
const HEARTBEAT_S = 10;

/** Time after which a try of a poll counts as failed, in seconds, even if its process still sends heartbeats. */
const EXPIRE_S = 600;

const RETRY_DELAY_S = 1;

/** Time for which a refused answer is kept for the operator, in seconds. */
const REFUSED_KEPT_S = 14 * 86_400;

/** Interval between two searches for polls of dead processes, in seconds. */
const SUPERVISE_S = 5;

/**
 * Time limits of a connection, in milliseconds, and TCP keep-alive. Without them, polls would wait long for a server
 * that does not answer, or for a transaction of a paused process.
 */
const LIMITS = {
  statement_timeout: 8_000,
  query_timeout: 10_000,
  idle_in_transaction_session_timeout: 10_000,
  keepAlive: true,
};

/**
 * Ignores errors of connections in use, such as a shutdown of PostgreSQL: the pool does not listen for these errors, and
 * without a listener they would end the process.
 */
const CALM = {
  onConnect: (connection: EventEmitter): void => void connection.on('error', () => undefined),
};

/** Maximum number of connections of one `JobQueues`. A process with the role `all` can have two `JobQueues`. */
const CONNECTIONS = 4;

export const openJobQueues = async ({
  url,
  schema,
  isSupervisor,
  onTrouble,
}: QueueSetup): Promise<JobQueues> => {
  const boss = new PgBoss({
    ...LIMITS,
    ...CALM,
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
  const close = (): Promise<void> => boss.stop({ graceful: false });
  try {
    await boss.start();
    await createQueues(boss);
  } catch (error) {
    await close().catch(() => undefined);
    throw error;
  }
  return { ...pollsOf(boss), ...answersOf(boss), close };
};

const createQueues = async (boss: PgBoss): Promise<void> => {
  await boss.createQueue(LOST);
  await boss.createQueue(ANSWERS);
  await boss.createQueue(REFUSED, { policy: 'exclusive', retentionSeconds: REFUSED_KEPT_S });
  await boss.createQueue(POLLS, {
    // A source has at most one poll in the queue or in progress.
    policy: 'exclusive',
    deadLetter: LOST,
    retryLimit: RETRIES,
    retryDelay: RETRY_DELAY_S,
    heartbeatSeconds: HEARTBEAT_S,
    expireInSeconds: EXPIRE_S,
  });
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
  answer: (poll, answer) =>
    inOneStep(boss, async (open) => {
      const response = await boss.deleteJob(POLLS, [attemptOf(poll)], open);
      const isOurs = 'affected' in response && response.affected === 1;
      if (!isOurs) return false;
      await boss.send(ANSWERS, asData(answer), { db: open.db });
      await open.db.executeSql(`NOTIFY ${ANSWERS_CHANNEL}`);
      return true;
    }),
  giveBack: async (poll, reason) => {
    await boss.fail(POLLS, attemptOf(poll), { reason });
    await notify(boss, POLLS_CHANNEL);
  },
});

const answersOf = (
  boss: PgBoss,
): Pick<JobQueues, 'answers' | 'removeAnswers' | 'setAside' | 'lostPolls' | 'removeLost'> => ({
  answers: async (most) => {
    const jobs = await boss.findJobs(ANSWERS, { queued: true, limit: most });
    return jobs.map(({ id, data }) => ({ id, job: readAnswerJob(data) }));
  },
  removeAnswers: async (ids) => void (await boss.deleteJob(ANSWERS, [...ids])),
  setAside: (id, data, reason) =>
    inOneStep(boss, async (open) => {
      await boss.deleteJob(ANSWERS, id, open);
      const singletonKey = readOrigin(data)?.source ?? id;
      await boss.send(REFUSED, { ...asData(data), reason }, { db: open.db, singletonKey });
    }),
  lostPolls: async () => {
    const jobs = await boss.findJobs(LOST, { queued: true });
    return jobs.map(({ id, data }) => ({ id, job: readPollJob(data) }));
  },
  removeLost: async (id) => void (await boss.deleteJob(LOST, id)),
});

type Open = Awaited<ReturnType<NonNullable<ReturnType<PgBoss['getDb']>['beginTransaction']>>>;

/** Runs work in a transaction, which is rolled back if the work rejects. */
const inOneStep = async <Result>(boss: PgBoss, work: (open: Open) => Promise<Result>): Promise<Result> => {
  const open = await boss.getDb().beginTransaction?.();
  if (open === undefined) throw new Error('pg-boss has no transactions');
  try {
    const result = await work(open);
    await open.commit();
    return result;
  } catch (error) {
    await open.rollback();
    throw error;
  }
};

const attemptOf = ({ id, retries }: TakenPoll) => ({ id, retryCount: retries });

const asData = (job: unknown): object => Object(toPlain(job));

const notify = async (boss: PgBoss, channel: string): Promise<void> => {
  await boss.getDb().executeSql(`NOTIFY ${channel}`);
};
