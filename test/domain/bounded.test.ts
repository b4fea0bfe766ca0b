import { expect, test } from 'vitest';
import { bounded } from '../../src/domain/bounded.ts';

test('a value more than it holds evicts the one that was put in longest ago', () => {
  const map = bounded<string, number>(2);
  map.set('a', 1);
  map.set('b', 2);
  map.set('a', 3);
  map.set('c', 4);
  expect(['a', 'b', 'c'].map(map.get)).toEqual([3, undefined, 4]);
});

test('what is deleted leaves room for another', () => {
  const map = bounded<string, number>(2);
  map.set('a', 1);
  map.set('b', 2);
  map.delete('b');
  map.set('c', 3);
  expect(['a', 'b', 'c'].map(map.get)).toEqual([1, undefined, 3]);
});
