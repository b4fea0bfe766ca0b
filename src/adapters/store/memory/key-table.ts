/** A hash of 64 bits, as two halves of 32 (unsigned). */
export type Hash = { readonly high: number; readonly low: number };

/**
 * Leads 64-bit hashes to numbers from 1 up: 12 bytes a slot, where a `Map` takes 200 and more. Open addressing
 * with linear probing; the hashes must be evenly spread by themselves.
 */
export type KeyTable = {
  /** 0 where the hash is not there. */
  readonly get: (hash: Hash) => number;
  /** `value` is 1 or more. */
  readonly set: (hash: Hash, value: number) => void;
  /** Gives every entry a new value: 0 forgets it, the same keeps it. */
  readonly revalue: (next: (value: number, hash: Hash) => number) => void;
  /** Makes room for so many entries at once. */
  readonly reserve: (entries: number) => void;
};

/** The share of slots in use at which the table doubles. */
const FULL = 0.7;

/** Marks a slot whose entry was forgotten: absent, but the search goes on behind it. */
const FORGOTTEN = -1;

export const createKeyTable = (): KeyTable => {
  let slots = 1024;
  let high = new Uint32Array(slots);
  let low = new Uint32Array(slots);
  let values = new Int32Array(slots);
  /** Slots that are not empty, forgotten ones too. */
  let used = 0;

  /** The slot that holds the hash, else the empty one where it would go. */
  const slotOf = (hash: Hash): number => {
    let slot = hash.low & (slots - 1);
    while (values[slot] !== 0 && !(low[slot] === hash.low && high[slot] === hash.high)) {
      slot = (slot + 1) & (slots - 1);
    }
    return slot;
  };

  const put = (hash: Hash, value: number): void => {
    const slot = slotOf(hash);
    if (values[slot] === 0) used += 1;
    high[slot] = hash.high;
    low[slot] = hash.low;
    values[slot] = value;
  };

  const resize = (size: number): void => {
    const old = { high, low, values };
    slots = size;
    high = new Uint32Array(size);
    low = new Uint32Array(size);
    values = new Int32Array(size);
    used = 0;
    old.values.forEach((value, slot) => {
      if (value > 0) put({ high: old.high[slot] ?? 0, low: old.low[slot] ?? 0 }, value);
    });
  };

  const sizeFor = (entries: number): number => {
    let size = 1024;
    while (entries > size * FULL) size *= 2;
    return size;
  };

  return {
    get: (hash) => Math.max(values[slotOf(hash)] ?? 0, 0),
    set: (hash, value) => {
      if (used + 1 > slots * FULL) resize(sizeFor(values.reduce((n, v) => (v > 0 ? n + 1 : n), 1) * 1.3));
      put(hash, value);
    },
    revalue: (next) => {
      values.forEach((value, slot) => {
        if (value <= 0) return;
        const changed = next(value, { high: high[slot] ?? 0, low: low[slot] ?? 0 });
        if (changed !== value) values[slot] = changed === 0 ? FORGOTTEN : changed;
      });
    },
    reserve: (entries) => {
      if (sizeFor(entries) > slots) resize(sizeFor(entries));
    },
  };
};
