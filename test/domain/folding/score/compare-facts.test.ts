import { expect, test } from 'vitest';
import type { Quantity } from '../../../../src/domain/folding/read/figure/numbers.ts';
import {
  bitJaccard,
  hasAny,
  isOnOneSide,
  matchNumbers,
  relate,
} from '../../../../src/domain/folding/score/compare-facts.ts';

const number = (value: number, unit: Quantity['unit'], digits: number, room = 0): Quantity => ({
  value,
  unit,
  digits,
  room,
});

test.each<[what: string, a: Quantity, b: Quantity, strength: number]>([
  ['an amount written with as many digits', number(4.5e9, 'yen', 2), number(4.5e9, 'yen', 2), 2],
  ['an amount that one of them writes with fewer', number(4.5e9, 'yen', 2), number(4.5e9, 'yen', 4), 2],
  ['a price and the floor that it stands above', number(3100, 'yen', 2, 100), number(3198, 'yen', 4), 1],
  ['a price and a floor that begins there', number(3100, 'yen', 2, 100), number(3100, 'yen', 4), 1],
  ['a price and a floor that ends there', number(3100, 'yen', 2, 100), number(3200, 'yen', 4), 0],
  ['points with their decimals and without', number(56_826.22, 'other', 7), number(56_826, 'other', 5), 5],
  ['points that were rounded up', number(56_826.72, 'other', 7), number(57_827, 'other', 5), 2.5],
  ['dollars and yen at 135 to the dollar', number(1e6, 'dollar', 2), number(135e6, 'yen', 3), 1],
  ['dollars and yen at 170 to the dollar', number(170e6, 'yen', 2), number(1e6, 'dollar', 2), 1],
  ['dollars and yen at less than 135', number(134e6, 'yen', 3), number(1e6, 'dollar', 2), 0],
  ['dollars and yen at more than 170', number(171e6, 'yen', 3), number(1e6, 'dollar', 2), 0],
  ['less than a million dollars', number(150e6 - 150, 'yen', 2), number(1e6 - 1, 'dollar', 2), 0],
  ['a percentage that one of them rounds by half', number(32, 'percent', 1), number(31.5, 'percent', 3), 0.5],
  ['percentages that differ by more than half', number(32, 'percent', 1), number(31.4, 'percent', 3), 0],
  ['percentages that differ, both with two digits', number(3.2, 'percent', 2), number(3.1, 'percent', 2), 0],
  ['large amounts within two percent', number(1000, 'yen', 2), number(980, 'yen', 2), 1],
  ['large amounts beyond two percent', number(1000, 'yen', 2), number(979, 'yen', 3), 0],
  ['small amounts within two percent', number(999, 'yen', 3), number(989, 'yen', 3), 0],
  ['a number without its unit, of three digits', number(365, 'other', 3), number(365, 'yen', 3), 1.5],
  ['a number without its unit, of two digits', number(36, 'other', 2), number(36, 'yen', 2), 0],
  ['other units', number(365, 'percent', 3), number(365, 'yen', 3), 0],
])('%s: agrees so strongly, in digits, in either order', (_, a, b, strength) => {
  for (const match of [matchNumbers([a], [b]), matchNumbers([b], [a])])
    expect(match).toMatchObject({ best: strength, count: strength > 0 ? 1 : 0 });
});

test('Numbers clash where both texts give one in a unit, and none agrees.', () => {
  const [one, other] = [number(12, 'percent', 2), number(32, 'percent', 2)];
  expect(matchNumbers([one], [other])).toEqual({ best: 0, count: 0, clash: true });
  expect(matchNumbers([one], [other, one]).clash).toBe(false);
  expect(matchNumbers([one], [number(5e9, 'yen', 1)]).clash).toBe(false);
  expect(matchNumbers([number(3, 'streak', 1)], [number(4, 'streak', 1)]).clash).toBe(false);
  expect(matchNumbers([number(3, 'other', 1)], [number(4, 'other', 1)]).clash).toBe(false);
  expect(matchNumbers([], [one]).clash).toBe(false);
});

test('The longest of several common numbers counts, and how many there are.', () => {
  const numbers = [number(32, 'percent', 2), number(4.56e9, 'yen', 3)];
  expect(matchNumbers(numbers, numbers.toReversed())).toEqual({ best: 3, count: 2, clash: false });
});

test('Two lists share things, share none, or only one of them has any.', () => {
  expect(relate(['a', 'b', 'c'], ['c', 'b'])).toEqual({ shared: 2, disjoint: false, oneSided: false });
  expect(relate(['a'], ['b'])).toEqual({ shared: 0, disjoint: true, oneSided: false });
  for (const [a, b] of [
    [['a'], []],
    [[], ['a']],
  ] as const)
    expect(relate<string>(a, b)).toEqual({ shared: 0, disjoint: false, oneSided: true });
  expect(relate([], [])).toEqual({ shared: 0, disjoint: false, oneSided: false });
});

test('Sets of bits are compared bit by bit.', () => {
  expect(bitJaccard(0b1101, 0b0111)).toBe(2 / 4);
  expect(bitJaccard(0, 0)).toBe(0);
  expect([hasAny(0b110, 0b010), hasAny(0b110, 0b001)]).toEqual([true, false]);
  expect([isOnOneSide(0b10, 0b00, 0b10), isOnOneSide(0b10, 0b10, 0b10)]).toEqual([true, false]);
});
