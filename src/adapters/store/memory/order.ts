import { roomFor } from './growing.ts';

/** Numbers kept sorted. New ones mostly belong at the end, so that inserting moves little. */
export type Order = {
  readonly insert: (n: number) => void;
  /** Adds many at once. */
  readonly insertAll: (numbers: readonly number[]) => void;
  readonly removeAll: (isGone: (n: number) => boolean) => void;
  /** How many of the numbers come before the first for which this holds; it must hold for all behind that. */
  readonly before: (holds: (n: number) => boolean) => number;
  readonly at: (position: number) => number;
  /** Those for which it holds, in order. */
  readonly filter: (holds: (n: number) => boolean) => number[];
  readonly size: () => number;
};

export const createOrder = (compare: (a: number, b: number) => number): Order => {
  let sorted = new Int32Array(1024);
  let size = 0;

  const before = (holds: (n: number) => boolean): number => {
    let from = 0;
    let to = size;
    while (from < to) {
      const middle = (from + to) >>> 1;
      if (holds(sorted[middle] ?? 0)) to = middle;
      else from = middle + 1;
    }
    return from;
  };

  return {
    insert: (n) => {
      sorted = roomFor(sorted, size + 1);
      const at = before((other) => compare(other, n) > 0);
      sorted.copyWithin(at + 1, at, size);
      sorted[at] = n;
      size += 1;
    },
    insertAll: (numbers) => {
      // Array's own sort is quick on what is sorted already for the most part; a typed array's is not.
      const all = [...sorted.subarray(0, size), ...numbers].sort(compare);
      sorted = Int32Array.from(all);
      size = all.length;
    },
    removeAll: (isGone) => {
      const left = sorted.subarray(0, size).filter((n) => !isGone(n));
      sorted.set(left);
      size = left.length;
    },
    before,
    at: (position) => sorted[position] ?? 0,
    filter: (holds) => [...sorted.subarray(0, size).filter(holds)],
    size: () => size,
  };
};
