import { expect, test } from 'vitest';
import {
  createSharedBlocks,
  type Keyed,
  packBags,
} from '../../../../../src/domain/folding/read/term/keyed.ts';

const weigh = (key: number): number => key / 10;

const keysOf = ({ keys, from, to }: Keyed): readonly number[] => [...keys.subarray(from, to)];

test('a bag holds each key of its list once, in rising order', () => {
  const { list, none } = packBags({ list: [5, 3, 5, -1], none: [] }, weigh);
  expect(keysOf(list)).toEqual([-1, 3, 5]);
  expect(list.mass).toBeCloseTo(0.01 + 0.09 + 0.25);
  expect(keysOf(none)).toEqual([]);
});

test('bags with the same keys are one object, and take room once', () => {
  const { title, all, names, later } = packBags(
    { title: [1, 2], all: [2, 1, 2], names: [], later: [3] },
    weigh,
  );
  expect(all).toBe(title);
  expect(names.to).toBe(names.from);
  expect([later.from, ...keysOf(later)]).toEqual([2, 3]);
});

test('articles share a block until it is full, and their bags stay as they are', () => {
  const shared = createSharedBlocks();
  const list = Array.from({ length: 900 }, (_, n) => n);
  const bags = [1, 2, 3].map((n) => packBags({ bag: [...list, 1000 + n] }, weigh, shared).bag);
  expect(bags.map(({ keys }) => keys === bags[0]?.keys)).toEqual([true, true, false]);
  expect(bags.map(keysOf)).toEqual([1, 2, 3].map((n) => [...list, 1000 + n]));
});
