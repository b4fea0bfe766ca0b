import { defined } from '../domain/defined.ts';
import { errorText } from '../domain/error-text.ts';
import type { Log } from '../domain/log.ts';
import type { PollAnswer } from '../domain/source/poll/poll-answer.ts';
import type { SourceId } from '../domain/source/source.ts';
import type { Asked } from '../intake/ports.ts';
import { type AnswerJob, type AnswerOrigin, explainUnreadable, readOrigin } from './job-data.ts';
import { type JobQueues, type LostPoll, RETRIES, type WaitingAnswer } from './job-queues.ts';
import type { PollLedger } from './poll-ledger.ts';

export type DeliverySetup = {
  readonly queues: Pick<JobQueues, 'removeAnswers' | 'setAside' | 'removeLost'>;
  /** Returns whether the answer that the source gave at `at` is already stored. */
  readonly isTaken: (source: SourceId, at: Temporal.Instant) => boolean;
  /** Starts a poll of a source, if none is in progress, to take its answer. Returns false for an unknown source. */
  readonly pollAgain: (source: SourceId) => boolean;
  readonly now: () => Temporal.Instant;
  readonly log: Log;
};

/** Number of failed tries to store an answer, after which a failure is stored in its place. */
const MOST_REFUSALS = 4;

/** Delay after the first refusal of an answer, in milliseconds; each further refusal doubles it. */
const FIRST_WAIT_MS = 1_000;

/** Maximum delay after a refusal, in milliseconds. */
const LONGEST_WAIT_MS = 60_000;

/** Time after which another poll is started for an answer that no poll has taken, in milliseconds. */
const POLL_AGAIN_MS = 60_000;

/**
 * Delivers an answer to the poll that waits for it, or a failure if the answer cannot be used. Removes an answer that
 * is already stored. Sets aside an answer whose source or request is unreadable. Resolves to the source if the answer
 * must wait in the queue for a new poll, else to undefined.
 */
export const deliver = async (
  { id, job }: WaitingAnswer,
  setup: DeliverySetup,
  ledger: PollLedger,
): Promise<SourceId | undefined> => {
  const { queues, log, isTaken } = setup;
  if (job.kind === 'unreadable') return deliverUnreadable(id, job, setup, ledger);
  const { source, answer, retries } = job.job;
  if (isTaken(source, answer.at)) {
    ledger.refusals.delete(id);
    await queues.removeAnswers([id]);
    return undefined;
  }
  const { times, reason } = ledger.refusals.get(id) ?? { times: 0, reason: '' };
  if (times >= MOST_REFUSALS) {
    const unusable: Unusable = {
      id,
      origin: job.job,
      detail: `the answer of this source could not be stored in ${MOST_REFUSALS} tries (${reason})`,
      count: 'refused',
      remove: () => queues.setAside(id, job.job, reason),
      note: () => log.error('cluster.answer-refused', { source, tries: MOST_REFUSALS, reason }),
    };
    return giveFailure(unusable, setup, ledger);
  }
  return give(job.job, setup, ledger, {
    id,
    onStored: async () => {
      ledger.refusals.delete(id);
      ledger.done.add(id);
      if (retries === 0) return;
      ledger.counts.retried += 1;
      log.info('cluster.poll-retried', { source, retries });
    },
  });
};

const deliverUnreadable = async (
  id: string,
  { reason, data }: Extract<WaitingAnswer['job'], { readonly kind: 'unreadable' }>,
  setup: DeliverySetup,
  ledger: PollLedger,
): Promise<SourceId | undefined> => {
  const origin = readOrigin(data);
  const source = defined({ source: origin?.source });
  const remove = () => setup.queues.setAside(id, data, reason);
  const note = () => setup.log.error('cluster.answer-unreadable', { ...source, reason });
  if (origin === undefined) {
    note();
    await remove();
    return undefined;
  }
  const detail = explainUnreadable('the answer of this source', reason);
  return giveFailure({ id, origin, detail, count: 'refused', remove, note }, setup, ledger);
};

/** An answer that cannot be used, or a lost poll. */
type Unusable = {
  readonly id: string;
  readonly origin: AnswerOrigin;
  /** Text of the failure that is delivered instead. */
  readonly detail: string;
  readonly count: 'lost' | 'refused';
  /** Removes the answer or the poll from its queue. */
  readonly remove: () => Promise<void>;
  /** Logs why no usable answer came. */
  readonly note: () => void;
};

/** Delivers a failure. When it is stored, removes the unusable answer or the lost poll from its queue. */
const giveFailure = (
  { id, origin, detail, count, remove, note }: Unusable,
  setup: DeliverySetup,
  ledger: PollLedger,
): Promise<SourceId | undefined> => {
  const { source, request } = origin;
  const answer = failedAnswer(request.url, setup.now(), { kind: 'unfinished', detail });
  return give({ source, request, answer }, setup, ledger, {
    id,
    onStored: async () => {
      // If the removal fails, the failure is delivered again, and counted then.
      await remove().then(
        () => {
          ledger.refusals.delete(id);
          ledger.counts[count] += 1;
          note();
        },
        () => undefined,
      );
      ledger.delivered.delete(id);
    },
  });
};

/** Delivers a failure for a lost poll; an unreadable poll is only logged and removed. Resolves as `deliver` does. */
export const deliverLost = async (
  { id, job }: LostPoll,
  setup: DeliverySetup,
  ledger: PollLedger,
): Promise<SourceId | undefined> => {
  const { queues, log } = setup;
  if (job.kind === 'unreadable') {
    log.error('cluster.answer-unreadable', { reason: job.reason });
    await queues.removeLost(id);
    return undefined;
  }
  const { source, url, endpoint, isFirst } = job.job.task;
  const unusable: Unusable = {
    id,
    origin: { source, request: { url, endpoint, isFirst } },
    detail: `the poll of this source could not be finished in ${RETRIES + 1} tries; cluster.poll-returned in the logs of the polling processes may say why`,
    count: 'lost',
    remove: () => queues.removeLost(id),
    note: () => log.error('cluster.poll-lost', { source, tries: RETRIES + 1 }),
  };
  return giveFailure(unusable, setup, ledger);
};

/** True if an answer or a lost poll is not in `delivered`, and does not have to wait after a refusal. */
export const isDue = (id: string, { delivered, refusals }: PollLedger): boolean =>
  !delivered.has(id) && performance.now() >= (refusals.get(id)?.dueMs ?? Number.NEGATIVE_INFINITY);

/**
 * Gives an answer to the poll that waits for it. If none waits, starts a poll and resolves to the source. Starts no
 * second poll for the answer within `POLL_AGAIN_MS`. For an unknown source, only calls `onStored`.
 */
const give = async (
  { source, request, answer }: Omit<AnswerJob, 'retries'>,
  { pollAgain }: DeliverySetup,
  { waiting, polledAgain, delivered, refusals }: PollLedger,
  { id, onStored }: { readonly id: string; readonly onStored: () => Promise<void> },
): Promise<SourceId | undefined> => {
  const waiter = waiting.get(source);
  if (waiter === undefined) {
    const nowMs = performance.now();
    if (nowMs < (polledAgain.get(id) ?? Number.NEGATIVE_INFINITY) + POLL_AGAIN_MS) return source;
    polledAgain.set(id, nowMs);
    if (pollAgain(source)) return source;
    polledAgain.delete(id);
    await onStored();
    return undefined;
  }
  const asked: Asked = {
    ...{ answer, request },
    acknowledge: async (refusal) => {
      if (refusal === undefined) return onStored();
      // An answer that was not stored stays in the queue, and is delivered again.
      const before = refusals.get(id);
      const times = (before?.times ?? 0) + 1;
      // After `MOST_REFUSALS` refusals, a failure replaces the answer. The reason why the answer was refused is kept.
      const reason = before !== undefined && times > MOST_REFUSALS ? before.reason : errorText(refusal);
      const waitMs = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** (times - 1));
      refusals.set(id, { source, times, reason, dueMs: performance.now() + waitMs });
      delivered.delete(id);
    },
    giveBack: () => void delivered.delete(id),
  };
  polledAgain.delete(id);
  delivered.add(id);
  waiter.answered.resolve(asked);
  return undefined;
};

export const failedAnswer = (
  url: string,
  at: Temporal.Instant,
  failure: { readonly kind: 'unfinished' | 'stopped'; readonly detail: string },
): PollAnswer => ({
  kind: 'asked',
  at,
  head: { kind: 'failed', failure, url, freshness: {} },
  content: { kind: 'failed', failure },
});
