import { hash } from 'node:crypto';
import type { Digest } from '../domain/ambient.ts';

const BASE32 = 'abcdefghijklmnopqrstuvwxyz234567';
const BITS_OF_LETTER = 5;

/** Number of bytes in a digest; ten bytes are sixteen base32 characters. */
const BYTES = 10;

/** Returns 80 bits of SHA-256 in lower-case base32 (RFC 4648 §6). */
export const digest: Digest = (text) => {
  let [id, bits, count] = ['', 0, 0];
  for (const byte of hash('sha256', text, 'buffer').subarray(0, BYTES)) {
    bits = (bits << 8) | byte;
    for (count += 8; count >= BITS_OF_LETTER; count -= BITS_OF_LETTER) {
      id += BASE32[(bits >> (count - BITS_OF_LETTER)) & 31];
      bits &= (1 << (count - BITS_OF_LETTER)) - 1;
    }
  }
  return id;
};
