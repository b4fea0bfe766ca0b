import { expect, test } from 'vitest';
import {
  expectationOf,
  expectedItems,
  itemsPerWeek,
} from '../../../../src/domain/source/health/expectation.ts';
import { DAY_MS, HOUR_MS, type Rhythm } from '../../../../src/domain/source/poll/rhythm.ts';

const ms = (jst: string): number => Temporal.Instant.from(`${jst}+09:00`).epochMilliseconds;
const rhythm = (itemsAt: (hour: number) => number, weeks = 8): Rhythm => ({
  hours: Array.from({ length: 168 }, (_, hour) => itemsAt(hour) * weeks),
  weeks,
  until: Temporal.Instant.from('2026-11-26T12:00:00+09:00'),
});
/** Ten items an hour from Monday to Saturday, none on Sunday. */
const weekdays = expectationOf(rhythm((hour) => (hour < 6 * 24 ? 10 : 0)));
const ofDay = (date: string): number => {
  const from = ms(`${date}T00:00:00`);
  return expectedItems(weekdays, from, from + DAY_MS, 1e6);
};

test.each(['2025-12-29', '2025-12-30', '2026-01-01', '2026-01-03', '2026-04-29', '2026-05-02', '2026-05-06'])(
  'On %s, a holiday of several days, as much is expected as on a Sunday.',
  (date) => {
    expect(ofDay(date)).toBeCloseTo(ofDay('2026-11-29'), 6);
  },
);

test.each(['2025-12-27', '2026-01-05', '2026-04-28', '2026-05-07', '2026-05-08'])(
  'On %s, beside the holidays, as much is expected as on any such day.',
  (date) => {
    expect(ofDay(date)).toBeGreaterThan(200);
  },
);

test('A source without a rhythm is expected to bring an item in four hours.', () => {
  const from = ms('2026-11-26T10:30:00');
  expect(expectedItems(expectationOf(undefined), from, from + 4 * HOUR_MS, 100)).toBeCloseTo(1, 9);
  expect(expectedItems(expectationOf(undefined), from, from + 400 * HOUR_MS, 3)).toBe(3);
  expect(expectedItems(expectationOf(undefined), from, from, 3)).toBe(0);
});

test('A week of a rhythm is what was seen, and half a day at the rate of an unknown source.', () => {
  expect(itemsPerWeek(rhythm(() => 0, 0))).toBeCloseTo(0.25 * 168, 6);
  expect(itemsPerWeek(rhythm(() => 1, 1))).toBeCloseTo((168 + 3) / (1 + 12 / 168), 6);
});

test('An hour is expected to be like its neighbours, like the same hour of other working days, and a little like all hours.', () => {
  // Eight items each Wednesday at nine; eight weeks, two weeks of like days, half a day of the mean.
  const nineOnWednesday = expectationOf(rhythm((hour) => (hour === 2 * 24 + 9 ? 8 : 0)));
  const mean = (8 * 8 + 3) / (8 + 12 / 168) / 168;
  const expected = (own: number, like: number): number =>
    (own * 8 + like * 2 + mean * (12 / 168)) / (8 + 2 + 12 / 168);
  expect(nineOnWednesday(ms('2026-11-25T09:30:00'))).toBeCloseTo(expected(4, 4 / 5), 9);
  expect(nineOnWednesday(ms('2026-11-25T08:30:00'))).toBeCloseTo(expected(2, 2 / 5), 9);
  expect(nineOnWednesday(ms('2026-11-25T10:30:00'))).toBeCloseTo(expected(2, 2 / 5), 9);
  expect(nineOnWednesday(ms('2026-11-27T09:30:00'))).toBeCloseTo(expected(0, 4 / 5), 9);
  expect(nineOnWednesday(ms('2026-11-28T09:30:00'))).toBeCloseTo(expected(0, 0), 9);
});

test('On a Saturday the same hour of working days says nothing, and Monday follows Sunday.', () => {
  const saturday = expectationOf(rhythm((hour) => (hour === 5 * 24 + 9 ? 8 : 0)));
  expect(saturday(ms('2026-11-28T09:30:00'))).toBeGreaterThan(3.9);
  expect(saturday(ms('2026-11-27T09:30:00'))).toBeLessThan(0.01);
  const endOfWeek = expectationOf(rhythm((hour) => (hour === 167 ? 8 : 0)));
  expect(endOfWeek(ms('2026-11-30T00:30:00'))).toBeGreaterThan(1.5);
});
