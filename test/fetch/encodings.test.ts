import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync, zstdCompressSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decompress } from '../../src/fetch/decompress.ts';
import { ask, failureOf, textOf } from './support/ask.ts';
import { always, answer, FEED, serveRaw } from './support/raw-server.ts';

const encoded = async (encoding: string, body: Uint8Array) => {
  await using server = await serveRaw(always(answer(200, { 'Content-Encoding': encoding }, body)));
  return await ask(server.origin);
};

describe('compressed answers', () => {
  test.each([
    ['gzip', gzipSync(FEED)],
    ['x-gzip', gzipSync(FEED)],
    ['GZIP', gzipSync(FEED)],
    ['br', brotliCompressSync(FEED)],
    ['zstd', zstdCompressSync(FEED)],
    ['deflate', deflateSync(FEED)],
    ['deflate', deflateRawSync(FEED)],
    ['identity', Buffer.from(FEED)],
    ['gzip, br', brotliCompressSync(gzipSync(FEED))],
  ])('a %s body is unpacked', async (encoding, body) => {
    expect(textOf(await encoded(encoding, body))).toBe(FEED);
  });

  test('the bytes counted are those on the wire', async () => {
    const body = gzipSync('<rss/>'.repeat(1000));
    expect(await encoded('gzip', body)).toMatchObject({ bytes: body.length });
  });

  test('the hash is of the document, however it was packed', async () => {
    const [packed, plain] = [
      await encoded('gzip', gzipSync(FEED)),
      await encoded('identity', Buffer.from(FEED)),
    ];
    expect(packed.kind === 'fetched' && packed.bodyHash).toBe(plain.kind === 'fetched' && plain.bodyHash);
  });

  test.each([
    ['an unknown encoding', 'snappy', Buffer.from(FEED)],
    ['a plain body that is said to be gzip', 'gzip', Buffer.from(FEED)],
    ['a body packed more often than anyone would', 'gzip, gzip, gzip', gzipSync(gzipSync(gzipSync(FEED)))],
    ['brotli that is none', 'br', Buffer.from('not brotli at all')],
    ['zstd that is none', 'zstd', Buffer.from('not zstd at all')],
  ])('%s is "bad-encoding"', async (_what, encoding, body) => {
    expect(failureOf(await encoded(encoding, body))).toBe('bad-encoding');
  });

  test('a refusal is understood through its compressed page', async () => {
    const page = gzipSync('<!doctype html><title>Just a moment...</title>');
    await using server = await serveRaw(always(answer(503, { 'Content-Encoding': 'gzip' }, page)));
    expect(failureOf(await ask(server.origin))).toBe('blocked');
  });

  test('whatever the bytes and the name of their encoding, unpacking ends in a body within the limit or a failure', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 300 }),
        fc.constantFrom('gzip', 'br', 'zstd', 'deflate', '', 'x'),
        (bytes, name) => {
          const result = decompress(bytes, name, 1000);
          expect(result.kind === 'failed' || result.body.length <= 1000).toBe(true);
        },
      ),
    );
  });
});
