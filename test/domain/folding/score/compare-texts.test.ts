import fc from 'fast-check';
import { expect, test } from 'vitest';
import { longestCommonRun } from '../../../../src/domain/folding/score/compare-texts.ts';

const LIMIT = 16;

/** As it is defined: every piece of one text looked up in the other. */
const longestPiece = (a: string, b: string): number => {
  let longest = 0;
  for (let from = 0; from < a.length; from += 1)
    for (let to = from + 1; to <= Math.min(a.length, from + LIMIT); to += 1)
      if (b.includes(a.slice(from, to))) longest = Math.max(longest, to - from);
  return longest;
};

const text = fc.string({ unit: fc.constantFrom('日', '銀', '、', 'a', 'b'), maxLength: 60 });

test('The longest common run is the longest piece of one title in the other, up to a limit.', () => {
  fc.assert(
    fc.property(text, text, (a, b) => {
      expect(longestCommonRun(a, b, LIMIT)).toBe(longestPiece(a, b));
    }),
  );
});
