import type { Rarity } from './background.ts';

/**
 * A bag of keys in rising order, each with its weight: what two texts share is found by walking both. It stands in
 * its arrays from position `from` up to, but not including, `to`; other bags may stand beside it.
 */
export type Keyed = {
  readonly keys: Int32Array;
  readonly weights: Float32Array;
  readonly from: number;
  readonly to: number;
  /** Sum of squared weights. */
  readonly mass: number;
};

/** The empty bag, one object for all texts. */
const EMPTY: Keyed = { keys: new Int32Array(0), weights: new Float32Array(0), from: 0, to: 0, mass: 0 };

/**
 * Makes a bag of each list of keys, under the same name, and sets them side by side in two arrays: short arrays of
 * their own take several times the memory of what they hold.
 */
export const packBags = <Name extends string>(
  lists: Readonly<Record<Name, readonly number[]>>,
  weigh: Rarity,
): Readonly<Record<Name, Keyed>> => {
  const names = Object.keys(lists) as Name[];
  const distinct = [...new Set(names.map((name) => lists[name]))];
  const sorted = new Int32Array(distinct.reduce((sum, { length }) => sum + length, 0));
  let end = 0;
  const ends = distinct.map((list) => {
    end = sortDistinct(list, sorted, end);
    return end;
  });
  // One buffer for both: each has its own record in memory.
  const keys = new Int32Array(new ArrayBuffer(2 * sorted.BYTES_PER_ELEMENT * end), 0, end);
  keys.set(sorted.subarray(0, end));
  const weights = new Float32Array(keys.buffer, keys.byteLength, end);
  const bags = ends.map((to, nth): Keyed => {
    const from = ends[nth - 1] ?? 0;
    if (from === to) return EMPTY;
    let mass = 0;
    for (let i = from; i < to; i += 1) {
      const weight = weigh(keys[i] as number);
      weights[i] = weight;
      mass += weight * weight;
    }
    return { keys, weights, from, to, mass };
  });
  const bagOf = {} as Record<Name, Keyed>; // Every name is set below.
  for (const name of names) bagOf[name] = bags[distinct.indexOf(lists[name])] ?? EMPTY;
  return bagOf;
};

/** Writes the keys of a list into `into` from a position on, in rising order and each once; returns their end. */
const sortDistinct = (list: readonly number[], into: Int32Array, from: number): number => {
  for (let i = 0; i < list.length; i += 1) into[from + i] = list[i] as number;
  into.subarray(from, from + list.length).sort();
  let to = from;
  for (let i = from; i < from + list.length; i += 1)
    if (to === from || into[i] !== into[to - 1]) {
      into[to] = into[i] as number;
      to += 1;
    }
  return to;
};

/** What two bags share: the sum of squared weights, the heaviest single weight, and how many keys. */
export type Overlap = { readonly mass: number; readonly heaviest: number; readonly count: number };

const NOTHING_SHARED: Overlap = { mass: 0, heaviest: 0, count: 0 };

export const overlapOf = (a: Keyed, b: Keyed): Overlap => {
  // The sums are variables, not fields: a field of fractions is an object of its own, written anew with each key.
  let [mass, heaviest, count] = [0, 0, 0];
  for (let i = a.from, j = b.from; i < a.to && j < b.to; ) {
    const x = a.keys[i] as number; // Within bounds, by the condition of the loop.
    const y = b.keys[j] as number;
    if (x === y) {
      const weight = a.weights[i] as number;
      mass += weight * weight;
      if (weight > heaviest) heaviest = weight;
      count += 1;
    }
    // Sums instead of branches: no processor could predict which key is the smaller.
    i += Number(x <= y);
    j += Number(y <= x);
  }
  return count === 0 ? NOTHING_SHARED : { mass, heaviest, count };
};

export const cosineOf = (a: Keyed, b: Keyed, shared: number): number =>
  shared === 0 ? 0 : shared / Math.sqrt(a.mass * b.mass);

/** How much of the lighter bag the other one holds. */
export const containmentOf = (a: Keyed, b: Keyed, shared: number): number =>
  shared === 0 ? 0 : shared / Math.min(a.mass, b.mass);
