import type { Edition } from '../../src/domain/edition/edition.ts';
import type { EditionShelf } from '../../src/site/ports.ts';

/** Makes a shelf in memory with these editions. */
export const createMemoryEditions = (...kept: readonly Edition[]): EditionShelf => {
  const editions = new Map(kept.map((edition) => [edition.date.toString(), edition]));
  let mailed: string | undefined;
  return {
    lastMailed: async () => mailed,
    noteMailed: async (date) => {
      mailed = date;
    },
    names: async () => [...editions.keys()].toSorted(),
    read: async (date) => editions.get(date),
    keep: async (date, edition) => {
      if (!editions.has(date)) editions.set(date, edition);
    },
  };
};
