import { planRequest } from '../domain/source/poll/plan-request.ts';
import type { PollReport } from '../domain/source/poll/poll-report.ts';
import type { Source } from '../domain/source/source.ts';
import type { Health } from '../domain/source/source-state.ts';
import type { Intake } from './intake.ts';
import { type PollContext, type Polled, pollSource, resting } from './poll-source.ts';
import type { WorkQueue } from './ports.ts';

export type PollAllContext = PollContext & { readonly queue: WorkQueue; readonly intake: Intake };

export type PollListeners = {
  /** Called as soon as the poll's articles are durable. */
  readonly onReport: (source: Source, report: PollReport) => void;
  /** Called after the report where the poll changed the kind of the source's health. */
  readonly onHealth?: (source: Source, to: Health, from: Health | undefined) => void;
  /** The store could not write: nothing of this poll counts, and the source will be polled again. */
  readonly onStoreFailure: (source: Source, error: unknown) => void;
  /** A mistake of ours: it costs this poll alone, and the source is not polled for a while. */
  readonly onMistake: (source: Source, error: unknown) => void;
};

/** Time without polls after a mistake of ours, so that it is not repeated on the outlet each minute. */
const REST_AFTER_MISTAKE = Temporal.Duration.from({ hours: 1 });

/**
 * Polls the sources that are not being polled already, with a limit for each host. Resolves when the listeners were
 * called for all of them; never rejects for anything an outlet does. After the signal no further source is polled.
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
  const host = URL.parse(plan.url)?.host ?? plan.url;
  // A turn ends when its articles are stored: no more documents are in memory than requests may be in progress.
  await context.queue.run(host, async () => {
    if (signal.aborted) return;
    try {
      const polled = await pollSource(source, plan, context, signal);
      const { outcome } = polled;
      // A poll that the stop cut off leaves no trace; the next process makes it again.
      if (outcome.kind === 'failed' && outcome.failure.kind === 'stopped') return;
      await takeIn(polled, context, listeners);
    } finally {
      await context.underWay.end(source.id);
    }
  });
};

const takeIn = async (
  polled: Polled,
  { store, intake }: PollAllContext,
  { onReport, onHealth, onStoreFailure }: PollListeners,
): Promise<void> => {
  const { source } = polled;
  const before = store.state(source.id)?.health;
  try {
    onReport(source, await intake.take(polled));
  } catch (error) {
    onStoreFailure(source, error);
    return;
  }
  const health = store.state(source.id)?.health;
  if (health !== undefined && health.kind !== before?.kind) onHealth?.(source, health, before);
};
