import type { Rarity } from './background.ts';

/** A bag of keys in rising order, each with its weight: what two texts share is found by walking both. */
export type Keyed = {
  readonly keys: Int32Array;
  readonly weights: Float64Array;
  /** Sum of squared weights. */
  readonly mass: number;
};

export const keyedBy = (keys: Iterable<number>, weigh: Rarity): Keyed => {
  const sorted = Int32Array.from(new Set(keys)).sort();
  const weights = Float64Array.from(sorted, weigh);
  return { keys: sorted, weights, mass: weights.reduce((sum, weight) => sum + weight * weight, 0) };
};

/** What two bags share: the sum of squared weights, the heaviest single weight, and how many keys. */
export type Overlap = { mass: number; heaviest: number; count: number };

export const overlapOf = (a: Keyed, b: Keyed): Overlap => {
  const overlap: Overlap = { mass: 0, heaviest: 0, count: 0 };
  for (let i = 0, j = 0; i < a.keys.length && j < b.keys.length; ) {
    const x = a.keys[i] as number; // Within bounds, by the condition of the loop.
    const y = b.keys[j] as number;
    if (x === y) {
      const weight = a.weights[i] as number;
      overlap.mass += weight * weight;
      if (weight > overlap.heaviest) overlap.heaviest = weight;
      overlap.count += 1;
    }
    if (x <= y) i += 1;
    if (y <= x) j += 1;
  }
  return overlap;
};

export const cosineOf = (a: Keyed, b: Keyed, shared: number): number =>
  shared === 0 ? 0 : shared / Math.sqrt(a.mass * b.mass);

/** How much of the lighter bag the other one holds. */
export const containmentOf = (a: Keyed, b: Keyed, shared: number): number =>
  shared === 0 ? 0 : shared / Math.min(a.mass, b.mass);
