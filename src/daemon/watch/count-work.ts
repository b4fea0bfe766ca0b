import type { Store } from '../../domain/store/contract.ts';
import type { PollListeners } from '../../intake/poll-all.ts';
import type { Meter } from '../ports.ts';

export const countPolls = (meter: Meter): PollListeners => ({
  onReport: (_source, report) => meter.polled(report),
  onStoreFailure: ({ id }) => meter.pollBroke(id, 'not-stored'),
  onMistake: ({ id }) => meter.pollBroke(id, 'mistake'),
});

/** Returns a store that measures how long each commit takes, even a failed commit. */
export const countCommits = (store: Store, meter: Meter, monotonicMs: () => number): Store => ({
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

type Committed = Pick<Parameters<Store['commit']>[0], 'stories' | 'states'>;

/** Returns a store that passes each durable commit to its listeners. `onCommit` adds a listener after the others. */
export const observeCommits = <Kind extends Store>(
  store: Kind,
): { readonly store: Kind; readonly onCommit: (listener: (change: Committed) => void) => void } => {
  const listeners: ((change: Committed) => void)[] = [];
  const commit: Store['commit'] = async (change) => {
    await store.commit(change);
    for (const listener of listeners) listener(change);
  };
  return { store: { ...store, commit }, onCommit: (listener) => void listeners.push(listener) };
};
