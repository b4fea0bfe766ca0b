import type { Rarity } from './background.ts';

/**
 * A bag of keys in ascending order, with their weights. Several bags may share the arrays: a bag begins at position
 * `from` and ends before position `to`.
 */
export type Keyed = {
  readonly keys: Int32Array;
  readonly weights: Float32Array;
  readonly from: number;
  readonly to: number;
  /** The sum of the squared weights. */
  readonly mass: number;
};

const EMPTY: Keyed = { keys: new Int32Array(0), weights: new Float32Array(0), from: 0, to: 0, mass: 0 };

/** Arrays with several bags, one after another. The next bag begins at `end`. */
type Block = Pick<Keyed, 'keys' | 'weights'> & { end: number };

/** Returns a block with room for `count` more keys. */
export type BlockFor = (count: number) => Block;

const createBlock: BlockFor = (count) => ({
  keys: new Int32Array(count),
  weights: new Float32Array(count),
  end: 0,
});

/** Minimum number of keys for which a shared block has room: enough for several articles. */
const SHARED_KEYS = 2048;

/**
 * Makes a function that returns a block for an article. Several articles share a block, because a short array takes
 * several times the memory of its content. A block is freed with its last article, so articles of one block should be
 * evicted at about the same time.
 */
export const createSharedBlocks = (): BlockFor => {
  let block = createBlock(0);
  return (count) => {
    if (block.end + count > block.keys.length) block = createBlock(Math.max(count, SHARED_KEYS));
    return block;
  };
};

/**
 * Makes a bag of each list of keys, under the list's name, in the block that `blockFor` returns (by default a new
 * block). Bags with the same keys are one object.
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
  const bagOf = {} as Record<Name, Keyed>; // The loop below sets every name.
  for (const name of names) bagOf[name] = bags[distinct.indexOf(lists[name])] ?? EMPTY;
  return bagOf;
};

/** Returns the bag of `others` with the same keys, else a new bag at the end of the block; `EMPTY` for no keys. */
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

/** Writes the distinct keys of a list into `into` in rising order, from `from` on. Returns the position after them. */
const sortDistinct = (list: readonly number[], into: Int32Array, from: number): number => {
  into.set(list, from);
  into.subarray(from, from + list.length).sort();
  let to = from;
  for (let i = from; i < from + list.length; i += 1)
    if (to === from || into[i] !== into[to - 1]) {
      into[to] = into[i] as number;
      to += 1;
    }
  return to;
};

/** The keys that two bags share: the sum of the squared weights, the largest weight, and the number of keys. */
export type Overlap = { readonly mass: number; readonly heaviest: number; readonly count: number };

const NOTHING_SHARED: Overlap = { mass: 0, heaviest: 0, count: 0 };

export const overlapOf = (a: Keyed, b: Keyed): Overlap => {
  // Local variables are faster here than the fields of an object.
  let [mass, heaviest, count] = [0, 0, 0];
  for (let i = a.from, j = b.from; i < a.to && j < b.to; ) {
    const x = a.keys[i] as number; // The condition of the loop keeps both indices within bounds.
    const y = b.keys[j] as number;
    if (x === y) {
      const weight = a.weights[i] as number;
      mass += weight * weight;
      if (weight > heaviest) heaviest = weight;
      count += 1;
    }
    // Sums replace branches, because a processor cannot predict which key is smaller.
    i += Number(x <= y);
    j += Number(y <= x);
  }
  return count === 0 ? NOTHING_SHARED : { mass, heaviest, count };
};

export const cosineOf = (a: Keyed, b: Keyed, shared: number): number =>
  shared === 0 ? 0 : shared / Math.sqrt(a.mass * b.mass);

/** Returns the cosine of two bags, 0 to 1. If the overlap is known, `cosineOf` is faster. */
export const similarityOf = (a: Keyed, b: Keyed): number => cosineOf(a, b, overlapOf(a, b).mass);

/** Returns the share of the lighter bag's mass, 0 to 1, that is in both bags. `shared`: the mass of the overlap. */
export const containmentOf = (a: Keyed, b: Keyed, shared: number): number =>
  shared === 0 ? 0 : shared / Math.min(a.mass, b.mass);
