import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseFeed } from '../../../src/adapters/parse/parse-feed.ts';
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

const wellFormed = fc
  .record({
    format: fc.constantFrom(...WRITTEN_FORMATS),
    title: word,
    items: fc.array(
      fc.record({ title: word, link: fc.nat().map((id) => `https://news.example.jp/a/${id}`), body: word }),
      { minLength: 1, maxLength: 5 },
    ),
  })
  .map(({ format, ...feed }) => ({ ...feed, xml: writeFeed(format, feed) }));

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
