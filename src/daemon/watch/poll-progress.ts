import type { PollListeners } from '../../intake/poll-all.ts';

/** What the poller gets done, so that a standstill can be told from work that takes its time. */
export type PollProgress = {
  /** The schedule came due, and comes due again in so many milliseconds. */
  readonly looked: (msToNext: number) => void;
  /** A cycle of polls is under way until the promise settles. */
  readonly cycle: (polls: Promise<unknown>) => void;
  /** Every poll that comes to anything is progress. */
  readonly listeners: PollListeners;
  /** Where nothing came of polls under way, or of the schedule, for longer than the patience: what stands still. */
  readonly standstill: (patienceMs: number) => string | undefined;
};

/** `monotonicMs` is a clock that nobody sets and that stands still while the machine sleeps. */
export const createPollProgress = (monotonicMs: () => number): PollProgress => {
  let underWay = 0;
  let movedAt = monotonicMs();
  let dueAt = Number.POSITIVE_INFINITY;
  const moved = (): void => {
    movedAt = monotonicMs();
  };
  // The end of a cycle is no progress by itself: one that finds its sources being polled already ends at once.
  const ended = (): void => {
    underWay -= 1;
  };
  return {
    looked: (msToNext) => {
      dueAt = monotonicMs() + msToNext;
    },
    cycle: (polls) => {
      if (underWay === 0) moved();
      underWay += 1;
      polls.then(ended, ended);
    },
    listeners: { onReport: moved, onStoreFailure: moved, onMistake: moved },
    standstill: (patienceMs) => {
      const now = monotonicMs();
      if (underWay > 0 && now - movedAt > patienceMs) {
        return `no poll has come to an end for ${seconds(now - movedAt)} s`;
      }
      if (now - dueAt > patienceMs) {
        return `the schedule was due ${seconds(now - dueAt)} s ago and has not looked for sources`;
      }
      return undefined;
    },
  };
};

const seconds = (ms: number): number => Math.round(ms / 1000);
