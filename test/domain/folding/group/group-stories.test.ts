import { expect, test } from 'vitest';
import {
  foldGroups,
  type Group,
  type Grouping,
  roundScore,
  scoreGroups,
} from '../../../../src/domain/folding/group/group-stories.ts';
import { atOnce } from '../../../../src/domain/steps.ts';

const scored =
  (scores: Readonly<Record<string, number>>) =>
  (a: number, b: number): number =>
    scores[`${Math.min(a, b)} ${Math.max(a, b)}`] ?? 0;

test('groups match by the mean of their pairs, and a fifth by the best of them', () => {
  expect(scoreGroups([0], [1, 2], scored({ '0 1': 0.9, '0 2': 0.5 }))).toBeCloseTo(0.2 * 0.9 + 0.8 * 0.7, 9);
  expect(scoreGroups([0], [1], scored({ '0 1': 0.6 }))).toBeCloseTo(0.6, 9);
});

test('groups of which half of the pairs are forbidden do not match', () => {
  const score = scored({ '0 1': 0.9, '0 2': -1, '0 3': 0.9 });
  expect(scoreGroups([0], [1, 2], score)).toBe(-1);
  expect(scoreGroups([0], [1, 2, 3], score)).toBeCloseTo(0.2 * 0.9 + (0.8 * 0.8) / 3, 9);
});

test('a score is stored with three decimals', () => {
  expect(roundScore(0.123_45)).toBe(0.123);
  expect(roundScore(0.9996)).toBe(1);
});

const fresh = (...members: readonly number[]): Group => ({ stored: [], isOpen: true, members });
const stored = (slot: number, isOpen: boolean, ...members: readonly number[]): Group => ({
  stored: [slot],
  isOpen,
  members,
});
const merge = (groups: readonly Group[], rest: Partial<Grouping> = {}) =>
  atOnce(
    foldGroups(groups, {
      score: () => 0.8,
      threshold: (_a, _b, isCareful) => (isCareful ? 0.9 : 0.5),
      links: [
        [0, 1],
        [1, 2],
        [0, 2],
      ],
      isTooLarge: () => false,
      isParted: () => false,
      ...rest,
    }),
  ).map(({ members }) => members);

test('linked groups become one from the threshold on, up to the limit of size', () => {
  expect(merge([fresh(0), fresh(1), fresh(2)])).toEqual([[0, 1, 2]]);
  expect(merge([fresh(0), fresh(1), fresh(2)], { isTooLarge: (a, b) => a.length + b.length > 2 })).toEqual([
    [0, 1],
    [2],
  ]);
  expect(merge([fresh(0), fresh(1)], { threshold: () => 0.8 })).toEqual([[0, 1]]);
  expect(merge([fresh(0), fresh(1)], { threshold: () => 0.81 })).toEqual([[0], [1]]);
  expect(merge([fresh(0), fresh(1)], { links: [] })).toEqual([[0], [1]]);
  expect(merge([fresh(0), fresh(1)], { isParted: () => true })).toEqual([[0], [1]]);
});

test('stored stories become one only while both are open, and by the careful threshold', () => {
  const careful = { score: () => 0.95 };
  expect(merge([stored(0, true, 0), stored(1, true, 1)])).toEqual([[0], [1]]);
  expect(merge([stored(0, true, 0), stored(1, true, 1)], careful)).toEqual([[0, 1]]);
  expect(merge([stored(0, false, 0), stored(1, true, 1)], careful)).toEqual([[0], [1]]);
  expect(merge([stored(0, false, 0), fresh(1)])).toEqual([[0, 1]]);
});

test('an article goes to the larger of two stories that fit about as well, and to one that fits clearly better', () => {
  const large = stored(0, false, 0, 1);
  const small = stored(1, false, 2);
  const to = (fit: number) =>
    merge([large, small, fresh(3)], {
      score: (a, b) => (Math.max(a, b) < 3 ? 0 : Math.min(a, b) === 2 ? fit : 0.8),
      links: [
        [0, 3],
        [2, 3],
      ],
    });
  expect(to(0.85)).toEqual([[0, 1, 3], [2]]);
  expect(to(0.95)).toEqual([
    [0, 1],
    [2, 3],
  ]);
});
