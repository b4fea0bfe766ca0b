import { expect, test } from 'vitest';
import { countDay, MOST_A_DAY, mostNewItems } from '../../../../src/domain/source/poll/most-items.ts';
import { NOON } from '../../../make.ts';

test('a source that brings 500 new items in every poll brings no more than 5000 in a day, whatever day it is', () => {
  let day: Parameters<typeof countDay>[0];
  const taken = Array.from({ length: 3 * 96 }, (_, quarter) => {
    const now = NOON.add({ minutes: 15 * quarter });
    const most = mostNewItems(day === undefined ? undefined : { day }, now);
    day = countDay(day, most, now);
    return most;
  });
  const sum = (items: readonly number[]) => items.reduce((all, one) => all + one, 0);
  expect([0, 96, 192].map((from) => sum(taken.slice(from, from + 96)))).toEqual(Array(3).fill(MOST_A_DAY));
  expect(taken.slice(0, 12)).toEqual([...Array(10).fill(500), 0, 0]);
});

test('an outlet of few items may bring a full document in each poll', () => {
  const day = countDay(countDay(undefined, 40, NOON), 60, NOON.add({ hours: 23 }));
  expect(day).toEqual({ since: NOON, items: 100 });
  expect(mostNewItems({ day }, NOON.add({ hours: 23 }))).toBe(500);
});

test('a day that was counted under a clock that ran ahead does not count', () => {
  const day = { since: NOON.add({ hours: 1 }), items: MOST_A_DAY };
  expect(mostNewItems({ day }, NOON)).toBe(500);
  expect(countDay(day, 40, NOON)).toEqual({ since: NOON, items: 40 });
});
