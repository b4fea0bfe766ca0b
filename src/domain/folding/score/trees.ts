/** Number of questions on the way from the root of a tree to a leaf. */
export const TREE_DEPTH = 4;

export const QUESTIONS = 2 ** TREE_DEPTH - 1;
export const LEAVES = 2 ** TREE_DEPTH;

/**
 * Makes a function that returns the sum of the base and the leaves that a pair's features lead to, in log-odds. A
 * feature above the threshold leads to the right. If the remaining trees cannot raise the sum to `least`, the function
 * stops and returns a number below `least`. Each tree is one list: feature and threshold of each question from the root
 * on, then the leaves. `placeOf` maps a feature's number in the trees to its place in FEATURES.
 */
export const plantForest = (
  base: number,
  trees: readonly (readonly number[])[],
  placeOf: (feature: number) => number,
): ((features: Float64Array, least: number) => number) => {
  // The questions of a tree are numbered from 1. The questions or leaves 2q and 2q + 1 are below question q.
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
  /** The maximum that each tree and all later trees can add together. */
  const most = new Float64Array(trees.length + 1);
  for (let t = trees.length - 1; t >= 0; t -= 1)
    most[t] = (most[t + 1] as number) + Math.max(...leaves.subarray(t * LEAVES, (t + 1) * LEAVES));

  /** A typed array is faster here than a variable. */
  const start = Float64Array.of(base);

  /**
   * Returns the number of the question or leaf below question `q`. A sum replaces a branch, which a processor could not
   * predict.
   */
  const below = (features: Float64Array, tree: number, q: number): number =>
    2 * q + Number((features[asked[tree + q] as number] as number) > (thresholds[tree + q] as number));

  return (features, least) => {
    let sum = start[0] as number;
    let t = 0;
    for (; t < trees.length && sum + (most[t] as number) >= least; t += 1) {
      const tree = t * LEAVES;
      // One line for each of the `TREE_DEPTH` levels is faster than a loop.
      let at = below(features, tree, 1);
      at = below(features, tree, at);
      at = below(features, tree, at);
      at = below(features, tree, at);
      sum += leaves[tree + at - LEAVES] as number;
    }
    return sum + (most[t] as number);
  };
};
