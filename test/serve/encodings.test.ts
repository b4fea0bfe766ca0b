import { promisify } from 'node:util';
import { brotliCompressSync, constants, gzipSync, zstdCompress } from 'node:zlib';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { chooseEncoding, encode } from '../../src/serve/encodings.ts';

test.each([
  [undefined, 'identity'],
  ['', 'identity'],
  ['gzip', 'gzip'],
  ['x-gzip', 'gzip'],
  ['deflate, gzip, br, zstd', 'br'],
  ['zstd, gzip', 'zstd'],
  ['gzip;q=1.0, br;q=0.5', 'gzip'],
  ['br;q=1, gzip', 'br'],
  ['gzip;level=1;q=0.5, br;q=0.4', 'gzip'],
  ['gzip;q=0, identity', 'identity'],
  ['br;q=0, gzip', 'gzip'],
  ['*', 'br'],
  ['*, br;q=0', 'zstd'],
  ['deflate', 'identity'],
  ['GZIP ; Q=0.8', 'gzip'],
  ['gzip;q=oops', 'identity'],
  ['identity;q=0', 'identity'],
  ['br;q=0, identity;q=0', 'identity'],
  ['*;q=0', 'identity'],
  ['identity;q=0, gzip', 'gzip'],
  ['gzip;q=0.5, identity;q=0.8', 'identity'],
] as const)('Accept-Encoding %s is answered in %s', (accepted, encoding) => {
  expect(chooseEncoding(accepted)).toBe(encoding);
});

test('a body is compressed at the level that is worth its time, and sent as it is without a coding', async () => {
  const bytes = Buffer.from(Array.from({ length: 9_000 }, (_, n) => ((n * n) % 977).toString(36)).join(' '));
  const { BROTLI_PARAM_QUALITY: quality, BROTLI_PARAM_SIZE_HINT: hint } = constants;
  expect(await encode(bytes, 'br')).toEqual(
    brotliCompressSync(bytes, { params: { [quality]: 9, [hint]: bytes.length } }),
  );
  const level = { params: { [constants.ZSTD_c_compressionLevel]: 12 } };
  expect(await encode(bytes, 'zstd')).toEqual(await promisify(zstdCompress)(bytes, level));
  expect(await encode(bytes, 'gzip')).toEqual(gzipSync(bytes, { level: 9 }));
  expect(await encode(bytes, 'identity')).toBe(bytes);
});

test('any header whatever is answered in a coding that we have', () => {
  fc.assert(
    fc.property(fc.string(), (accepted) => {
      expect(['br', 'zstd', 'gzip', 'identity']).toContain(chooseEncoding(accepted));
    }),
  );
});
