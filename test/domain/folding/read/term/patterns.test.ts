import fc from 'fast-check';
import { expect, test } from 'vitest';
import { allMatches, createPatternFamily } from '../../../../../src/domain/folding/read/term/patterns.ts';

test.each([/(\d+)円/gu, /(?=\d)(\d*)(万)?/gu, /x*/g])(
  '%s matches where matchAll says, text after text',
  (pattern) => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('1', '23', '円', '万', 'x', '株')), (parts) => {
        const text = parts.join('');
        expect(allMatches(text, pattern)).toEqual([...text.matchAll(pattern)]);
      }),
    );
  },
);

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
