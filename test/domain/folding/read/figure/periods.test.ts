import { expect, test } from 'vitest';
import { readDays, readPeriods } from '../../../../../src/domain/folding/read/figure/periods.ts';

test.each<[text: string, periods: readonly number[]]>([
  ['4~6月期の決算', [406]],
  ['10~12月の売上高', [1012]],
  ['4月~6月の売上高', [406]],
  ['7月の消費者物価', [7]],
  ['12月の統計', [12]],
  ['上期は増益', [10_001]],
  ['下半期の予想', [10_002]],
  ['27年3月期の予想', []],
  ['7月31日に発表', []],
  ['7月30~31日の会議', []],
  ['9月20、21日に催し', []],
  ['8月9.16日合併号', []],
  ['3月以来の円高', []],
  ['7月末の残高', []],
  ['7月から値上げ', []],
  ['6月の物価は上昇 7月には値上げ控える', [6]],
  ['first-half profit', [10_001]],
  ['second half outlook', [10_002]],
  ['profit for january-march', [103]],
  ['april sales', [4]],
  ['sales in sept. fell', [9]],
  ['oct ~ dec', [1012]],
  ['february and june and august', [2, 6, 8]],
  ['it may rise', []],
  ['due on july 31', []],
  ['due on sept. 1st', []],
  ['due on july 31.', []],
  ['due on july 31 press day', []],
  ['core prices june 3.1%', [6]],
  ['core prices for june 2.9 pct', [6]],
  ['core prices in june 3 percent higher', [6]],
  ['core prices in june 12% higher', [6]],
  ['sales in july 2026', [7]],
  ['exports mar outlook', []],
  ['november and july, nov', [11, 7]],
])('"%s" speaks of these months', (text, periods) => {
  expect(readPeriods(text)).toEqual(periods);
});

test('days of a month are read, and lengths of time are none', () => {
  expect(readDays('31日の逆日歩')).toEqual([31]);
  expect(readDays('5日の終値と6日の始値')).toEqual([5, 6]);
  expect(readDays('3日連続、4日ぶり、5日間')).toEqual([]);
});
