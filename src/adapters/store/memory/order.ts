import { roomFor } from './growing.ts';
import type { Transfer } from './transfer.ts';

/** Numbers kept sorted. New ones mostly belong at the end, so that inserting moves little. */
export type Order = {
  readonly insert: (n: number) => void;
  /** Adds at the end, wherever it belongs: `sort` must follow before anything else is asked. */
  readonly append: (n: number) => void;
  readonly sort: () => void;
  readonly reserve: (count: number) => void;
  readonly removeAll: (isGone: (n: number) => boolean) => void;
  /** How many of the numbers come before the first for which this holds; it must hold for all behind that. */
  readonly before: (holds: (n: number) => boolean) => number;
  readonly at: (position: number) => number;
  /** Those for which it holds, in order. */
  readonly filter: (holds: (n: number) => boolean) => number[];
  readonly size: () => number;
  readonly transfer: (to: Transfer, name: string) => void;
};

export const createOrder = (compare: (a: number, b: number) => number): Order => {
  let sorted: Int32Array = new Int32Array(1024);
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
    append: (n) => {
      sorted = roomFor(sorted, size + 1);
      sorted[size] = n;
      size += 1;
    },
    sort: () => {
      sorted = mergeRuns(sorted, size, compare);
    },
    reserve: (count) => {
      sorted = roomFor(sorted, count);
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
    transfer: (to, name) => {
      sorted = to.column(`${name}.sorted`, sorted);
      size = to.number(`${name}.size`, size);
    },
  };
};

type Compare = (a: number, b: number) => number;

/**
 * Merge sort of the first `size` numbers that begins with the runs it finds: they are sorted already for the most
 * part. `Array.prototype.sort` does so too, but takes thirty bytes a number meanwhile; a typed array's does not.
 */
const mergeRuns = (numbers: Int32Array, size: number, compare: Compare): Int32Array => {
  let from = numbers;
  let to: Int32Array = new Int32Array(numbers.length);
  for (;;) {
    let start = 0;
    let end = 0;
    while (end < size) {
      start = end;
      const middle = endOfRun(from, start, size, compare);
      end = endOfRun(from, middle, size, compare);
      merge(from, start, middle, end, to, compare);
    }
    if (start === 0) return to;
    [from, to] = [to, from];
  }
};

const endOfRun = (numbers: Int32Array, start: number, size: number, compare: Compare): number => {
  let end = Math.min(start + 1, size);
  while (end < size && compare(numbers[end - 1] ?? 0, numbers[end] ?? 0) <= 0) end += 1;
  return end;
};

/** Puts two runs that stand next to each other into one, in the same place of `to`. */
const merge = (
  from: Int32Array,
  start: number,
  middle: number,
  end: number,
  to: Int32Array,
  compare: Compare,
): void => {
  let left = start;
  let right = middle;
  for (let at = start; at < end; at += 1) {
    const isLeft = right === end || (left < middle && compare(from[left] ?? 0, from[right] ?? 0) <= 0);
    to[at] = from[isLeft ? left++ : right++] ?? 0;
  }
};
