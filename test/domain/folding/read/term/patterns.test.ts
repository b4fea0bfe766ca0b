import fc from 'fast-check';
import { expect, test } from 'vitest';
import { allMatches } from '../../../../../src/domain/folding/read/term/patterns.ts';

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
