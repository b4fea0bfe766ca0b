import { createHash } from 'node:crypto';
import type { Digest } from '../domain/ambient.ts';

const BASE32 = 'abcdefghijklmnopqrstuvwxyz234567';
const ID_LENGTH = 16;

/** 80 bits of SHA-256 in lower-case base32 (RFC 4648 §6): enough that no two articles ever share an id. */
export const digest: Digest = (text) => {
  const bytes = createHash('sha256').update(text).digest();
  let bits = 0n;
  for (const byte of bytes.subarray(0, (ID_LENGTH * 5) / 8)) bits = (bits << 8n) | BigInt(byte);
  let id = '';
  for (let index = 0; index < ID_LENGTH; index += 1) {
    id = `${BASE32[Number(bits & 31n)]}${id}`;
    bits >>= 5n;
  }
  return id;
};
