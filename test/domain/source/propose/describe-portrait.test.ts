import { expect, test } from 'vitest';
import {
  describeHabits,
  describePortrait,
  describeRelevance,
} from '../../../../src/domain/source/propose/describe-portrait.ts';
import type { Portrait } from '../../../../src/domain/source/propose/portrait.ts';
import { NOON } from '../../../make.ts';

const portrait: Portrait = {
  format: 'rss',
  charset: 'utf-8',
  items: 25,
  newestAt: NOON.subtract({ hours: 2 }),
  itemsADay: 12.3,
  language: { kind: 'read', is: 'ja' },
};

test('a feed is described in one line', () => {
  expect(describePortrait(portrait, NOON)).toBe(
    '25 items, the newest 2 hours old, about 12 a day, in Japanese',
  );
  expect(describeHabits(portrait)).toBe('25 items, about 12 a day');
});

test.each([
  [{ kind: 'read', is: 'en' }, 'in English'],
  [{ kind: 'other', tag: 'fr' }, 'in the language "fr"'],
] as const)('its language is named: %o', (language, words) => {
  expect(describePortrait({ ...portrait, language }, NOON)).toContain(words);
});

test.each([
  [1, 'about 1 a day'],
  [0.5, 'about 4 a week'],
  [1 / 7, 'about 1 a week'],
  [0.1, 'less than one a week'],
])('%d items a day are "%s"', (itemsADay, words) => {
  expect(describeHabits({ ...portrait, itemsADay })).toBe(`25 items, ${words}`);
});

test.each([
  [1, 'dated within an hour'],
  [20, 'dated within 20 hours'],
])('a feed whose dates lie within %s hours says that instead', (withinHours, words) => {
  const { itemsADay: _, ...short } = portrait;
  expect(describeHabits({ ...short, withinHours })).toBe(`25 items, ${words}`);
});

test('a feed without dates, or without items, says so', () => {
  const { newestAt: _newestAt, itemsADay: _itemsADay, ...undated } = portrait;
  expect(describePortrait(undated, NOON)).toBe('25 items, without dates, in Japanese');
  expect(describePortrait({ ...undated, items: 0 }, NOON)).toBe('no items at the moment, in Japanese');
});

test.each([
  [{ of: 20, japan: 9, general: 8 }, '8 of 20 items are about Japanese business'],
  [{ of: 1, japan: 1, general: 1 }, '1 of 1 item is about Japanese business'],
  [{ of: 1, japan: 0, general: 0 }, '0 of 1 item is about Japanese business'],
  [{ of: 0, japan: 0, general: 0 }, 'no item by which to choose the scope'],
])('its relevance is counted: %o', (relevant, words) => {
  expect(describeRelevance(relevant)).toBe(words);
});
