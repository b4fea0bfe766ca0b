import { promisify } from 'node:util';
import { brotliCompress, constants, gzip, zstdCompress } from 'node:zlib';

/** The content codings that the server offers (RFC 9110 §8.4.1, RFC 7932, RFC 8878). */
export type Encoding = 'br' | 'zstd' | 'gzip' | 'identity';

/** The smallest first: among codings that a client accepts equally, it gets the first of these. */
const PREFERENCE: readonly Encoding[] = ['br', 'zstd', 'gzip', 'identity'];

/** Quality 9 of 11: for a megabyte it takes half a second less than 11, and the result is hardly larger. */
const BROTLI_QUALITY = 9;
const ZSTD_LEVEL = 12;
const GZIP_LEVEL = 9;

/** Minimum size of a body that becomes smaller when compressed, in bytes. */
const WORTHWHILE_BYTES = 256;

/** Returns the coding that a client prefers (RFC 9110 §12.5.3); `identity` if it names none of ours. */
export const chooseEncoding = (accepted: string | undefined): Encoding => {
  if (accepted === undefined) return 'identity';
  const qualities = new Map(accepted.toLowerCase().split(',').map(readCoding));
  const qualityOf = (encoding: Encoding): number =>
    qualities.get(encoding) ?? (encoding === 'identity' ? LEAST_QUALITY : (qualities.get('*') ?? 0));
  return PREFERENCE.reduce((best, next) => (qualityOf(next) > qualityOf(best) ? next : best));
};

/** The quality of an unnamed `identity`: accepted, but less than any named coding. */
const LEAST_QUALITY = 0.0001;

const readCoding = (text: string): readonly [string, number] => {
  const [name = '', ...parameters] = text.split(';').map((part) => part.trim());
  const quality = parameters.find((parameter) => parameter.startsWith('q='));
  return [name === 'x-gzip' ? 'gzip' : name, quality === undefined ? 1 : Number(quality.slice(2)) || 0];
};

/** Resolves to the bytes in a coding; they are compressed outside the main thread. */
export const encode = async (bytes: Uint8Array, encoding: Encoding): Promise<Uint8Array> => {
  switch (encoding) {
    case 'identity':
      return bytes;
    case 'gzip':
      return promisify(gzip)(bytes, { level: GZIP_LEVEL });
    case 'br':
      return promisify(brotliCompress)(bytes, {
        params: {
          [constants.BROTLI_PARAM_QUALITY]: BROTLI_QUALITY,
          [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
        },
      });
    case 'zstd':
      return promisify(zstdCompress)(bytes, {
        params: { [constants.ZSTD_c_compressionLevel]: ZSTD_LEVEL },
      });
  }
};

/** False for images, which are compressed already, and for short texts, which would not get shorter. */
export const isWorthEncoding = (contentType: string, bytes: Uint8Array): boolean =>
  bytes.length >= WORTHWHILE_BYTES && /^text\/|xml|json|javascript/.test(contentType);
