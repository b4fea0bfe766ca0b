import fc from 'fast-check';
import { expect, test } from 'vitest';
import { chooseEncoding } from '../../src/serve/encodings.ts';

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
] as const)('Accept-Encoding %s is answered in %s', (accepted, encoding) => {
  expect(chooseEncoding(accepted)).toBe(encoding);
});

test('any header whatever is answered in a coding that we have', () => {
  fc.assert(
    fc.property(fc.string(), (accepted) => {
      expect(['br', 'zstd', 'gzip', 'identity']).toContain(chooseEncoding(accepted));
    }),
  );
});
