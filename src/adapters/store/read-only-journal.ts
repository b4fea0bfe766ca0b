import type { Journal } from './journal.ts';

/** The journal of a store that somebody else writes: it refuses. */
export const readOnlyJournal: Journal = {
  append: () => refuse(),
  rotate: () => refuse(),
  waiting: () => 0,
  trouble: () => undefined,
  close: async () => {},
};

const refuse = (): Promise<never> =>
  Promise.reject(new Error('not stored: the store is opened for reading only'));
