import { expect, test } from 'vitest';
import {
  readEnglishNumbers,
  readJapaneseNumbers,
} from '../../../../../src/domain/folding/read/figure/numbers.ts';
import { matchNumbers } from '../../../../../src/domain/folding/score/compare-facts.ts';

const best = (a: string, b: string): number =>
  matchNumbers(readJapaneseNumbers(a), readJapaneseNumbers(b)).best;

test('sen are hundredths of a yen', () => {
  expect(readJapaneseNumbers('157円24銭')).toEqual([{ value: 157.24, unit: 'yen', digits: 5, room: 0 }]);
});

test('a floor takes in what is above it, and says half as much as the number itself', () => {
  expect(best('3100円台', '3198円')).toBe(1);
  expect(best('157円台前半', '157円24銭')).toBe(1.5);
  expect(best('3300円台', '3198円')).toBe(0);
});

test('a count of cars is no floor, and neither is an island', () => {
  expect(readJapaneseNumbers('12万台')[0]?.room).toBe(0);
  expect(readJapaneseNumbers('500円台湾で')[0]?.room).toBe(0);
});

test('a number is the same without what stands behind its point', () => {
  const english = readEnglishNumbers('the nikkei ended at 56826.22');
  expect(matchNumbers(readJapaneseNumbers('5万6826円'), english).best).toBeGreaterThanOrEqual(2);
});
