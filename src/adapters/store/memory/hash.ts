import type { Hash } from './key-table.ts';

/** 16 hex digits as two halves. */
export const hashOfHex = (digits: string): Hash => ({
  high: Number.parseInt(digits.slice(0, 8), 16),
  low: Number.parseInt(digits.slice(8, 16), 16),
});

export const hexOfHash = ({ high, low }: Hash): string =>
  high.toString(16).padStart(8, '0') + low.toString(16).padStart(8, '0');

/** Spreads an id over 64 bits. Ids are digests already, so that mixing is all that is needed (MurmurHash3's way). */
export const hashOfId = (id: string): Hash => {
  let high = 0x9747b28c;
  let low = 0x3c6ef372;
  for (let at = 0; at < id.length; at += 1) {
    const unit = id.charCodeAt(at);
    high = Math.imul(high ^ unit, 0xcc9e2d51);
    high ^= high >>> 15;
    low = Math.imul(low ^ unit, 0x1b873593);
    low ^= low >>> 13;
  }
  return { high: finish(high), low: finish(low) };
};

const finish = (value: number): number => {
  let mixed = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
};
