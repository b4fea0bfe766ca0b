import {
  brotliDecompressSync,
  constants,
  crc32,
  gunzipSync,
  inflateRawSync,
  inflateSync,
  zstdDecompressSync,
} from 'node:zlib';
import { type Failed, failed } from './name-failure.ts';

export const ACCEPTED_ENCODINGS = 'gzip, br, zstd';

/**
 * Binary logarithm of the maximum window of zstd, in bytes. By default, Node accepts frames that demand 128 MiB; RFC
 * 9659 allows 8 MiB on the web.
 */
const ZSTD_WINDOW_LOG = 23;

/** Maximum number of encodings on one body. Servers normally apply one. */
const MAX_ENCODINGS = 2;

export type Decompressed = { readonly kind: 'body'; readonly body: Uint8Array } | Failed;

/**
 * Undoes `Content-Encoding`. Fails if there are more than `MAX_ENCODINGS`, an encoding is unknown, the body is damaged,
 * or a result has more than `maxBytes`. Synchronous, because a stream takes longer for a body of a feed's size.
 */
export const decompress = (
  body: Uint8Array,
  contentEncoding: string | undefined,
  maxBytes: number,
): Decompressed => {
  const encodings = (contentEncoding ?? '')
    .toLowerCase()
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '' && name !== 'identity');
  if (encodings.length > MAX_ENCODINGS)
    return failed(
      'bad-encoding',
      `the body is compressed ${encodings.length} times, more than ${MAX_ENCODINGS}`,
    );
  let bytes = body;
  for (const encoding of encodings.toReversed()) {
    const inflate = INFLATERS.get(encoding);
    if (inflate === undefined)
      return failed(
        'bad-encoding',
        `the encoding ${JSON.stringify(encoding.slice(0, 40))} is none of gzip, br, zstd and deflate`,
      );
    try {
      bytes = inflate(bytes, maxBytes);
    } catch (error) {
      return failedInflating(error instanceof Error ? error : new Error(String(error)), encoding, maxBytes);
    }
  }
  return { kind: 'body', body: bytes };
};

type Inflate = (bytes: Uint8Array, maxOutputLength: number) => Uint8Array;

/** Length of the header of gzip, in bytes, if its flags are 0 (RFC 1952 §2.3), as those of servers are. */
const GZIP_HEADER_BYTES = 10;

/** Matches what Node says of bytes behind a whole body, or of a body that ends early. */
const BEHIND = /^(?:incorrect header check|unexpected end of file)$/;

/** Length of the trailer of gzip, in bytes: the checksum and the length of the data (RFC 1952 §2.3). */
const GZIP_TRAILER_BYTES = 8;

/**
 * Unpacks gzip. Some servers append bytes, such as a line end. Node's gunzip fails on these, so a whole body of one
 * member is then unpacked without them: browsers and curl ignore such bytes, too.
 */
const gunzip: Inflate = (bytes, maxOutputLength) => {
  try {
    return gunzipSync(bytes, { maxOutputLength });
  } catch (error) {
    const isPlain = bytes[0] === 0x1f && bytes[1] === 0x8b && bytes[3] === 0;
    if (!isPlain || !(error instanceof Error && BEHIND.test(error.message))) throw error;
    const body = inflateWhole(bytes.subarray(GZIP_HEADER_BYTES), maxOutputLength);
    if (body === undefined) throw error;
    return body;
  }
};

/**
 * Unpacks the first member of a gzip body, given from behind its header. Undefined if its checksum is wrong or absent,
 * or if another member follows.
 */
const inflateWhole = (bytes: Uint8Array, maxOutputLength: number): Uint8Array | undefined => {
  const { buffer, engine } = inflateRawSync(bytes, { maxOutputLength, info: true }) as unknown as Inflated;
  const trailer = Buffer.from(bytes.subarray(engine.bytesWritten));
  const behind = trailer.subarray(GZIP_TRAILER_BYTES);
  const isWhole = trailer.length >= GZIP_TRAILER_BYTES && trailer.readUInt32LE(0) === crc32(buffer);
  return isWhole && !(behind[0] === 0x1f && behind[1] === 0x8b) ? buffer : undefined;
};

/** What Node returns with the option `info`; the types of Node do not know it. */
type Inflated = { readonly buffer: Buffer; readonly engine: { readonly bytesWritten: number } };

const INFLATERS: ReadonlyMap<string, Inflate> = new Map(
  Object.entries({
    gzip: gunzip,
    'x-gzip': gunzip,
    br: (bytes, maxOutputLength) => brotliDecompressSync(bytes, { maxOutputLength }),
    zstd: (bytes, maxOutputLength) =>
      zstdDecompressSync(bytes, {
        maxOutputLength,
        params: { [constants.ZSTD_d_windowLogMax]: ZSTD_WINDOW_LOG },
      }),
    // By RFC 9110 §8.4.1.2, `deflate` is the zlib format, but some servers send raw deflate. The low four bits of the
    // first byte of zlib are 8 (RFC 1950 §2.2).
    deflate: (bytes, maxOutputLength) =>
      ((bytes[0] ?? 0) & 0x0f) === 8
        ? inflateSync(bytes, { maxOutputLength })
        : inflateRawSync(bytes, { maxOutputLength }),
  }),
);

const failedInflating = (error: NodeJS.ErrnoException, encoding: string, maxBytes: number): Decompressed => {
  const { code, message } = error;
  if (code === 'ERR_BUFFER_TOO_LARGE') {
    return failed('too-large', `the decompressed body has more than ${maxBytes} bytes`);
  }
  // This code of zlib means that the input ends early.
  if (code === 'Z_BUF_ERROR') return failed('truncated', `the ${encoding} body ends early`);
  return failed('bad-encoding', `the ${encoding} body cannot be decompressed: ${message}`);
};
