import { expect, test } from 'vitest';
import { createLastModified } from '../../src/serve/representation.ts';

const withClock = () => {
  let now = 1000;
  return {
    lastModified: createLastModified(() => now),
    at: (seconds: number): void => {
      now = seconds;
    },
  };
};

test('the date of a path is the one that is stated, until its bytes change without a later one', () => {
  const { lastModified, at } = withClock();
  expect(lastModified('/feed', 'a', 500)).toBe(500);
  // The same bytes: the date stays, whatever is stated.
  expect(lastModified('/feed', 'a', 700)).toBe(500);
  expect(lastModified('/feed', 'b', 600)).toBe(600);
  // Other bytes, and no later date: now.
  expect(lastModified('/feed', 'c', 600)).toBe(1000);
  // The clock went back: the date does not.
  at(900);
  expect(lastModified('/feed', 'd', 600)).toBe(1000);
  expect(lastModified('/other', 'd', 600)).toBe(600);
});

test('the dates of two thousand paths are kept', () => {
  const { lastModified } = withClock();
  const ask = (from: number, count: number): void => {
    for (let n = from; n < from + count; n += 1) lastModified(`/search?q=${n}`, 'a', 1);
  };
  lastModified('/feed', 'a', 500);
  ask(0, 1999);
  expect(lastModified('/feed', 'a', 700)).toBe(500);
  ask(2000, 2000);
  expect(lastModified('/feed', 'a', 700)).toBe(700);
});
