import { expect, test } from 'vitest';
import { plantForest } from '../../../../src/domain/folding/score/trees.ts';

/** A tree whose every question is whether the feature of its level is above a half; leaf n adds n. */
const questions = [10, 11, 11, 12, 12, 12, 12, 13, 13, 13, 13, 13, 13, 13, 13].flatMap((feature) => [
  feature,
  0.5,
]);
const tree = [...questions, ...Array.from({ length: 16 }, (_, leaf) => leaf)];
const features = (...bits: readonly number[]): Float64Array => Float64Array.from(bits);
const forest = plantForest(100, [tree, tree], (feature) => feature - 10);

test.each([
  [[0, 0, 0, 0], 0],
  [[0, 0, 0, 1], 1],
  [[0, 0, 1, 0], 2],
  [[0, 1, 0, 0], 4],
  [[1, 0, 0, 0], 8],
  [[1, 0, 1, 1], 11],
  [[1, 1, 1, 1], 15],
  [[0.5, 0.5, 0.5, 0.51], 1],
])('the features %j lead to the leaf %d of each tree', (bits, leaf) => {
  expect(forest(features(...bits), 0)).toBe(100 + 2 * leaf);
});

test('a sum that cannot reach the least is given as some number below it', () => {
  expect(forest(features(0, 0, 0, 0), 131)).toBeLessThan(131);
  expect(forest(features(1, 1, 1, 1), 130)).toBe(130);
  expect(forest(features(0, 0, 0, 0), 116)).toBeLessThan(116);
});
