import { planRequest } from '../domain/source/poll/plan-request.ts';
import type { PollReport } from '../domain/source/poll/poll-report.ts';
import type { Source } from '../domain/source/source.ts';
import type { Health } from '../domain/source/source-state.ts';
import type { Intake } from './intake.ts';
import { type Polled, type PollParts, pollSource, resting } from './poll-source.ts';
import type { WorkQueue } from './ports.ts';

export type PollAllParts = PollParts & { readonly queue: WorkQueue; readonly intake: Intake };

export type PollListeners = {
  /** Told as soon as what the poll brought is durable. */
  readonly onReport: (source: Source, report: PollReport) => void;
  /** Told after the report where the poll changed the kind of the source's health. */
  readonly onHealth?: (source: Source, to: Health, from: Health | undefined) => void;
  /** The store could not write: nothing of this poll counts, and the source will be asked again. */
  readonly onStoreFailure: (source: Source, error: unknown) => void;
  /** A mistake of ours: it costs this poll alone, and the source is left in peace for a while. */
  readonly onMistake: (source: Source, error: unknown) => void;
};

/** How long a source rests after a mistake of ours, so that we do not repeat it on the outlet each minute. */
const REST_AFTER_MISTAKE = Temporal.Duration.from({ hours: 1 });

/**
 * Polls those of the sources that are not being polled already, politely queued. Resolves when the listeners know
 * of all of them; never rejects for anything an outlet does. After the signal no further source is asked.
 */
export const pollAll = async (
  sources: readonly Source[],
  parts: PollAllParts,
  listeners: PollListeners,
  signal: AbortSignal,
): Promise<void> => {
  const { inFlight } = parts.memory;
  const idle = sources.filter(({ id }) => !inFlight.has(id));
  for (const { id } of idle) inFlight.add(id);
  await Promise.all(
    idle.map(async (source) => {
      try {
        await pollOne(source, parts, listeners, signal);
      } catch (error) {
        parts.memory.restUntil.set(source.id, parts.now().add(REST_AFTER_MISTAKE));
        listeners.onMistake(source, error);
      } finally {
        inFlight.delete(source.id);
      }
    }),
  );
};

const pollOne = async (
  source: Source,
  parts: PollAllParts,
  listeners: PollListeners,
  signal: AbortSignal,
): Promise<void> => {
  const now = parts.now();
  const plan = planRequest(source, parts.store.state(source.id), now);
  if (plan.kind === 'rest') {
    await takeIn(resting(source, plan.until, now), parts, listeners);
    return;
  }
  const host = URL.parse(plan.url)?.host ?? plan.url;
  // A turn ends when what it brought is stored: no more documents wait in memory than requests may be under way.
  await parts.queue.run(host, async () => {
    if (signal.aborted) return;
    try {
      const polled = await pollSource(source, plan, parts, signal);
      const { outcome } = polled;
      // A poll that the stop cut off leaves no trace, and is made again next time.
      if (outcome.kind === 'failed' && outcome.failure.kind === 'stopped') return;
      await takeIn(polled, parts, listeners);
    } finally {
      await parts.underWay.end(source.id);
    }
  });
};

const takeIn = async (
  polled: Polled,
  { store, intake }: PollAllParts,
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
