import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseFeed } from '../../src/read/parse-feed.ts';
import { fixturePairs } from './support/fixture-pairs.ts';
import { FORBIDDEN_CHARACTER } from './support/forbidden-characters.ts';
import { WRITTEN_FORMATS, writeFeed } from './support/written-feeds.ts';

const OPTIONS = { url: 'https://news.example.jp/rss.xml' };
const CORPUS = fixturePairs().filter(({ bytes }) => bytes.byteLength > 0);

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

const word = fc.string({
  unit: fc.constantFrom(...Array.from('架空電機青空製作所ニュース経済日銀ABCabc0189、。「」％')),
  minLength: 1,
  maxLength: 20,
});

/** Any text that XML can hold, escaped or in CDATA. */
const body = fc
  .tuple(
    fc.string({ unit: 'grapheme', maxLength: 40 }),
    fc.constantFrom('', '<b>', '</item>', '</entry><title>', '<!--'),
    fc.boolean(),
  )
  .map(([text, markup, inCdata]) =>
    inCdata
      ? `<![CDATA[${(text + markup).replaceAll(']]>', '')}]]>`
      : (text + markup).replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;'),
  );

const wellFormed = fc
  .record({
    format: fc.constantFrom(...WRITTEN_FORMATS),
    title: word,
    items: fc.array(
      fc.record({ title: word, link: fc.nat().map((id) => `https://news.example.jp/a/${id}`), body }),
      { minLength: 1, maxLength: 5 },
    ),
  })
  .map(({ format, ...feed }) => ({ ...feed, format, xml: writeFeed(format, feed) }));

/** What servers, proxies and scripts put around a document; `<html` would make it a page. */
const junkBefore = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }).map((text) => text.replaceAll('<', '')),
  fc.constantFrom(
    '\ufeff',
    '\n\n',
    '<br />\n<b>Warning</b>: x in <b>/a.php</b>\n',
    '<!-- cached -->\n',
    'HTTP/1.1 200 OK\r\n\r\n',
  ),
);
const junkAfter = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }).map((text) => text.replaceAll('<', '')),
  fc.constantFrom(
    '<!-- 0.1 s -->',
    '<script>x()</script>',
    '</rss></feed>',
    '&',
    '<',
    '<!DOCTYPE html>',
    ']]>',
  ),
);

/** A document of the corpus with bytes put in, taken out or doubled. */
const mutated = fc
  .tuple(
    fc.constantFrom(...CORPUS),
    fc.array(fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.nat(12), splice()), { maxLength: 6 }),
  )
  .map(([{ bytes }, cuts]) =>
    cuts.reduce((before, [where, taken, given]) => {
      const at = Math.floor(where * before.byteLength);
      return Uint8Array.from([...before.subarray(0, at), ...given, ...before.subarray(at + taken)]);
    }, bytes),
  );

function splice() {
  return fc.oneof(
    fc.uint8Array({ maxLength: 6 }),
    fc
      .constantFrom(
        '&#0;',
        '&#x1f;',
        '&#xd800;',
        '&#xfffe;',
        '\u0000',
        '\u0008',
        '\ufffe',
        '<',
        '>',
        ']]>',
        '<![CDATA[',
        '&',
        '</item>',
        '<item>',
        '<!--',
        '"',
      )
      .map(utf8),
  );
}

/** Where the end tag of an item ends; every item but the last is followed by a line break. */
const endOfItem = (xml: string, index: number): number => {
  const ends = [...xml.matchAll(/<\/(item|entry)>(?=\n|<\/)/g)];
  const found = ends[index];
  return found === undefined ? Number.POSITIVE_INFINITY : found.index + found[0].length;
};

const textsIn = (value: unknown): readonly string[] => {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
};

describe('the parser, whatever it is given', () => {
  test('keeps the complete items of a well-formed feed wrapped in junk', async () => {
    await fc.assert(
      fc.asyncProperty(junkBefore, wellFormed, junkAfter, async (before, { xml, items }, after) => {
        const result = await parseFeed(utf8(before + xml + after), OPTIONS);
        const kept =
          result.kind === 'parsed' ? result.items.map(({ title, link }) => ({ title, link })) : result;
        expect(kept).toEqual(items.map(({ title, link }) => ({ title, link })));
      }),
    );
  });

  test('keeps every item that was complete before the document was cut off', async () => {
    await fc.assert(
      fc.asyncProperty(
        wellFormed,
        fc.double({ min: 0, max: 1, noNaN: true }),
        async ({ xml, items }, where) => {
          const cut = Math.floor(where * xml.length);
          const complete = items.filter((_, index) => endOfItem(xml, index) <= cut);
          const result = await parseFeed(utf8(xml.slice(0, cut)), OPTIONS);
          const titles = result.kind === 'parsed' ? result.items.map(({ title }) => title) : [];
          expect(titles.slice(0, complete.length)).toEqual(complete.map(({ title }) => title));
        },
      ),
    );
  });

  test('leaves known items out, counts them, and reads the others as before', async () => {
    await fc.assert(
      fc.asyncProperty(wellFormed, fc.infiniteStream(fc.boolean()), async ({ xml }, chance) => {
        const all = await parseFeed(utf8(xml), OPTIONS);
        if (all.kind === 'unreadable') throw new Error(all.detail);
        const known = new Set(all.hashes.filter(() => chance.next().value));
        const rest = await parseFeed(utf8(xml), { ...OPTIONS, known });
        const left = all.items.filter(({ hash }) => !known.has(hash));
        const count = all.items.length - left.length;
        expect(rest).toEqual({ ...all, items: left, known: count });
      }),
    );
  });

  test('gives an item the hash of what it says, wherever it stands', async () => {
    await fc.assert(
      fc.asyncProperty(wellFormed, wellFormed, async ({ format, title, items }, other) => {
        const hashes = async (list: typeof items) => {
          const result = await parseFeed(utf8(writeFeed(format, { title, items: list })), OPTIONS);
          return result.kind === 'parsed' ? result.hashes : [];
        };
        const alone = await hashes(items);
        expect(await hashes([...other.items, ...items])).toEqual([...(await hashes(other.items)), ...alone]);
        const edited = await hashes(items.map((item) => ({ ...item, title: `${item.title}改` })));
        expect(edited.filter((hash, index) => hash === alone[index])).toEqual([]);
      }),
    );
  });

  test('never gives out a character that XML forbids', async () => {
    await fc.assert(
      fc.asyncProperty(mutated, async (bytes) => {
        const result = await parseFeed(bytes, OPTIONS);
        for (const text of textsIn(result)) expect(text).not.toMatch(FORBIDDEN_CHARACTER);
      }),
    );
  });

  test('reads a document as if it were the first, after any other and beside it', async () => {
    await fc.assert(
      fc.asyncProperty(mutated, mutated, async (one, other) => {
        const first = await parseFeed(one, OPTIONS);
        await parseFeed(other, OPTIONS);
        const [again] = await Promise.all([parseFeed(one, OPTIONS), parseFeed(other, OPTIONS)]);
        expect(again).toEqual(first);
      }),
    );
  });
});
