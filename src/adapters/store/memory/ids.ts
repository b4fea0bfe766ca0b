import { roomFor } from './growing.ts';
import { hashOfId } from './hash.ts';
import { createKeyTable } from './key-table.ts';

/** Gives each id a small number, in about 35 bytes an id. The numbers of removed ids are given again. */
export type Ids = {
  /** -1 where the id has no number. */
  readonly find: (id: string) => number;
  /** Its number, a new one where it had none. */
  readonly add: (id: string) => number;
  readonly idOf: (n: number) => string;
  readonly removeAll: (isGone: (n: number) => boolean) => void;
  readonly reserve: (count: number) => void;
  readonly count: () => number;
  /** All numbers are below. */
  readonly end: () => number;
};

/** Ids are 16 characters of base32; shorter ones are filled up with spaces. */
const WIDTH = 16;

export const createIds = (): Ids => {
  const table = createKeyTable();
  let characters = new Uint8Array(1024 * WIDTH);
  let end = 0;
  let count = 0;
  const free: number[] = [];

  const idOf = (n: number): string =>
    Buffer.from(characters.buffer, n * WIDTH, WIDTH)
      .toString('latin1')
      .trimEnd();

  const find = (id: string): number => table.get(hashOfId(id)) - 1;

  return {
    find,
    add: (id) => {
      const known = find(id);
      if (known >= 0) return known;
      const n = free.pop() ?? end++;
      characters = roomFor(characters, (n + 1) * WIDTH);
      for (let at = 0; at < WIDTH; at += 1)
        characters[n * WIDTH + at] = at < id.length ? id.charCodeAt(at) : 32;
      table.set(hashOfId(id), n + 1);
      count += 1;
      return n;
    },
    idOf,
    removeAll: (isGone) => {
      table.revalue((value) => {
        if (!isGone(value - 1)) return value;
        free.push(value - 1);
        count -= 1;
        return 0;
      });
    },
    reserve: (all) => {
      table.reserve(all);
      characters = roomFor(characters, all * WIDTH);
    },
    count: () => count,
    end: () => end,
  };
};
