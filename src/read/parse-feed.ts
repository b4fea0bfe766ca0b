import { hash } from 'node:crypto';
import { newestItems } from '../domain/item/newest-items.ts';
import type { ParseOptions, ParseResult } from '../domain/item/raw-item.ts';
import { decode } from './decode.ts';
import { datesOf, normaliseItem } from './normalise/make-raw-item.ts';
import { normaliseFeed } from './normalise/normalise-feed.ts';
import { readCanonical, texts } from './normalise/read-canonical.ts';
import { repairMarkup, repairTwiceEncoded } from './repair-markup.ts';
import { readJsonFeed } from './tidy/json-feed.ts';
import type { WrittenSection } from './tidy/section.ts';
import { tidy } from './tidy/tidy.ts';

/** Maximum size of a document in bytes: the largest `fetch.maxBytes` that the config accepts. */
const MAX_DOCUMENT_BYTES = 64_000_000;

/**
 * Reads an RSS, RDF, Atom or JSON Feed document in any encoding. Skips items whose hash is in `known`, and converts at
 * most the newest `most` of the others (by default all). The result is `unreadable` if the document is too large or is
 * not a feed.
 */
export const parseFeed = async (bytes: Uint8Array, options: ParseOptions): Promise<ParseResult> => {
  if (bytes.length > MAX_DOCUMENT_BYTES) {
    return {
      kind: 'unreadable',
      reason: 'too-large',
      detail: `the document has ${bytes.length} bytes, more than ${MAX_DOCUMENT_BYTES}`,
    };
  }
  const { text, charset } = decode(bytes, options.contentType);
  const tidied =
    readJsonFeed(text) ??
    tidy(repairMarkup(charset === 'utf-8' ? repairTwiceEncoded(text) : text), options.url);
  if (tidied.kind === 'unreadable') return tidied;
  const hashes = tidied.items.map(hashOf);
  const isKnown = (index: number): boolean => options.known?.has(hashes[index] ?? '') ?? false;
  const unknown = tidied.items.flatMap((item, index) =>
    isKnown(index) ? [] : [{ ...item, hash: hashes[index] ?? '' }],
  );
  const feed = await readCanonical(
    tidied.channel,
    unknown.map(({ xml }) => xml),
  );
  const zone = options.zone ?? 'Asia/Tokyo';
  const fresh = unknown.map((written, index) => ({ written, item: feed.items[index] ?? {} }));
  const taken = newestItems(fresh, options.most ?? fresh.length, ({ item }) => datesOf(item, zone));
  const takenHashes = new Set(taken.map(({ written }) => written.hash));
  const surroundings = { url: options.url, zone, authors: texts(feed.authors) };
  return {
    kind: 'parsed',
    feed: normaliseFeed(feed, tidied.format, charset, surroundings),
    items: taken.map(({ item, written }) => normaliseItem(item, written, surroundings)),
    hashes,
    known: hashes.length - fresh.length,
    left: unknown.map(({ hash }) => hash).filter((hash) => !takenHashes.has(hash)),
    cut: tidied.cut,
  };
};

const hashOf = ({ xml, bodies }: WrittenSection): string =>
  hash('sha1', Buffer.from([xml, ...bodies].join('\n'), 'utf16le'), 'base64url');
