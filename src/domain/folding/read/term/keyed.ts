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

/** Arrays that bags are put into, one after the other; `end` is where the next one begins. */
type Block = Pick<Keyed, 'keys' | 'weights'> & { end: number };

/** Returns a block with room for `count` more keys. */
export type BlockFor = (count: number) => Block;

const createBlock: BlockFor = (count) => ({
  keys: new Int32Array(count),
  weights: new Float32Array(count),
  end: 0,
});

/** Keys of a block that several articles share: some thirty of them. */
const SHARED_KEYS = 2048;

/**
 * Blocks for articles that stay for about as long as each other: short arrays of their own take several times the memory
 * of what they hold. A block takes memory while any of its articles stays.
 */
export const createSharedBlocks = (): BlockFor => {
  let block = createBlock(0);
  return (count) => {
    if (block.end + count > block.keys.length) block = createBlock(Math.max(count, SHARED_KEYS));
    return block;
  };
};

/**
 * Makes a bag of each list of keys, under the same name, and puts them into a block: by default into one of their own.
 * Bags with the same keys are one object.
 */
export const packBags = <Name extends string>(
  lists: Readonly<Record<Name, readonly number[]>>,
  weigh: Rarity,
  blockFor: BlockFor = createBlock,
): Readonly<Record<Name, Keyed>> => {
  const names = Object.keys(lists) as Name[];
  const distinct = [...new Set(names.map((name) => lists[name]))];
  const block = blockFor(distinct.reduce((sum, { length }) => sum + length, 0));
  const bags: Keyed[] = [];
  for (const list of distinct) bags.push(packBag(list, bags, weigh, block));
  const bagOf = {} as Record<Name, Keyed>; // Every name is set below.
  for (const name of names) bagOf[name] = bags[distinct.indexOf(lists[name])] ?? EMPTY;
  return bagOf;
};

/** The bag of a list: one of `others` if it has the same keys, else a new one at the end of the block. */
const packBag = (list: readonly number[], others: readonly Keyed[], weigh: Rarity, block: Block): Keyed => {
  const { keys, weights, end: from } = block;
  const to = sortDistinct(list, keys, from);
  if (from === to) return EMPTY;
  const same = others.find((other) => haveSameKeys(other, { keys, from, to }));
  if (same !== undefined) return same;
  let mass = 0;
  for (let i = from; i < to; i += 1) {
    const weight = weigh(keys[i] as number);
    weights[i] = weight;
    mass += weight * weight;
  }
  block.end = to;
  return { keys, weights, from, to, mass };
};

type Keys = Pick<Keyed, 'keys' | 'from' | 'to'>;

const haveSameKeys = (a: Keys, b: Keys): boolean => {
  if (a.to - a.from !== b.to - b.from) return false;
  for (let i = 0; i < a.to - a.from; i += 1) if (a.keys[a.from + i] !== b.keys[b.from + i]) return false;
  return true;
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
