import { expect, test } from 'vitest';
import { findCodes } from '../../../../src/domain/tag/company/find-codes.ts';

test.each([
  ['(7203)', ['7203']],
  ['（７２０３）'.normalize('NFKC'), ['7203']],
  ['（7203）', ['7203']],
  ['<7203>', ['7203']],
  ['【285A】', ['285A']],
  ['7203.T', ['7203']],
  ['(7203.T)', ['7203']],
  ['TSE: 7203', ['7203']],
  ['証券コード：7203', ['7203']],
  ['7203円', []],
  ['7203', []],
  ['(720)', []],
  ['(17203)', []],
  ['7203.Two', []],
])('%s', (text, codes) => {
  expect(findCodes(text).map(({ code }) => code)).toEqual(codes);
});

test('a year in brackets is not sure to be a code', () => {
  expect(findCodes('(1925)').map(({ sure }) => sure)).toEqual([false]);
  expect(findCodes('1925.T').map(({ sure }) => sure)).toEqual([true]);
});
