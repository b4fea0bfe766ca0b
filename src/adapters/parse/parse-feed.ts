import { hash } from 'node:crypto';
import type { ParseResult } from '../../domain/item/raw-item.ts';
import type { ParseOptions } from '../../pipeline/ports.ts';
import { decode } from './decode/decode.ts';
import { mendMarkup } from './mend/mend-markup.ts';
import { mendTwiceEncoded } from './mend/mend-twice-encoded.ts';
import { authorsOf, normaliseFeed } from './normalise/normalise-feed.ts';
import { normaliseItem } from './normalise/normalise-item.ts';
import { readCanonical } from './normalise/read-canonical.ts';
import { readJsonFeed } from './tidy/json-feed.ts';
import type { WrittenSection } from './tidy/section.ts';
import { tidy } from './tidy/tidy.ts';

/** Outlets' feeds are under 1 MB; what is larger than this is no feed. */
const MAX_BYTES = 64 * 1024 * 1024;

/**
 * Reads any feed document: bytes to text, text to our canonical RSS 2.0, that by rss-parser, and its values to ours.
 * Items whose hash is `known` never reach rss-parser. Never rejects: what cannot be read is `unreadable`.
 */
export const parseFeed = async (bytes: Uint8Array, options: ParseOptions): Promise<ParseResult> => {
  if (bytes.length > MAX_BYTES) {
    return {
      kind: 'unreadable',
      reason: 'too-large',
      detail: `${bytes.length} bytes, more than ${MAX_BYTES}`,
    };
  }
  const { text, charset } = decode(bytes, options.contentType);
  const tidied =
    readJsonFeed(text) ?? tidy(mendMarkup(charset === 'utf-8' ? mendTwiceEncoded(text) : text), options.url);
  if (tidied.kind === 'unreadable') return tidied;
  const hashes = tidied.items.map(hashOf);
  const isKnown = (index: number): boolean => options.known?.has(hashes[index] ?? '') ?? false;
  const fresh = tidied.items.flatMap((item, index) =>
    isKnown(index) ? [] : [{ ...item, hash: hashes[index] ?? '' }],
  );
  const feed = await readCanonical(
    tidied.channel,
    fresh.map(({ xml }) => xml),
  );
  const surroundings = { url: options.url, zone: options.zone ?? 'Asia/Tokyo', authors: authorsOf(feed) };
  return {
    kind: 'parsed',
    feed: normaliseFeed(feed, tidied.format, charset, surroundings),
    items: fresh.map((item, index) => normaliseItem(feed.items[index] ?? {}, item, surroundings)),
    hashes,
    known: hashes.length - fresh.length,
    rejections:
      tidied.cut === 0
        ? []
        : [{ reason: 'too-many-items', detail: `${tidied.cut} items beyond the first ${hashes.length}` }],
  };
};

/** Of bytes made first: given a string, `hash` takes twice the time to make them itself. */
const hashOf = ({ xml, bodies }: WrittenSection): string =>
  hash('sha1', Buffer.from([xml, ...bodies].join('\n'), 'utf16le'), 'base64url');
