import { describe, expect, test } from 'vitest';
import { parseFeed } from '../../src/read/parse-feed.ts';
import { bytesOfCapturedFeed, capturedFeeds } from './support/captured-feeds.ts';
import { FORBIDDEN_CHARACTER } from './support/forbidden-characters.ts';
import { readStrictly } from './support/strict-reading.ts';

const URL_OF_FEED = 'https://news.example.jp/feed.xml';
const CAPTURED = capturedFeeds();
const HAS_ITEMS = CAPTURED.filter(({ items }) => items > 0);

const parse = async (file: string) => {
  const result = await parseFeed(bytesOfCapturedFeed(file), { url: URL_OF_FEED });
  if (result.kind === 'unreadable') throw new Error(`${file}: ${result.reason}, ${result.detail}`);
  return result;
};

/** A broken document with the repairs that a strict parser needs. */
const repaired = (xml: string): string =>
  xml
    .replace(/^[\s\S]*?(?=<\?xml|<rss|<feed)/, '')
    .replace(/(<\/(rss|feed|rdf:RDF)>)[\s\S]*$/, '$1')
    .replace(/<((img|br|hr)\b[^>]*[^>/])>/g, '<$1/>')
    .replace(/&(?!(amp|lt|gt|quot|apos|#\d+|#x[\da-f]+);)[a-z]*;?/gi, ' ');

describe.skipIf(CAPTURED.length === 0)(
  'captured documents (skipped where ../shared/feeds/real is absent)',
  () => {
    test('are 52', () => {
      expect(CAPTURED).toHaveLength(52);
    });

    test.each(CAPTURED)('$file has $items items', async ({ file, items, format }) => {
      const result = await parse(file);
      expect(result.feed.format).toBe(format);
      expect(result.items).toHaveLength(items);
      expect(result.hashes).toHaveLength(items);
      expect(result.feed.title).toMatch(/\S/);
    });

    test.each(HAS_ITEMS)(
      '$file says what a strict parser reads in it',
      async ({ file, charset, isWellFormed }) => {
        const xml = new TextDecoder(charset).decode(bytesOfCapturedFeed(file));
        const strict = readStrictly(isWellFormed ? xml : repaired(xml));
        const { items } = await parse(file);
        expect(items.map(({ title }) => title)).toEqual(strict.map(({ title }) => title));
        expect(items.map(({ link }) => link)).toEqual(strict.map(({ link }) => link && new URL(link).href));
        expect(items.map(({ published }) => published?.epochMilliseconds)).toEqual(
          strict.map(({ published }) => published),
        );
      },
    );

    test.each(HAS_ITEMS)('$file comes out clean', async ({ file }) => {
      const { items } = await parse(file);
      for (const item of items) {
        const texts = [item.title, item.id, item.summary, item.content, ...item.authors, ...item.categories];
        for (const text of texts) {
          expect(text ?? '').not.toMatch(FORBIDDEN_CHARACTER);
          expect(text).toBe(text?.trim());
        }
        for (const html of [item.summary, item.content]) {
          expect(html ?? '').not.toMatch(
            /<(script|style|iframe|form|object|embed)\b|\son\w+=|(href|src)="(?!https?:|mailto:|#)/i,
          );
        }
        expect(item.link ?? 'https://').toMatch(/^https?:\/\//);
      }
    });

    test('an EUC-JP document with NEC characters loses none of them', async () => {
      const { items } = await parse('mm-mylist-rdf-eucjp-2006-BROKEN.xml');
      expect(JSON.stringify(items)).not.toContain('\ufffd');
    });

    test('a site says the same in RSS, RDF and Atom', async () => {
      for (const site of [
        ['sachigiku-rss2-ja-2019.xml', 'sachigiku-rdf-ja-2019.rdf', 'sachigiku-atom-ja-2019.xml'],
        ['ji1bqw-rss2-ja-2026.xml', 'ji1bqw-rdf-ja-2026.rdf', 'ji1bqw-atom-ja-2026.xml'],
      ]) {
        const [first = [], ...others] = await Promise.all(
          site.map(async (file) => (await parse(file)).items.map(({ title, link }) => ({ title, link }))),
        );
        for (const other of others) expect(other).toEqual(first);
      }
    });
  },
);
