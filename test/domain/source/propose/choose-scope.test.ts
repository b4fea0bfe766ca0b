import { expect, test } from 'vitest';
import { chooseScope } from '../../../../src/domain/source/propose/portrait.ts';

test.each([
  ['three in four items are about Japanese business', { of: 20, japan: 18, general: 15 }, 'business'],
  ['nearly all of its business is Japan’s', { of: 20, japan: 10, general: 8 }, 'japan'],
  ['much of its business is of other countries', { of: 20, japan: 10, general: 7 }, 'general'],
  ['none of its items is about business', { of: 20, japan: 0, general: 0 }, 'general'],
  ['five items, the fewest, are about business', { of: 5, japan: 5, general: 5 }, 'business'],
  ['three in four business items are Japan’s', { of: 20, japan: 4, general: 3 }, 'general'],
  ['one business item is Japan’s', { of: 20, japan: 1, general: 1 }, 'japan'],
  ['it has fewer than five items, whatever they are about', { of: 4, japan: 4, general: 4 }, 'general'],
] as const)('a feed of which %s gets a scope that fits', (_, relevant, scope) => {
  expect(chooseScope(relevant)).toBe(scope);
});
