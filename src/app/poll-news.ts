import type { PollListeners } from '../pipeline/poll-all.ts';

/** Lets others hear of polls, whoever asked for them. */
export type PollNews = {
  /** The listeners of one pass, and with them all who follow. */
  readonly telling: (listeners: PollListeners) => PollListeners;
  /** Gives what ends it. */
  readonly follow: (listeners: PollListeners) => () => void;
};

export const createPollNews = (): PollNews => {
  const followers = new Set<PollListeners>();
  return {
    telling: (listeners) => ({
      onReport: (...news) => {
        for (const one of [listeners, ...followers]) one.onReport(...news);
      },
      onHealth: (...news) => {
        for (const one of [listeners, ...followers]) one.onHealth?.(...news);
      },
      onStoreFailure: (...news) => {
        for (const one of [listeners, ...followers]) one.onStoreFailure(...news);
      },
      onMistake: (...news) => {
        for (const one of [listeners, ...followers]) one.onMistake(...news);
      },
    }),
    follow: (listeners) => {
      followers.add(listeners);
      return () => {
        followers.delete(listeners);
      };
    },
  };
};
