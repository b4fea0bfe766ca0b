import type { PollListeners } from '../../intake/poll-all.ts';

/** Returns listeners that pass each call to the listeners that `all` returns at that moment. */
export const combineListeners = (all: () => readonly PollListeners[]): PollListeners => ({
  onReport: (source, report) => {
    for (const { onReport } of all()) onReport(source, report);
  },
  onUnreached: (source) => {
    for (const { onUnreached } of all()) onUnreached?.(source);
  },
  onHealth: (source, to, from) => {
    for (const { onHealth } of all()) onHealth?.(source, to, from);
  },
  onStoreFailure: (source, error) => {
    for (const { onStoreFailure } of all()) onStoreFailure(source, error);
  },
  onMistake: (source, error) => {
    for (const { onMistake } of all()) onMistake(source, error);
  },
});
