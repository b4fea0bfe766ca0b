import { expect, test } from 'vitest';
import {
  firstOpenMonth,
  monthOf,
  monthsBetween,
  readMonth,
  startOfMonth,
} from '../../../src/domain/entry/archive-month.ts';
import { instant } from '../../make.ts';

const month = (text: string) => Temporal.PlainYearMonth.from(text);

test('a month begins at midnight in Japan', () => {
  expect(startOfMonth(month('2026-12')).toString()).toBe('2026-11-30T15:00:00Z');
  expect(monthOf(instant('2026-11-30T14:59:59.999Z')).toString()).toBe('2026-11');
  expect(monthOf(instant('2026-11-30T15:00:00Z')).toString()).toBe('2026-12');
});

test('a month stays open until three days after its end', () => {
  expect(firstOpenMonth(instant('2026-12-03T14:59:59Z')).toString()).toBe('2026-11');
  expect(firstOpenMonth(instant('2026-12-03T15:00:00Z')).toString()).toBe('2026-12');
});

test('months between two are given with both, over the end of a year, and none backwards', () => {
  expect(monthsBetween(month('2026-11'), month('2027-02')).map(String)).toEqual([
    '2026-11',
    '2026-12',
    '2027-01',
    '2027-02',
  ]);
  expect(monthsBetween(month('2026-12'), month('2026-11'))).toEqual([]);
});

test.each(['2026-13', '2026-00', '2026', '2026-1', '2026-11-24', '', '../etc'])('%j is no month', (name) => {
  expect(readMonth(name)).toBeUndefined();
});
