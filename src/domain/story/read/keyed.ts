import type { Rarity } from './background.ts';

/** A bag of keys in rising order, each with its weight: what two texts share is found by walking both. */
export type Keyed = {
  readonly keys: Int32Array;
  readonly weights: Float32Array;
  /** Sum of squared weights. */
  readonly mass: number;
};

export const keyedBy = (keys: Iterable<number>, weigh: Rarity): Keyed => {
  const sorted = Int32Array.from(keys).sort();
  let kept = 0;
  for (let i = 0; i < sorted.length; i += 1)
    if (i === 0 || sorted[i] !== sorted[kept - 1]) {
      sorted[kept] = sorted[i] as number;
      kept += 1;
    }
  if (kept === 0) return EMPTY;
  const unique = sorted.slice(0, kept);
  const weights = new Float32Array(kept);
  let mass = 0;
  for (let i = 0; i < kept; i += 1) {
    const weight = weigh(unique[i] as number);
    weights[i] = weight;
    mass += weight * weight;
  }
  return { keys: unique, weights, mass };
};

/** Shared by all texts that have nothing of a kind. */
const EMPTY: Keyed = { keys: new Int32Array(0), weights: new Float32Array(0), mass: 0 };

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
