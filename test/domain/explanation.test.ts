import { expect, test } from 'vitest';
import { ageOf, counted, scoreBeside } from '../../src/domain/explanation.ts';
import { NOON } from '../make.ts';

test.each([
  [1, 'item', '1 item'],
  [0, 'item', '0 items'],
  [2, 'story', '2 stories'],
  [90, 'day', '90 days'],
])('%d %s is written as %s', (count, noun, text) => {
  expect(counted(count, noun)).toBe(text);
});

test.each([
  [{ seconds: 59 }, 'just published'],
  [{ seconds: -60 }, 'just published'],
  [{ minutes: 1 }, '1 minute old'],
  [{ minutes: 59 }, '59 minutes old'],
  [{ hours: 1 }, '1 hour old'],
  [{ hours: 47 }, '47 hours old'],
  [{ hours: 48 }, '2 days old'],
  [{ hours: 71 }, '2 days old'],
  [{ hours: 72 }, '3 days old'],
])('the age %o is "%s"', (age, words) => {
  expect(ageOf(NOON.subtract(age), NOON, 'just published')).toBe(words);
});

test.each([
  [0.31, 0.5, '0.31'],
  [0.5, 0.5, '0.50'],
  [0.497, 0.5, '0.497'],
  [0.49996, 0.5, '0.49996'],
  [0.499_999_9, 0.5, '0.4999999'],
  [0.497, 0.497, '0.50'],
  [0.493, 0.493, '0.493'],
])('a score of %d beside the needed %d is shown on its own side of it: %s', (score, needed, text) => {
  expect(scoreBeside(score, needed)).toBe(text);
});
