import { hash } from 'node:crypto';
import type { Digest } from '../domain/ambient.ts';

const BASE32 = 'abcdefghijklmnopqrstuvwxyz234567';

/** Number of hexadecimal digits, and of base32 characters, in 80 bits. */
const [HEX_DIGITS, LENGTH] = [20, 16];

/** Returns 80 bits of SHA-256 in lower-case base32 (RFC 4648 §6). */
export const digest: Digest = (text) => {
  const bits = BigInt(`0x${hash('sha256', text).slice(0, HEX_DIGITS)}`);
  const digits = bits.toString(BASE32.length).padStart(LENGTH, '0');
  return digits.replace(/./g, (digit) => BASE32.charAt(Number.parseInt(digit, BASE32.length)));
};
