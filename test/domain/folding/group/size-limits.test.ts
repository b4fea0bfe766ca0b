import { expect, test } from 'vitest';
import { exceededLimit } from '../../../../src/domain/folding/group/thresholds.ts';

const outlets = (count: number, from = 0) => Array.from({ length: count }, (_, n) => `outlet-${from + n}`);
const times = (count: number, outlet: string) => Array.from({ length: count }, () => outlet);

test('scores fold at most twelve reports into one story', () => {
  expect(exceededLimit(outlets(6), outlets(6, 6))).toBeUndefined();
  expect(exceededLimit(outlets(6), outlets(7, 6))).toMatch(/^together they have more than 12 reports,/);
});

test('scores fold at most five reports of one outlet into one story', () => {
  expect(exceededLimit(times(4, 'kaku'), ['kaku', 'sumi'])).toBeUndefined();
  expect(exceededLimit(times(5, 'kaku'), ['sumi', 'kaku'])).toMatch(
    /^together they have more than 5 reports of one outlet,/,
  );
});

test('a report of another outlet joins a story that has many of one', () => {
  expect(exceededLimit(times(9, 'kaku'), ['sumi'])).toBeUndefined();
});
