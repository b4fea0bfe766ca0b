import type { PollListeners } from '../intake/poll-all.ts';
import { type Schedule, startSchedule } from '../system/schedule/create-schedule.ts';
import type { Pipeline } from './pipeline.ts';
import type { PollProgress } from './watch/poll-progress.ts';

export type Polling = {
  /** Polls what is due now, and from now on by the schedule of the current config. */
  readonly restart: () => void;
  /** Begins no cycle any more; those in progress go on. */
  readonly stop: () => void;
  /** Resolves when no cycle is in progress. */
  readonly settled: () => Promise<void>;
};

type PollingSetup = {
  readonly pipeline: Pick<Pipeline, 'config' | 'due' | 'poll'>;
  readonly listeners: PollListeners;
  readonly progress: PollProgress;
  readonly stop: AbortSignal;
};

/** Polls the due sources each time that the schedule comes due. */
export const createPolling = ({ pipeline, listeners, progress, stop }: PollingSetup): Polling => {
  const cycles = new Set<Promise<void>>();
  let schedule: Schedule | undefined;
  const tick = (): void => {
    if (schedule !== undefined) progress.looked(schedule.msToNext());
    const due = pipeline.due();
    if (due.length === 0 || stop.aborted) return;
    const cycle = pipeline.poll(due, listeners, stop);
    cycles.add(cycle);
    progress.cycle(cycle);
    void cycle.finally(() => cycles.delete(cycle));
  };
  return {
    restart: () => {
      schedule?.stop();
      schedule = startSchedule(pipeline.config().schedule, tick);
      tick();
    },
    stop: () => schedule?.stop(),
    settled: async () => {
      await Promise.all(cycles);
    },
  };
};
