import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createPatternFamily } from '../../../../../src/domain/folding/read/term/pattern-family.ts';

const PATTERNS = ['ab', '^c', 'd$', '(?<!a)b', 'a|e', 'e.*a', 'bb', 'cd', 'dc', 'ee', 'abc|bcd', '\\bab'].map(
  (source) => new RegExp(source, 'u'),
);

test('a family finds the patterns that match one by one', () => {
  const find = createPatternFamily(PATTERNS);
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom('a', 'b', 'c', 'd', 'e', ' '), maxLength: 12 }), (text) => {
      expect(find(text)).toEqual([...PATTERNS.keys()].filter((n) => PATTERNS[n]?.test(text)));
    }),
  );
  expect(createPatternFamily([])('a')).toEqual([]);
});
