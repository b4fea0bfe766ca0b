import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { test } from 'vitest';
import { digest } from '../../src/system/digest-of.ts';

/** The first eighty bits of a text's SHA-256, five for each letter. */
const expected = (text: string): string => {
  const hex = createHash('sha256').update(text).digest('hex').slice(0, 20);
  const bits = BigInt(`0x${hex}`).toString(2).padStart(80, '0');
  return Array.from(
    bits.matchAll(/.{5}/g),
    ([five]) => 'abcdefghijklmnopqrstuvwxyz234567'[Number.parseInt(five, 2)],
  ).join('');
};

test('the digest of a text is eighty bits of its SHA-256 in base32', () => {
  fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (text) => digest(text) === expected(text)));
});
