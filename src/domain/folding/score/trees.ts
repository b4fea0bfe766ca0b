/** Number of questions on the way from the root of a tree to a leaf. */
export const TREE_DEPTH = 4;

const QUESTIONS = 2 ** TREE_DEPTH - 1;
const LEAVES = 2 ** TREE_DEPTH;

/**
 * Trees as they are written, one after the other: feature and threshold of each question from the root on, then the
 * leaves.
 */
type WrittenTrees = readonly (readonly number[])[];

/**
 * The sum of the leaves that a pair's features lead to; a feature above the threshold leads to the right. Stops once the
 * remaining trees cannot raise the sum to `least`, and returns some number below it.
 */
export type Forest = (features: Float64Array, least: number) => number;

/** Sets up trees whose sum starts at `base`; `placeOf` maps the trees' number of a feature to its place among those measured. */
export const plantForest = (
  base: number,
  trees: WrittenTrees,
  placeOf: (feature: number) => number,
): Forest => {
  // The questions of a tree count from 1: below question q are the questions, or leaves, 2q and 2q + 1.
  const asked = new Uint16Array(trees.length * LEAVES);
  const thresholds = new Float64Array(trees.length * LEAVES);
  const leaves = new Float64Array(trees.length * LEAVES);
  trees.forEach((tree, t) => {
    for (let q = 1; q <= QUESTIONS; q += 1) {
      asked[t * LEAVES + q] = placeOf(tree[2 * q - 2] as number);
      thresholds[t * LEAVES + q] = tree[2 * q - 1] as number;
    }
    leaves.set(tree.slice(2 * QUESTIONS), t * LEAVES);
  });
  /** The most that each tree and those after it can add together. */
  const most = new Float64Array(trees.length + 1);
  for (let t = trees.length - 1; t >= 0; t -= 1)
    most[t] = (most[t + 1] as number) + Math.max(...leaves.subarray(t * LEAVES, (t + 1) * LEAVES));

  /** In an array, so that the engine knows it is a number: otherwise it allocates an object for every sum. */
  const start = Float64Array.of(base);

  /** The question or leaf below question `q`. It is a sum instead of a branch, which no processor could predict. */
  const below = (features: Float64Array, tree: number, q: number): number =>
    2 * q + Number((features[asked[tree + q] as number] as number) > (thresholds[tree + q] as number));

  return (features, least) => {
    let sum = start[0] as number;
    let t = 0;
    for (; t < trees.length && sum + (most[t] as number) >= least; t += 1) {
      const tree = t * LEAVES;
      // One line for each of the TREE_DEPTH levels, which takes half the time of a loop.
      let at = below(features, tree, 1);
      at = below(features, tree, at);
      at = below(features, tree, at);
      at = below(features, tree, at);
      sum += leaves[tree + at - LEAVES] as number;
    }
    return sum + (most[t] as number);
  };
};
