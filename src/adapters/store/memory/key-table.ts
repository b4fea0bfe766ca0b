import type { Transfer } from './transfer.ts';

/**
 * Leads 64-bit hashes, given as two unsigned halves, to numbers from 1 up: 12 bytes a slot, where a `Map` takes
 * 200 and more. Open addressing with linear probing; the hashes must be evenly spread by themselves.
 */
export type KeyTable = {
  /** 0 where the hash is not there. */
  readonly get: (high: number, low: number) => number;
  /** `value` is 1 or more. */
  readonly set: (high: number, low: number, value: number) => void;
  /** The value that is there; else 0, and the given one is there from now on. */
  readonly getOrSet: (high: number, low: number, value: number) => number;
  /** Brings the slots of many hashes, given by their lower halves, near: to be called before they are asked for. */
  readonly approach: (lows: Uint32Array) => void;
  /** Gives every entry a new value: 0 forgets it, the same keeps it. */
  readonly revalue: (next: (value: number, high: number, low: number) => number) => void;
  /** Makes room for so many entries at once. */
  readonly reserve: (entries: number) => void;
  readonly transfer: (to: Transfer, name: string) => void;
};

/** The share of slots in use at which the table grows. */
const FULL = 0.7;

/** After growing the table has room for half as many again. */
const ROOM = 1.5;

/** Marks a slot whose entry was forgotten: absent, but the search goes on behind it. */
const FORGOTTEN = 0xffff_ffff;

/** A slot is three words next to each other, so that a look-up touches memory once: high, low, value. */
const WORDS = 3;

export const createKeyTable = (): KeyTable => {
  let slots = 1024;
  let words: Uint32Array = new Uint32Array(slots * WORDS);
  /** Slots that are not empty, forgotten ones too. */
  let used = 0;
  /** Where `approach` leaves what it loaded, so that its loads are not optimised away. */
  const loaded = new Uint32Array(1);

  /** Where the words of the hash begin, else those of the empty slot where it would go. */
  const find = (high: number, low: number): number => {
    let at = (low & (slots - 1)) * WORDS;
    while (words[at + 2] !== 0 && !(words[at + 1] === low && words[at] === high)) {
      at += WORDS;
      if (at === words.length) at = 0;
    }
    return at;
  };

  const put = (at: number, high: number, low: number, value: number): void => {
    if (words[at + 2] === 0) used += 1;
    words[at] = high;
    words[at + 1] = low;
    words[at + 2] = value;
  };

  const resize = (size: number): void => {
    const old = words;
    slots = size;
    words = new Uint32Array(size * WORDS);
    used = 0;
    for (let at = 0; at < old.length; at += WORDS) {
      const value = old[at + 2] ?? 0;
      if (value === 0 || value === FORGOTTEN) continue;
      const [high, low] = [old[at] ?? 0, old[at + 1] ?? 0];
      put(find(high, low), high, low, value);
    }
  };

  const count = (): number => {
    let entries = 0;
    for (let at = 2; at < words.length; at += WORDS) {
      if (words[at] !== 0 && words[at] !== FORGOTTEN) entries += 1;
    }
    return entries;
  };

  /** A power of two, so that a mask finds the slot. */
  const slotsFor = (entries: number): number => {
    let size = 1024;
    while (entries > size * FULL) size *= 2;
    return size;
  };

  const makeRoom = (): void => {
    if (used + 1 > slots * FULL) resize(slotsFor((count() + 1) * ROOM));
  };

  const valueAt = (at: number): number => {
    const value = words[at + 2] ?? 0;
    return value === FORGOTTEN ? 0 : value;
  };

  return {
    get: (high, low) => valueAt(find(high, low)),
    set: (high, low, value) => {
      makeRoom();
      put(find(high, low), high, low, value);
    },
    getOrSet: (high, low, value) => {
      makeRoom();
      const at = find(high, low);
      const there = valueAt(at);
      if (there === 0) put(at, high, low, value);
      return there;
    },
    approach: (lows) => {
      // Unlike those of a search, the loads of this loop do not wait for each other: a start is a third shorter.
      let all = 0;
      for (const low of lows) all ^= words[(low & (slots - 1)) * WORDS] ?? 0;
      loaded[0] = all;
    },
    revalue: (next) => {
      for (let at = 0; at < words.length; at += WORDS) {
        const value = words[at + 2] ?? 0;
        if (value === 0 || value === FORGOTTEN) continue;
        const changed = next(value, words[at] ?? 0, words[at + 1] ?? 0);
        if (changed !== value) words[at + 2] = changed === 0 ? FORGOTTEN : changed;
      }
    },
    reserve: (entries) => {
      if (slotsFor(entries) > slots) resize(slotsFor(entries));
    },
    transfer: (to, name) => {
      words = to.column(`${name}.words`, words);
      slots = words.length / WORDS;
      used = to.number(`${name}.used`, used);
    },
  };
};
