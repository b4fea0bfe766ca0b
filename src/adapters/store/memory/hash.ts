/** The first and second half of 16 hex digits. */
export const highOf = (digits: string): number => Number.parseInt(digits.slice(0, 8), 16);
export const lowOf = (digits: string): number => Number.parseInt(digits.slice(8, 16), 16);

export const hexOf = (high: number, low: number): string =>
  high.toString(16).padStart(8, '0') + low.toString(16).padStart(8, '0');

/**
 * One half of a hash of bytes; another seed gives another half. Ids are digests already, so that mixing is all
 * that is needed (MurmurHash3's constants).
 */
export const mix = (bytes: Uint8Array, from: number, length: number, seed: number): number => {
  let mixed = seed;
  for (let at = from; at < from + length; at += 1) {
    mixed = Math.imul(mixed ^ (bytes[at] ?? 0), 0xcc9e2d51);
    mixed ^= mixed >>> 15;
  }
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
};
