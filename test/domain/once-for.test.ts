import { expect, test } from 'vitest';
import { onceFor } from '../../src/domain/once-for.ts';

test('a result is made once for each object', () => {
  let made = 0;
  const of = onceFor((_key: object) => {
    made += 1;
    return { made };
  });
  const [a, b] = [{}, {}];
  expect(of(a)).toBe(of(a));
  expect(of(b)).not.toBe(of(a));
  expect(made).toBe(2);
});

test('the result undefined is made once, too', () => {
  let made = 0;
  const of = onceFor((_key: object): undefined => {
    made += 1;
  });
  const key = {};
  expect([of(key), of(key)]).toEqual([undefined, undefined]);
  expect(made).toBe(1);
});
