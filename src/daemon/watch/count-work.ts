import type { Store } from '../../domain/store/contract.ts';
import type { PollListeners } from '../../intake/poll-all.ts';
import type { Meter } from '../ports.ts';

/** Counts what polls come to. */
export const countPolls = (meter: Meter): PollListeners => ({
  onReport: (_source, report) => meter.polled(report),
  onStoreFailure: ({ id }) => meter.pollBroke(id, 'not-stored'),
  onMistake: ({ id }) => meter.pollBroke(id, 'mistake'),
});

/** The store, with a count of how long each commit takes until it is durable. */
export const countCommits = <Kind extends Store>(
  store: Kind,
  meter: Meter,
  monotonicMs: () => number,
): Kind => ({
  ...store,
  commit: async (change) => {
    const began = monotonicMs();
    let isStored = false;
    try {
      await store.commit(change);
      isStored = true;
    } finally {
      meter.committed(monotonicMs() - began, isStored);
    }
  },
});
