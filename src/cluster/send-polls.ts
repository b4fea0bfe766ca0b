import { setTimeout as sleep } from 'node:timers/promises';
import { errorText } from '../domain/error-text.ts';
import type { Installation } from '../domain/source/health/installation.ts';
import type { HostRests } from '../domain/source/poll/host-rest.ts';
import type { SourceId } from '../domain/source/source.ts';
import type { Asked, AskSource } from '../intake/ports.ts';
import { type DeliverySetup, deliver, deliverLost, failedAnswer, isDue } from './deliver-answers.ts';
import type { JobQueues } from './job-queues.ts';
import { createLedger, type PollLedger } from './poll-ledger.ts';

export type SentPolls = {
  /** Sends a poll, if the queue does not have it yet. Resolves to its answer; after an abort, to a failure. */
  readonly ask: AskSource;
  /** Fetches answers soon; called after a notification of new answers. */
  readonly look: () => void;
  readonly counts: () => NonNullable<Installation['polls']>;
  /** Returns why polls cannot be sent or answers cannot be read; undefined after a success. */
  readonly problem: () => string | undefined;
  /** Sends no more polls. Answers that no poll has accepted stay in the queue for the next leader. */
  readonly stop: () => Promise<void>;
};

export type SendSetup = DeliverySetup & {
  readonly queues: Pick<JobQueues, 'sendPolls' | 'answers' | 'lostPolls'>;
  readonly rests: () => HostRests;
  /** Checks that this process still leads; rejects if it does not. */
  readonly confirmLead: () => Promise<void>;
};

/** Interval at which answers are queried without a notification, in milliseconds; a notification may be lost. */
const LOOK_EVERY_MS = 1_000;

/** Delay from a notification to the query for answers, in milliseconds, so that one query fetches several. */
const GATHER_MS = 20;

/** Interval between two searches for polls that no process could finish, in milliseconds. */
const LOST_EVERY_MS = 2_000;

/** Time after which a poll without an answer is sent again, in milliseconds; the queue skips polls that it has. */
const RESEND_MS = 60_000;

/** Maximum number of answers that one query reads, besides those that are held back (`heldBack`). */
const MOST_ANSWERS = 200;

export const sendPolls = (setup: SendSetup): SentPolls => {
  const ledger = createLedger();
  /** The moment of the next search for lost polls, by `performance.now` (milliseconds). */
  let lostDueMs = performance.now();
  const stopping = new AbortController();
  let wake = Promise.withResolvers<void>();
  const look = (): void => wake.resolve();
  let problem: string | undefined;
  const run = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      wake = Promise.withResolvers();
      const isLostDue = performance.now() >= lostDueMs;
      const trouble = await lookOnce(setup, ledger, isLostDue).then(
        () => undefined,
        (error: unknown) => errorText(error),
      );
      if (isLostDue && trouble === undefined) lostDueMs = performance.now() + LOST_EVERY_MS;
      if (trouble !== undefined && problem === undefined)
        setup.log.warn('cluster.queue-failed', { reason: trouble });
      problem = trouble;
      const timer = setTimeout(wake.resolve, LOOK_EVERY_MS).unref();
      await wake.promise;
      clearTimeout(timer);
      if (!stopping.signal.aborted) await sleep(GATHER_MS);
    }
    await removeDone(setup.queues, ledger).catch(() => undefined);
  };
  const running = run();
  return {
    look,
    counts: () => ({ waiting: ledger.waiting.size, ...ledger.counts }),
    problem: () => problem,
    ask: (source, task, signal) => {
      const answered = Promise.withResolvers<Asked>();
      ledger.waiting.set(source.id, { task, answered, sentAtMs: undefined });
      // Polls are sent after this turn of the event loop, so that the polls of a cycle are sent together.
      setImmediate(look);
      const onStop = (): void => answered.resolve({ answer: failedAnswer(task.url, setup.now(), STOPPED) });
      signal.addEventListener('abort', onStop);
      if (signal.aborted) onStop();
      return answered.promise.finally(() => {
        signal.removeEventListener('abort', onStop);
        ledger.waiting.delete(source.id);
      });
    },
    stop: async () => {
      stopping.abort();
      look();
      await running;
    },
  };
};

const STOPPED = { kind: 'stopped', detail: 'the service stops' } as const;

/** Delivers answers and, if `isLostDue`, lost polls. Sends the waiting polls if no answer is unread. */
const lookOnce = async (setup: SendSetup, ledger: PollLedger, isLostDue: boolean): Promise<void> => {
  const { queues } = setup;
  await removeDone(queues, ledger);
  const room = MOST_ANSWERS - ledger.delivered.size;
  // Answers that are held back are read again, so the limit grows by their number.
  const most = MOST_ANSWERS + ledger.heldBack;
  const answers = room > 0 ? await queues.answers(most) : [];
  const held = new Set<SourceId | undefined>();
  for (const answer of answers) if (isDue(answer.id, ledger)) held.add(await deliver(answer, setup, ledger));
  if (room > 0) ledger.heldBack = answers.filter(({ id }) => !ledger.delivered.has(id)).length;
  if (isLostDue) {
    const polls = await queues.lostPolls();
    ledger.lost = new Set();
    for (const poll of polls)
      if (isDue(poll.id, ledger)) ledger.lost.add(await deliverLost(poll, setup, ledger));
  }
  // While answers are unread, no poll is sent: a source whose answer is unread would be asked a second time.
  if (room > 0 && answers.length < most) await sendWaiting(setup, ledger, held);
};

/** Removes the answers in `done` from the queue; rejects if this fails, and the next call tries again. */
const removeDone = async (
  { removeAnswers }: SendSetup['queues'],
  { done, delivered }: PollLedger,
): Promise<void> => {
  const ids = [...done];
  if (ids.length > 0) await removeAnswers(ids);
  for (const id of ids) {
    done.delete(id);
    delivered.delete(id);
  }
};

const sendWaiting = async (
  { queues, rests, confirmLead }: SendSetup,
  { waiting, refusals, lost }: PollLedger,
  held: ReadonlySet<SourceId | undefined>,
): Promise<void> => {
  const nowMs = performance.now();
  // The source of an answer that could not be stored is not asked before the next delivery of the answer.
  const refused = new Set(
    [...refusals.values()].flatMap(({ source, dueMs }) => (dueMs > nowMs ? [source] : [])),
  );
  const due = [...waiting.values()].filter(
    ({ task, sentAtMs }) =>
      (sentAtMs === undefined || nowMs - sentAtMs > RESEND_MS) &&
      ![refused, held, lost].some((sources) => sources.has(task.source)),
  );
  if (due.length === 0) return;
  await confirmLead();
  await queues.sendPolls(
    due.map(({ task }) => ({ task, host: URL.parse(task.url)?.host ?? task.url, rests: [...rests()] })),
  );
  for (const waiter of due) waiter.sentAtMs = nowMs;
};
