/** Questions that a tree asks before it answers. */
export const TREE_DEPTH = 4;

const QUESTIONS = 2 ** TREE_DEPTH - 1;
const LEAVES = 2 ** TREE_DEPTH;

/**
 * Trees as they are written, one after the other: feature and threshold of each question from the root on, then the
 * leaves.
 */
type WrittenTrees = readonly (readonly number[])[];

/**
 * The sum of what trees answer, the higher a feature, the further right. Once the trees that are left cannot bring it
 * up to `least` they are not asked: it is then some number below that.
 */
export type Forest = (features: Float64Array, least: number) => number;

/** Sets up trees that count from `base` on; `placeOf` gives for a feature's number in them its place among those measured. */
export const plantForest = (
  base: number,
  trees: WrittenTrees,
  placeOf: (feature: number) => number,
): Forest => {
  const asked = Int32Array.from(
    trees.flatMap((tree) => questionsOf(tree).map((i) => placeOf(tree[i] as number))),
  );
  const thresholds = Float64Array.from(
    trees.flatMap((tree) => questionsOf(tree).map((i) => tree[i + 1] as number)),
  );
  const leaves = Float64Array.from(trees.flatMap((tree) => tree.slice(2 * QUESTIONS)));
  /** The most that the trees from one on can add. */
  const most = new Float64Array(trees.length + 1);
  for (let t = trees.length - 1; t >= 0; t -= 1)
    most[t] = (most[t + 1] as number) + Math.max(...leaves.subarray(t * LEAVES, (t + 1) * LEAVES));

  return (features, least) => {
    let sum = base;
    let t = 0;
    for (; t < trees.length && sum + (most[t] as number) >= least; t += 1) {
      let at = 0;
      while (at < QUESTIONS) {
        const question = t * QUESTIONS + at;
        const value = features[asked[question] as number] as number;
        at = 2 * at + (value > (thresholds[question] as number) ? 2 : 1);
      }
      sum += leaves[t * LEAVES + at - QUESTIONS] as number;
    }
    return sum + (most[t] as number);
  };
};

const questionsOf = (tree: readonly number[]): readonly number[] =>
  tree.slice(0, QUESTIONS).map((_, question) => 2 * question);
