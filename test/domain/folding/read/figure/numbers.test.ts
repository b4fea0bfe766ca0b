import { expect, test } from 'vitest';
import { readNumbers } from '../../../../../src/domain/folding/read/figure/numbers.ts';
import { matchNumbers } from '../../../../../src/domain/folding/score/compare-facts.ts';

const best = (a: string, b: string): number => matchNumbers(readNumbers(a, 'ja'), readNumbers(b, 'ja')).best;

test('sen are hundredths of a yen', () => {
  expect(readNumbers('157円24銭', 'ja')).toEqual([{ value: 157.24, unit: 'yen', digits: 5, room: 0 }]);
});

test('a floor takes in what is above it, and says half as much as the number itself', () => {
  expect(best('3100円台', '3198円')).toBe(1);
  expect(best('157円台前半', '157円24銭')).toBe(1.5);
  expect(best('3300円台', '3198円')).toBe(0);
});

test('a text of quantities alone has its first twelve', () => {
  const amounts = Array.from({ length: 80 }, (_, n) => `${n + 1}億円`).join(' ');
  expect(readNumbers(amounts, 'ja').map(({ value }) => value / 1e8)).toEqual([
    1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12,
  ]);
  expect(readNumbers(amounts.replaceAll('億円', ' million yen'), 'en')).toHaveLength(12);
});

test('a count of cars is no floor, and neither is an island', () => {
  expect(readNumbers('12万台', 'ja')[0]?.room).toBe(0);
  expect(readNumbers('500円台湾で', 'ja')[0]?.room).toBe(0);
});

test('a number is the same without what stands behind its point', () => {
  const english = readNumbers('the nikkei ended at 56826.22', 'en');
  expect(matchNumbers(readNumbers('5万6826円', 'ja'), english).best).toBeGreaterThanOrEqual(2);
});

test.each([
  ['2兆5000億円', 2.5e12, 'yen', 2],
  ['1億2300万円', 1.23e8, 'yen', 3],
  ['3億4万5円', 300_040_005, 'yen', 8],
  ['45百万ドル', 4.5e7, 'dollar', 2],
  ['3千人', 3000, 'other', 1],
  ['5千億円', 5e11, 'yen', 1],
  ['1兆2千億円', 1.2e12, 'yen', 2],
  ['8千万ドル', 8e7, 'dollar', 1],
  ['3割減', 30, 'percent', 1],
  ['1.5倍', 1.5, 'times', 2],
  ['7パーセント', 7, 'percent', 1],
  ['5カ月連続', 5, 'streak', 1],
  ['4会合連続', 4, 'streak', 1],
  ['2営業日ぶり', 2, 'streak', 1],
  ['3日続落', 3, 'streak', 1],
  ['1ドル=157円', 157, 'yen', 3],
  ['1ドル157円', 157, 'yen', 3],
  ['157円20~30銭', 157.2, 'yen', 4],
])('%s is %d, and the unit is known', (text, value, unit, digits) => {
  expect(readNumbers(text, 'ja')).toEqual([{ value, unit, digits, room: 0 }]);
});

test.each([
  ['$4.5 billion', 4.5e9, 'dollar', 2],
  ['12 trillion yen', 1.2e13, 'yen', 2],
  ['¥300 million', 3e8, 'yen', 1],
  ['6.5 thousand', 6500, 'other', 2],
  ['7bn dollars', 7e9, 'dollar', 1],
  ['8mln', 8e6, 'other', 1],
  ['9tn', 9e12, 'other', 1],
  ['$5m', 5e6, 'dollar', 1],
  ['$6.5k', 6500, 'dollar', 2],
  ['$7b', 7e9, 'dollar', 1],
  ['$8mn', 8e6, 'dollar', 1],
  ['£9m', 9e6, 'other', 1],
  ['¥3 mil', 3e6, 'yen', 1],
  ['¥4 bil', 4e9, 'yen', 1],
  ['¥5 tril', 5e12, 'yen', 1],
  ['us$40', 40, 'dollar', 1],
  ['s$40', 40, 'other', 1],
  ['hk$50', 50, 'other', 1],
  ['10 percentage points', 10, 'percent', 1],
  ['11 pct', 11, 'percent', 2],
  ['12 per cent', 12, 'percent', 2],
  ['13 times', 13, 'times', 2],
  ['14-fold', 14, 'times', 2],
  ['1989', 1989, 'other', 4],
  ['2101', 2101, 'other', 4],
  ['32', 32, 'other', 2],
])('%s is %d, and the unit is known', (text, value, unit, digits) => {
  expect(readNumbers(text, 'en')).toEqual([{ value, unit, digits, room: 0 }]);
});

test.each([
  ['6~7兆円', 6e12, 7e12, 'yen'],
  ['50~200万円', 5e5, 2e6, 'yen'],
  ['10~12.5%', 10, 12.5, 'percent'],
  ['1~4割', 10, 40, 'percent'],
  ['2~3倍', 2, 3, 'times'],
  ['6~7万人', 6e4, 7e4, 'other'],
  ['2~3カ月連続', 2, 3, 'streak'],
  ['1.5兆~2兆円', 1.5e12, 2e12, 'yen'],
  ['20万~30万円', 2e5, 3e5, 'yen'],
  ['157~158円50銭', 157, 158.5, 'yen'],
])('both numbers of the range %s have the unit', (text, from, to, unit) => {
  expect(readNumbers(text, 'ja')).toMatchObject([
    { value: from, unit },
    { value: to, unit },
  ]);
});

test.each(['4~6月期', '2026~27年', '7~9時', '午後 10:30', '8/17の会合', '7/31 18:05'])(
  '%s is a time and no number',
  (text) => {
    expect(readNumbers(text, 'ja')).toEqual([]);
  },
);

test('2000品目超 and 3千棟以上 are floors', () => {
  expect(readNumbers('2000品目超と3千棟以上', 'ja')).toMatchObject([
    { value: 2000, room: 1000 },
    { value: 3000, room: 1000 },
  ]);
});

test('3割超 covers what 30%超 covers', () => {
  expect(readNumbers('3割超', 'ja')).toEqual(readNumbers('30%超', 'ja'));
});

test.each(['31', '1990', '2100', 'first month', '1st day', 'fourth quarter sales'])(
  '%s alone, a day or a year, says nothing',
  (text) => {
    expect(readNumbers(text, 'en')).toEqual([]);
  },
);

test('a streak is counted in words and in figures', () => {
  const words = ['second', 'third', 'fourth', 'fifth', 'sixth', 'seventh', 'eighth', 'ninth', 'tenth'];
  const figures = ['2nd', '3rd', '4th', '5th', '6th', '7th', '8th', '9th', '10th'];
  for (const [i, word] of words.entries())
    for (const text of [
      `${word} straight month`,
      `${figures[i]} consecutive week`,
      `${word} year`,
      `${figures[i]} straight quarter`,
    ])
      expect({ [text]: readNumbers(text, 'en') }).toEqual({
        [text]: [{ value: i + 2, unit: 'streak', digits: 1, room: 0 }],
      });
});
