import { roomFor } from './growing.ts';
import { mix } from './hash.ts';
import { createKeyTable } from './key-table.ts';
import type { Transfer } from './transfer.ts';

/** Gives each id a small number, in about 40 bytes an id. The numbers of removed ids are given again. */
export type Ids = {
  /** -1 where the id has no number. */
  readonly find: (id: string) => number;
  /** Its number, a new one where it had none. */
  readonly add: (id: string) => number;
  /** As `add`, of the id that stands at an offset of a column. */
  readonly addFrom: (column: Uint8Array, offset: number) => number;
  /** As that of a `KeyTable`, of a whole column. */
  readonly approach: (column: Uint8Array) => void;
  /** Whether a number is that of the id at an offset of a column: cheaper than `addFrom`. */
  readonly isAt: (n: number, column: Uint8Array, offset: number) => boolean;
  readonly idOf: (n: number) => string;
  readonly removeAll: (isGone: (n: number) => boolean) => void;
  readonly reserve: (count: number) => void;
  readonly transfer: (to: Transfer, name: string) => void;
};

/** Ids are 16 characters of base32; shorter ones are filled up with spaces. */
const WIDTH = 16;

const HIGH_SEED = 0x9747b28c;
const LOW_SEED = 0x3c6ef372;

export const createIds = (): Ids => {
  const table = createKeyTable();
  const scratch = Buffer.alloc(WIDTH);
  let free: number[] = [];
  let characters: Uint8Array = new Uint8Array(1024 * WIDTH);
  let end = 0;

  const addFrom = (column: Uint8Array, offset: number): number => {
    const high = mix(column, offset, WIDTH, HIGH_SEED);
    const low = mix(column, offset, WIDTH, LOW_SEED);
    const n = free.at(-1) ?? end;
    const known = table.getOrSet(high, low, n + 1) - 1;
    if (known >= 0) return known;
    if (free.pop() === undefined) end += 1;
    characters = roomFor(characters, (n + 1) * WIDTH);
    for (let at = 0; at < WIDTH; at += 1) characters[n * WIDTH + at] = column[offset + at] ?? 0;
    return n;
  };

  const write = (id: string): Buffer => {
    scratch.fill(' ');
    scratch.write(id, 'latin1');
    return scratch;
  };

  return {
    find: (id) => {
      write(id);
      return table.get(mix(scratch, 0, WIDTH, HIGH_SEED), mix(scratch, 0, WIDTH, LOW_SEED)) - 1;
    },
    add: (id) => addFrom(write(id), 0),
    addFrom,
    approach: (column) => {
      const lows = new Uint32Array(column.length / WIDTH);
      for (let n = 0; n < lows.length; n += 1) lows[n] = mix(column, n * WIDTH, WIDTH, LOW_SEED);
      table.approach(lows);
    },
    isAt: (n, column, offset) => {
      for (let at = 0; at < WIDTH; at += 1) {
        if (characters[n * WIDTH + at] !== column[offset + at]) return false;
      }
      return true;
    },
    idOf: (n) =>
      Buffer.from(characters.buffer, n * WIDTH, WIDTH)
        .toString('latin1')
        .trimEnd(),
    removeAll: (isGone) => {
      table.revalue((value) => {
        if (!isGone(value - 1)) return value;
        free.push(value - 1);
        return 0;
      });
    },
    reserve: (count) => {
      table.reserve(count);
      characters = roomFor(characters, count * WIDTH);
    },
    transfer: (to, name) => {
      table.transfer(to, `${name}.table`);
      characters = to.column(`${name}.characters`, characters);
      end = to.number(`${name}.end`, end);
      free = [...to.column(`${name}.free`, Uint32Array.from(free))];
    },
  };
};
