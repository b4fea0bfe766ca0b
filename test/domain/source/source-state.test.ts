import { expect, test } from 'vitest';
import { countTruncated } from '../../../src/domain/source/source-state.ts';

test('items that wait and items that are never read both count as not taken in', () => {
  expect(countTruncated({ waiting: ['a', 'b'], cut: 3 })).toBe(5);
});
