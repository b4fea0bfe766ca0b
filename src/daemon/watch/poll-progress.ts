import type { PollListeners } from '../../intake/poll-all.ts';

/** The progress of polls, which shows whether work is stalled or only slow. */
export type PollProgress = {
  /** Records that the schedule has started or has run; it must run again in `msToNext` milliseconds. */
  readonly looked: (msToNext: number) => void;
  /** Records a cycle of polls, which is in progress until the promise settles. */
  readonly cycle: (polls: Promise<unknown>) => void;
  /** Records one poll, which is in progress until the promise settles. Its end counts as progress. */
  readonly poll: (polling: Promise<unknown>) => void;
  readonly listeners: PollListeners;
  /** Returns a sentence if the polls in progress or the schedule stand still for `patienceMs`; else undefined. */
  readonly standstill: (patienceMs: number) => string | undefined;
};

/** Makes an empty record of progress. The clock `monotonicMs` must stop while the machine sleeps. */
export const createPollProgress = (monotonicMs: () => number): PollProgress => {
  let underWay = 0;
  let movedAt = monotonicMs();
  let dueAt = Number.POSITIVE_INFINITY;
  const moved = (): void => {
    movedAt = monotonicMs();
  };
  // The end of a cycle alone is not progress: a cycle ends at once if its sources are already being polled.
  const ended = (): void => {
    underWay -= 1;
  };
  const cycle = (polls: Promise<unknown>): void => {
    if (underWay === 0) moved();
    underWay += 1;
    polls.then(ended, ended);
  };
  return {
    looked: (msToNext) => {
      dueAt = monotonicMs() + msToNext;
    },
    cycle,
    poll: (polling) => {
      polling.then(moved, moved);
      cycle(polling);
    },
    listeners: { onReport: moved, onUnreached: moved, onStoreFailure: moved, onMistake: moved },
    standstill: (patienceMs) => {
      const now = monotonicMs();
      if (underWay > 0 && now - movedAt > patienceMs) {
        return `no poll has finished for ${seconds(now - movedAt)} s`;
      }
      if (now - dueAt > patienceMs) {
        return `the schedule was due ${seconds(now - dueAt)} s ago, but has not looked for due sources`;
      }
      return undefined;
    },
  };
};

const seconds = (ms: number): number => Math.round(ms / 1000);
