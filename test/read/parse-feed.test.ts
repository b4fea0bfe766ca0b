import { expect, test } from 'vitest';
import { parseFeed } from '../../src/read/parse-feed.ts';
import { packResult, unpackResult } from '../../src/read/parse-message.ts';

const URL_OF_FEED = 'https://news.example.jp/feed.xml';
const feed = (...items: readonly string[]): Uint8Array =>
  Buffer.from(
    `<rss><channel><lastBuildDate>Fri, 20 Nov 2026 18:30:00 +0900</lastBuildDate>${items.map((item) => `<item>${item}</item>`).join('')}</channel></rss>`,
  );
const ITEM = '<title>1</title><pubDate>Fri, 20 Nov 2026 18:30:00 +0900</pubDate>';
const OLDER =
  '<title>2</title><pubDate>Fri, 20 Nov 2026 17:30:00 +0900</pubDate><description>本文</description>';

test('the hashes of items stay the same from version to version, so that known items stay known', async () => {
  const result = await parseFeed(feed(ITEM, OLDER), { url: URL_OF_FEED });
  expect(result.kind === 'parsed' && result.hashes).toEqual(HASHES);
});

test('known items are left out, and of the others the newest are taken', async () => {
  const [first = '', second = ''] = HASHES;
  const known = await parseFeed(feed(ITEM, OLDER), { url: URL_OF_FEED, known: new Set([first]) });
  expect(known).toMatchObject({ items: [{ title: '2', hash: second }], known: 1, left: [], hashes: HASHES });
  const most = await parseFeed(feed(OLDER, ITEM), { url: URL_OF_FEED, most: 1 });
  expect(most).toMatchObject({ items: [{ title: '1' }], known: 0, left: [second] });
});

test('a document above 64 MB is not read', async () => {
  const bytes = { length: 64_000_001 } as Uint8Array;
  expect(await parseFeed(bytes, { url: URL_OF_FEED })).toEqual({
    kind: 'unreadable',
    reason: 'too-large',
    detail: 'the document has 64000001 bytes, more than 64000000',
  });
});

test('a result passes between threads with its moments', async () => {
  const undated = '<title>3</title><atom:updated>2026-11-21T00:00:00Z</atom:updated>';
  for (const document of [feed(ITEM, OLDER, undated), Buffer.from('hello')]) {
    const result = await parseFeed(document, { url: URL_OF_FEED });
    expect(unpackResult(structuredClone(packResult(result)))).toEqual(result);
  }
});

const HASHES = ['XLORWkiHqgHB1tLvgWzMOCdvofo', 'G1hSi6PCwJ6BZQcqZRRdqBlgXa0'];
