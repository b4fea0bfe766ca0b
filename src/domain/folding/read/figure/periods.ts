import { allMatches } from '../term/patterns.ts';

const MONTHS = 'january february march april may june july august september october november december';
const SHORT = new Map(
  MONTHS.split(' ').flatMap((month, i): [string, number][] => [
    [month, i + 1],
    [month.slice(0, 3), i + 1],
  ]),
);
SHORT.set('sept', 9);
SHORT.delete('may'); // The word "may" is far more often a verb.
SHORT.delete('mar');

const MONTH_NAME = [...SHORT.keys()].join('|');
/** Matches the number of a day behind a month's name (July 31). Decimals, percentages and points do not count. */
const DAY_NUMBER = '\\.? ?\\d{1,2}(?:st|nd|rd|th)?\\b(?!\\.\\d|%| p(?:ct|er ?cent|oints?))';
const MONTH_WORD = new RegExp(
  `\\b(${MONTH_NAME})\\b\\.?(?:\\s?[-~]\\s?\\b(${MONTH_NAME})\\b)?(?!${DAY_NUMBER})`,
  'g',
);
const SPAN = /(\d{1,2})月?~(\d{1,2})月(?!\d{1,2}日)/gu;
const MONTH = /(?<![\d~年])(\d{1,2})月(?!期|~|\d{1,2}(?:[~、・.]\d{1,2})*日|末|から|には|以来)/gu;
const DAY = /(\d{1,2})日(?!連続|間|ぶり)/gu;
const MONTHS_IN_RANGE = 100;
const FIRST_HALF = 10_001;

/**
 * Reads the months, spans of months and halves of a year in a normalised text, as numbers: 7 for July (7月), 406 for
 * April to June (4~6月期), `FIRST_HALF` for 上期. A day (7月31日, July 31), a Japanese fiscal year (3月期), a month after a
 * year (26年7月), the English words May and Mar, and 7月末, 7月から, 7月には or 7月以来 do not count.
 */
export const readPeriods = (text: string): readonly number[] => {
  const found = new Set<number>();
  for (const [, from, to] of allMatches(text, SPAN)) found.add(Number(from) * MONTHS_IN_RANGE + Number(to));
  if (/上半期|上期|first[- ]half/u.test(text)) found.add(FIRST_HALF);
  if (/下半期|下期|second[- ]half/u.test(text)) found.add(FIRST_HALF + 1);
  for (const [, month] of allMatches(text, MONTH)) found.add(Number(month));
  for (const [, from = '', to] of allMatches(text, MONTH_WORD)) {
    const first = SHORT.get(from) ?? 0;
    found.add(to === undefined ? first : first * MONTHS_IN_RANGE + (SHORT.get(to) ?? 0));
  }
  return [...found];
};

/** Reads the days of a month that a normalised Japanese title names: 31 in 31日の逆日歩. */
export const readDays = (text: string): readonly number[] =>
  allMatches(text, DAY).map(([, day]) => Number(day));
