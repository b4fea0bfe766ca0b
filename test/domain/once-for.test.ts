import { expect, test } from 'vitest';
import { onceFor, onceForWord } from '../../src/domain/once-for.ts';

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

test('the result for a word is made once, until too many words are cached', () => {
  let made = 0;
  const of = onceForWord((word) => {
    made += 1;
    return `${word} ${made}`;
  });
  expect([of('a'), of('a')]).toEqual(['a 1', 'a 1']);
  for (let n = 0; n < 20_000; n += 1) of(`${n}`);
  expect(of('a')).not.toBe('a 1');
});
