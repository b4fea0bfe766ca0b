import { setTimeout as sleep } from 'node:timers/promises';
import { errorText } from '../domain/error-text.ts';
import type { Log } from '../domain/log.ts';
import type { HostRests } from '../domain/source/poll/host-rest.ts';
import type { PollAnswer } from '../domain/source/poll/poll-answer.ts';
import type { PollTask } from '../domain/source/poll/poll-task.ts';
import type { SourceId } from '../domain/source/source.ts';
import type { Asked, AskSource } from '../intake/ports.ts';
import type { AnswerJob } from './job-data.ts';
import { type JobQueues, type LostPoll, RETRIES, type WaitingAnswer } from './job-queues.ts';

/** Polls that are sent to other processes, and their answers. */
export type SentPolls = {
  /** Sends a poll and resolves with its answer, no matter which process sent it. */
  readonly ask: AskSource;
  /** Looks for answers now: some were announced. */
  readonly look: () => void;
  readonly counts: () => SentCounts;
  /** Looks for no more answers; those that are not taken in stay for the process that leads next. */
  readonly stop: () => Promise<void>;
};

type SentCounts = {
  /** Number of polls without an answer. */
  readonly waiting: number;
  /** Number of answers that needed more than one try, and of polls that no process could work, since the start. */
  readonly retried: number;
  readonly lost: number;
};

export type SendSetup = {
  readonly queues: Pick<JobQueues, 'sendPolls' | 'answers' | 'removeAnswers' | 'lostPolls' | 'removeLost'>;
  /** The hosts that asked for a pause. */
  readonly rests: () => HostRests;
  /** Rejects where this process does not lead any more, as after a pause: what it would send may be long out of date. */
  readonly confirmLead: () => Promise<void>;
  /** Whether an answer of this moment is stored: its removal from the queue may have failed. */
  readonly isTaken: (source: SourceId, at: Temporal.Instant) => boolean;
  /** Polls a source whose answer is here already; false where the config has no such source. */
  readonly pollAgain: (source: SourceId) => boolean;
  readonly now: () => Temporal.Instant;
  readonly log: Log;
};

type Waiter = {
  readonly task: PollTask;
  readonly answered: PromiseWithResolvers<Asked>;
  /** By `performance.now`; undefined while it is not sent. */
  sentAtMs: number | undefined;
};

/** Milliseconds between two looks where nothing is announced: an announcement may be lost with its connection. */
const LOOK_EVERY_MS = 1_000;

/** Milliseconds that an announcement waits for others: a cycle of polls is a few questions to the database. */
const GATHER_MS = 20;

/** Milliseconds between two looks for polls that no process could work. */
const LOST_EVERY_MS = 2_000;

/** Milliseconds after which a poll without an answer is sent again: the queue keeps one of each source. */
const RESEND_MS = 60_000;

/** Maximum number of answers in memory. */
const MOST_ANSWERS = 200;

type Known = {
  readonly waiting: Map<SourceId, Waiter>;
  /** Answers for which nobody waits yet, as after a change of the process that leads. */
  readonly early: Map<SourceId, Asked>;
  /** Ids of the answers in memory. */
  readonly delivered: Set<string>;
  /** Ids of answers that are stored, and will be removed. */
  readonly done: Set<string>;
  /** When to look for lost polls, by `performance.now`. */
  lostDueMs: number;
  retried: number;
  lost: number;
};

/** Sends polls and delivers their answers in order of arrival. */
export const sendPolls = (setup: SendSetup): SentPolls => {
  const known: Known = {
    waiting: new Map(),
    early: new Map(),
    delivered: new Set(),
    done: new Set(),
    lostDueMs: 0,
    retried: 0,
    lost: 0,
  };
  const stopping = new AbortController();
  let wake = Promise.withResolvers<void>();
  const look = (): void => wake.resolve();
  const run = async (): Promise<void> => {
    let said: string | undefined;
    while (!stopping.signal.aborted) {
      wake = Promise.withResolvers();
      const trouble = await lookOnce(setup, known).then(
        () => undefined,
        (error: unknown) => errorText(error),
      );
      if (trouble !== undefined && said === undefined)
        setup.log.warn('cluster.queue-failed', { reason: trouble });
      said = trouble;
      const timer = setTimeout(wake.resolve, LOOK_EVERY_MS).unref();
      await wake.promise;
      clearTimeout(timer);
      if (!stopping.signal.aborted) await sleep(GATHER_MS);
    }
    await removeDone(setup.queues, known).catch(() => undefined);
  };
  const running = run();
  return {
    look,
    counts: () => ({ waiting: known.waiting.size, retried: known.retried, lost: known.lost }),
    ask: (source, task, signal) => {
      const early = known.early.get(source.id);
      if (early !== undefined) {
        known.early.delete(source.id);
        return Promise.resolve(early);
      }
      const answered = Promise.withResolvers<Asked>();
      known.waiting.set(source.id, { task, answered, sentAtMs: undefined });
      // Resolved after this turn, so that a cycle is sent as a whole.
      setImmediate(look);
      const onStop = (): void => answered.resolve({ answer: stopped(task, setup.now()) });
      signal.addEventListener('abort', onStop, { once: true });
      if (signal.aborted) onStop();
      return answered.promise.finally(() => {
        signal.removeEventListener('abort', onStop);
        known.waiting.delete(source.id);
      });
    },
    stop: async () => {
      stopping.abort();
      look();
      await running;
    },
  };
};

const lookOnce = async (setup: SendSetup, known: Known): Promise<void> => {
  const { queues } = setup;
  await removeDone(queues, known);
  const room = MOST_ANSWERS - known.delivered.size;
  // The oldest answers come first, those in memory among them.
  const answers = room > 0 ? await queues.answers(MOST_ANSWERS) : [];
  for (const answer of answers) if (!known.delivered.has(answer.id)) await deliver(answer, setup, known);
  if (performance.now() >= known.lostDueMs) {
    for (const lost of await queues.lostPolls()) await deliverLost(lost, setup, known);
    known.lostDueMs = performance.now() + LOST_EVERY_MS;
  }
  // A source whose answer has not been seen yet would be asked a second time.
  if (room > 0 && answers.length < MOST_ANSWERS) await sendWaiting(setup, known);
};

/** Where it fails, they are delivered again, and recognised as stored. */
const removeDone = async (
  { removeAnswers }: SendSetup['queues'],
  { done, delivered }: Known,
): Promise<void> => {
  const ids = [...done];
  if (ids.length > 0) await removeAnswers(ids);
  for (const id of ids) {
    done.delete(id);
    delivered.delete(id);
  }
};

const sendWaiting = async ({ queues, rests, confirmLead }: SendSetup, { waiting }: Known): Promise<void> => {
  const nowMs = performance.now();
  const due = [...waiting.values()].filter(
    ({ sentAtMs }) => sentAtMs === undefined || nowMs - sentAtMs > RESEND_MS,
  );
  if (due.length === 0) return;
  await confirmLead();
  await queues.sendPolls(
    due.map(({ task }) => ({ task, host: URL.parse(task.url)?.host ?? task.url, rests: [...rests()] })),
  );
  for (const waiter of due) waiter.sentAtMs = nowMs;
};

const deliver = async ({ id, job }: WaitingAnswer, setup: SendSetup, known: Known): Promise<void> => {
  const { queues, log, isTaken } = setup;
  if (job.kind === 'unreadable') {
    log.error('cluster.answer-unreadable', { reason: job.reason });
    await queues.removeAnswers([id]);
    return;
  }
  const { source, answer, retries } = job.job;
  if (isTaken(source, answer.at)) {
    await queues.removeAnswers([id]);
    return;
  }
  if (retries > 0) {
    known.retried += 1;
    log.info('cluster.poll-retried', { source, retries });
  }
  await give(job.job, setup, known, {
    id,
    acknowledge: async () => {
      known.done.add(id);
    },
  });
};

/** A poll that no process could work counts as a failed one, so that its source is asked later, and shows why. */
const deliverLost = async ({ id, job }: LostPoll, setup: SendSetup, known: Known): Promise<void> => {
  const { queues, log, now } = setup;
  if (job.kind === 'unreadable') {
    log.error('cluster.answer-unreadable', { reason: job.reason });
    await queues.removeLost(id);
    return;
  }
  if (known.delivered.has(id)) return;
  const { task } = job.job;
  const { source, url, endpoint, isFirst } = task;
  known.lost += 1;
  log.error('cluster.poll-lost', { source, tries: RETRIES + 1 });
  const detail = `${RETRIES + 1} processes in turn could not finish the poll of this source`;
  const answer = failed(task, now(), { kind: 'unfinished', detail });
  const acknowledge = async (): Promise<void> => {
    // Where it cannot be removed, it counts once more.
    await queues.removeLost(id).catch(() => undefined);
    known.delivered.delete(id);
  };
  const request = { url, endpoint, isFirst };
  await give({ source, request, answer, retries: RETRIES }, setup, known, { id, acknowledge });
};

const give = async (
  { source, request, answer }: AnswerJob,
  { pollAgain }: SendSetup,
  { waiting, early, delivered }: Known,
  { id, acknowledge }: { readonly id: string; readonly acknowledge: () => Promise<void> },
): Promise<void> => {
  const asked: Asked = {
    ...{ answer, request },
    // What was not stored stays in the queue, and is delivered again at the next look.
    acknowledge: async (isStored) => (isStored ? acknowledge() : void delivered.delete(id)),
  };
  const waiter = waiting.get(source);
  delivered.add(id);
  if (waiter !== undefined) waiter.answered.resolve(asked);
  else {
    early.set(source, asked);
    if (pollAgain(source)) return;
    early.delete(source);
    await acknowledge();
  }
};

const failed = (
  { url }: PollTask,
  at: Temporal.Instant,
  failure: { readonly kind: 'unfinished' | 'stopped'; readonly detail: string },
): PollAnswer => ({
  kind: 'asked',
  at,
  durationMs: 0,
  head: { kind: 'failed', failure, url, freshness: {} },
  content: { kind: 'failed', failure },
});

const stopped = (task: PollTask, at: Temporal.Instant): PollAnswer =>
  failed(task, at, { kind: 'stopped', detail: 'the service stops' });
