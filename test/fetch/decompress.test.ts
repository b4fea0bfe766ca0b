import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync, zstdCompressSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { decompress } from '../../src/fetch/decompress.ts';

const BODY = new TextEncoder().encode('架空電機、新工場を稼働'.repeat(40));

const FORMS = [
  ['gzip', 'gzip', gzipSync],
  ['gzip under its old name', 'x-gzip', gzipSync],
  ['br', 'br', brotliCompressSync],
  ['zstd', 'zstd', zstdCompressSync],
  ['deflate with a header', 'deflate', deflateSync],
  ['deflate without one', 'deflate', deflateRawSync],
] as const;

describe('a body', () => {
  test.each(FORMS)('in %s is unpacked if it has as many bytes as allowed, and no more', (_, coding, pack) => {
    const packed = pack(BODY);
    const unpacked = decompress(packed, coding, BODY.length);
    expect(unpacked).toEqual({ kind: 'body', body: Buffer.from(BODY) });
    expect(decompress(packed, coding, BODY.length - 1)).toEqual({
      kind: 'failed',
      failure: { kind: 'too-large', detail: `the decompressed body has more than ${BODY.length - 1} bytes` },
    });
  });

  test.each(FORMS)('in %s that is cut off or no such thing is named', (_, coding, pack) => {
    const packed = pack(BODY);
    const fails = (body: Uint8Array) => {
      const result = decompress(body, coding, 1e6);
      return result.kind === 'failed' ? result.failure : result.kind;
    };
    expect(['truncated', 'bad-encoding']).toContain((fails(packed.subarray(0, 9)) as { kind: string }).kind);
    expect(fails(new TextEncoder().encode('<rss version="2.0"></rss>'))).toMatchObject({
      kind: expect.stringMatching(/^(truncated|bad-encoding)$/),
      detail: expect.stringMatching(
        new RegExp(`^the ${coding} body (?:ends early|cannot be decompressed: .+)$`),
      ),
    });
  });

  test('that ends early is truncated', () => {
    expect(decompress(gzipSync(BODY).subarray(0, 30), 'gzip', 1e6)).toEqual({
      kind: 'failed',
      failure: { kind: 'truncated', detail: 'the gzip body ends early' },
    });
  });

  test.each(FORMS)('in %s is unpacked despite bytes behind it', (_, coding, pack) => {
    for (const behind of ['\n', '<!-- 0.2 s -->', 'x'.repeat(100_000)])
      expect(decompress(Buffer.concat([pack(BODY), Buffer.from(behind)]), coding, BODY.length)).toEqual({
        kind: 'body',
        body: Buffer.from(BODY),
      });
  });

  test('of several gzip members is whole or refused, never cut at the first', () => {
    const members = Buffer.concat([gzipSync(BODY), gzipSync(BODY)]);
    expect(decompress(members, 'gzip', 1e6)).toMatchObject({ kind: 'body' });
    for (const broken of [members.subarray(0, -12), Buffer.concat([members, Buffer.from('\n')])])
      expect(decompress(broken, 'gzip', 1e6)).toMatchObject({ kind: 'failed' });
  });

  test('in gzip whose checksum is wrong is refused', () => {
    const packed = gzipSync(BODY);
    packed.writeUInt8(packed.readUInt8(packed.length - 8) ^ 1, packed.length - 8);
    for (const behind of ['', '\n'])
      expect(decompress(Buffer.concat([packed, Buffer.from(behind)]), 'gzip', 1e6)).toMatchObject({
        kind: 'failed',
        failure: { kind: 'bad-encoding' },
      });
  });

  test('that is not compressed stays as it is, however that is said', () => {
    for (const said of [undefined, '', 'identity', ' Identity , ,', 'identity, identity, identity'])
      expect(decompress(BODY, said, 1)).toEqual({ kind: 'body', body: BODY });
  });

  test('that is compressed twice is unpacked from the last coding to the first, and three times not at all', () => {
    const twice = gzipSync(brotliCompressSync(BODY));
    expect(decompress(twice, 'br, GZIP', 1e6)).toEqual({ kind: 'body', body: Buffer.from(BODY) });
    expect(decompress(twice, 'gzip, br', 1e6)).toMatchObject({ kind: 'failed' });
    expect(decompress(gzipSync(twice), 'br, gzip, gzip', 1e6)).toEqual({
      kind: 'failed',
      failure: { kind: 'bad-encoding', detail: 'the body is compressed 3 times, more than 2' },
    });
  });

  test('in a coding that was not asked for is refused, and the first forty characters of its name are quoted', () => {
    expect(decompress(BODY, `x"${'y'.repeat(60)}`, 1e6)).toEqual({
      kind: 'failed',
      failure: {
        kind: 'bad-encoding',
        detail: `the encoding "x\\"${'y'.repeat(38)}" is none of gzip, br, zstd and deflate`,
      },
    });
  });
});
