import { defined } from '../domain/defined.ts';
import { isUnreached, showsNetwork, type Unreached } from '../domain/network/judge-network.ts';
import { type PlannedRequest, planRequest } from '../domain/source/poll/plan-request.ts';
import type { PollReport } from '../domain/source/poll/poll-report.ts';
import type { Source } from '../domain/source/source.ts';
import type { Health } from '../domain/source/source-state.ts';
import type { Intake } from './intake.ts';
import { type PollContext, type Polled, pollSource, resting, UnreadStore } from './poll-source.ts';
import type { Asked, AskSource, WorkQueue } from './ports.ts';
import type { Attempt, NetworkWatch } from './watch-network.ts';

export type PollAllContext = PollContext & {
  readonly queue: WorkQueue;
  readonly intake: Intake;
  readonly network: NetworkWatch;
};

export type PollListeners = {
  /** Called when the poll has ended and its articles, if it has any, are durable. */
  readonly onReport: (source: Source, report: PollReport) => void;
  /**
   * Called when a poll failed, perhaps because of this machine's network. Its report, if any, follows when the cause is
   * known.
   */
  readonly onUnreached?: (source: Source) => void;
  /** Called after the report if the poll changed the kind of the source's health. */
  readonly onHealth?: (source: Source, to: Health, from: Health | undefined) => void;
  /**
   * Called if the store could not be read, or if the intake rejected the poll for another reason than a mistake in our
   * code. The poll is perhaps not stored.
   */
  readonly onStoreFailure: (source: Source, error: unknown) => void;
  /** Called after a mistake in our code; the source is not due for `REST_AFTER_MISTAKE`. */
  readonly onMistake: (source: Source, error: unknown) => void;
};

/** Time for which a source is not due after a mistake in our code, because each tick of `schedule` would repeat it. */
const REST_AFTER_MISTAKE = Temporal.Duration.from({ hours: 1 });

/**
 * Time for which a source is not due after a poll that was not stored (`onStoreFailure`), in minutes. Each further such
 * poll in a row doubles the time, up to the longest.
 */
const REST_MINUTES = { first: 1, longest: 60 };

/**
 * Polls the sources by `context.queue`; skips sources whose poll is in progress. Resolves when all polls have ended;
 * never rejects for the behaviour of an outlet. After an abort, no further source is polled, and reports may be
 * missing.
 */
export const pollAll = async (
  sources: readonly Source[],
  context: PollAllContext,
  listeners: PollListeners,
  signal: AbortSignal,
): Promise<void> => {
  const { inFlight } = context.memory;
  const idle = sources.filter(({ id }) => !inFlight.has(id));
  for (const { id } of idle) inFlight.add(id);
  await Promise.all(
    idle.map(async (source) => {
      try {
        await pollOne(source, context, listeners, signal);
      } catch (error) {
        // A stop may close the store during a poll; the next process polls that source again.
        if (signal.aborted) return;
        context.memory.restUntil.set(source.id, context.now().add(REST_AFTER_MISTAKE));
        listeners.onMistake(source, error);
      } finally {
        inFlight.delete(source.id);
      }
    }),
  );
};

const pollOne = async (
  source: Source,
  context: PollAllContext,
  listeners: PollListeners,
  signal: AbortSignal,
): Promise<void> => {
  const now = context.now();
  const plan = planRequest(source, context.store.state(source.id), now);
  if (plan.kind === 'rest') {
    await takeIn(resting(source, plan.until, now), context, listeners);
    return;
  }
  const attempt = context.network.attempt();
  const answers: Asked[] = [];
  let refusal: unknown;
  let isStored = false;
  const heard: PollListeners = {
    ...listeners,
    onReport: (reported, report) => {
      isStored = true;
      listeners.onReport(reported, report);
    },
    onStoreFailure: (failed, error) => {
      refusal = error;
      // In a cluster, the queue delivers the answer again without a request to the outlet, so no poll is postponed.
      if (answers.every(({ acknowledge }) => acknowledge === undefined)) restUnstored(failed, context);
      listeners.onStoreFailure(failed, error);
    },
  };
  const ask: AskSource = async (...request) => {
    const asked = await context.ask(...request);
    answers.push(asked);
    return asked;
  };
  try {
    const held = await pollInTurn({ source, plan, attempt }, { ...context, ask }, heard, signal);
    if (held === undefined) return;
    listeners.onUnreached?.(source);
    const blame = await attempt.failed(source, held.polled.url, held.failure, signal);
    if (blame === 'source') await takeIn(held.polled, context, heard);
    else if (blame === 'machine') listeners.onReport(source, offlineReport(held));
  } catch (error) {
    refusal = error;
    if (signal.aborted || !(error instanceof UnreadStore)) throw error;
    heard.onStoreFailure(source, error);
  } finally {
    attempt.end();
    if (refusal === undefined) context.memory.unstored.delete(source.id);
    for (const { acknowledge, giveBack } of answers) {
      if (signal.aborted && !isStored) giveBack?.();
      else await acknowledge?.(refusal);
    }
  }
};

/** Postpones the next poll of a source whose poll was not stored. */
const restUnstored = ({ id }: Source, { memory, now }: PollAllContext): void => {
  const times = memory.unstored.get(id) ?? 0;
  const minutes = Math.min(REST_MINUTES.longest, REST_MINUTES.first * 2 ** times);
  memory.unstored.set(id, times + 1);
  memory.restUntil.set(id, now().add({ minutes }));
};

type Turn = {
  readonly source: Source;
  readonly plan: PlannedRequest;
  readonly attempt: Attempt;
};

/** A poll that failed, perhaps because of this machine's network. */
type HeldPoll = { readonly polled: Polled; readonly failure: Unreached };

/**
 * Polls a source in its turn. If this machine's network may have caused a failure, resolves to the failed poll, which
 * is not taken in yet; else to undefined.
 */
const pollInTurn = (
  { source, plan, attempt }: Turn,
  context: PollAllContext,
  listeners: PollListeners,
  signal: AbortSignal,
): Promise<HeldPoll | undefined> => {
  const host = URL.parse(plan.url)?.host ?? plan.url;
  // A turn ends only when its articles are stored, so that the limits of the queue also limit the documents in memory.
  return context.queue.run(host, async () => {
    if (signal.aborted) return undefined;
    attempt.begin();
    try {
      const polled = await pollSource(source, plan, context, signal);
      const { outcome } = polled;
      if (outcome.kind === 'failed') {
        const { failure } = outcome;
        // A poll that a stop interrupted stores nothing; the next process polls the source again.
        if (failure.kind === 'stopped') return undefined;
        if (isUnreached(failure)) return { polled, failure };
      }
      if (showsNetwork(outcome)) attempt.answered();
      await takeIn(polled, context, listeners);
      return undefined;
    } finally {
      await context.underWay.end(source.id);
    }
  });
};

const offlineReport = ({ polled: { source, url, durationMs }, failure }: HeldPoll): PollReport => ({
  source: source.id,
  url,
  outcome: { kind: 'offline', failure },
  added: 0,
  folded: 0,
  revised: 0,
  dropped: 0,
  rejections: [],
  ...defined({ durationMs }),
});

/** Kinds of error that our own code throws by mistake. Errors of a disk or a database are of other kinds. */
const MISTAKES = [TypeError, RangeError, ReferenceError];

const takeIn = async (
  polled: Polled,
  { store, intake }: PollAllContext,
  { onReport, onHealth, onStoreFailure }: PollListeners,
): Promise<void> => {
  const { source } = polled;
  const before = store.state(source.id)?.health;
  let report: PollReport;
  try {
    report = await intake.take(polled);
  } catch (error) {
    if (MISTAKES.some((kind) => error instanceof kind)) throw error;
    onStoreFailure(source, error);
    return;
  }
  onReport(source, report);
  const health = store.state(source.id)?.health;
  if (health !== undefined && health.kind !== before?.kind) onHealth?.(source, health, before);
};
