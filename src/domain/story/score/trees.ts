/** Questions that a tree asks before it answers. */
export const TREE_DEPTH = 4;

const QUESTIONS = 2 ** TREE_DEPTH - 1;
const LEAVES = 2 ** TREE_DEPTH;

/** Numbers that a tree is written in: feature and threshold of each question from the root on, then the leaves. */
export const TREE_SIZE = 2 * QUESTIONS + LEAVES;

/** The answer of one tree: the higher a feature, the further right. */
export const askTree = (tree: ArrayLike<number>, offset: number, features: Float64Array): number => {
  let at = 0;
  for (let depth = 0; depth < TREE_DEPTH; depth += 1) {
    const question = offset + 2 * at;
    const above = (features[tree[question] as number] as number) > (tree[question + 1] as number);
    at = 2 * at + (above ? 2 : 1);
  }
  return tree[offset + 2 * QUESTIONS + at - QUESTIONS] as number;
};

/** The leaf that a tree answers from, counted from 0, for those who learn it. */
export const FIRST_LEAF = 2 * QUESTIONS;
