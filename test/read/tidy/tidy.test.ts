import fc from 'fast-check';
import { SaxesParser } from 'saxes';
import { describe, expect, test } from 'vitest';
import { readJsonFeed } from '../../../src/read/tidy/json-feed.ts';
import { tidy } from '../../../src/read/tidy/tidy.ts';

const URL_OF_FEED = 'https://news.example.jp/feed.xml';

const itemsOf = (text: string): readonly string[] => {
  const tidied = tidy(text, URL_OF_FEED);
  return tidied.kind === 'tidied' ? tidied.items.map(({ xml }) => xml) : [];
};

const FRAGMENTS = [
  '<rss>',
  '<feed xmlns="http://www.w3.org/2005/Atom">',
  '<rdf:RDF>',
  '<channel>',
  '<item>',
  '<entry>',
  '<title>',
  '<title type="xhtml">',
  '<link>',
  '<link href="/a?b&c"/>',
  '<guid>',
  '<description>',
  '<content:encoded>',
  '<content type="xhtml">',
  '<author>',
  '<name>',
  '<source url="x">',
  '<media:group>',
  '<media:thumbnail url="//i/1.png"/>',
  '<image>',
  '<br>',
  '<b a="\'<&">',
  '<q:r xmlns:q="q">',
  '</title>',
  '</item>',
  '</description>',
  '</channel>',
  '</b>',
  '</x>',
  '<![CDATA[',
  ']]>',
  '<!--',
  '-->',
  '<!',
  '&amp;',
  '&#1;',
  '&',
  '\0',
  '日本',
  ' ',
  'text',
  '<__proto__>',
  'xml:base="b"',
  '>',
  '<',
  '"',
];

describe('any markup becomes canonical elements', () => {
  test('whatever the markup, the canonical form is well-formed', () => {
    const check = fc.check(
      fc.property(fc.array(fc.constantFrom(...FRAGMENTS), { maxLength: 60 }), (pieces) => {
        const tidied = tidy(pieces.join(''), URL_OF_FEED);
        if (tidied.kind === 'unreadable') return;
        const items = tidied.items.map(({ xml }) => `<item>${xml}</item>`).join('');
        const xml = `<rss xmlns:x="urn:x" xmlns:dc="urn:dc">${tidied.channel}${items}</rss>`;
        new SaxesParser({ xmlns: true }).write(xml).close();
      }),
      { numRuns: 2000 },
    );
    expect(check.counterexample).toBeNull();
  });

  test('the best candidate of a field comes first, wherever it stood', () => {
    const [item] = itemsOf(
      '<rss xmlns:dc="http://purl.org/dc/elements/1.1/"><item><dc:date>second</dc:date><pubDate>first</pubDate></item></rss>',
    );
    expect(item).toBe('<x:published>first</x:published><x:published>second</x:published>');
  });

  test('a field that was never closed ends where the next one begins', () => {
    const [item] = itemsOf('<rss><item><title>a<link>https://a.example/</link></item></rss>');
    expect(item).toBe('<title>a</title><x:link>https://a.example/</x:link>');
  });

  test('an item that was never closed ends where the next one begins', () => {
    expect(itemsOf('<rss><item><title>a</title><item><title>b</title>')).toEqual([
      '<title>a</title>',
      '<title>b</title>',
    ]);
  });

  test('items nested without end count once', () => {
    expect(itemsOf(`<rss>${'<item>'.repeat(20_000)}<title>a</title>`)).toEqual(['<title>a</title>']);
  });

  test('the titles of an image, a text input and a media object are not the title', () => {
    const text =
      '<rss><channel><image><title>no</title></image><item><media:content url="v"><media:title>no</media:title></media:content><title>yes</title></item></channel></rss>';
    expect(itemsOf(text)).toEqual(['<title>yes</title>']);
    expect(tidy(text, URL_OF_FEED)).toMatchObject({ channel: '' });
  });

  test('an end tag without its start tag closes nothing', () => {
    expect(itemsOf('<rss><item><title>a</b></i></title><guid>1</guid></item></rss>')).toEqual([
      '<title>a</title><guid>1</guid><x:link rel="guid">1</x:link>',
    ]);
  });

  test('a base is written only where it is not the address of the document', () => {
    const text = (base: string) => `<rss><item xml:base="${base}"><link>a</link></item></rss>`;
    expect(itemsOf(text('https://other.example/'))).toEqual([
      '<x:link b="https://other.example/">a</x:link>',
    ]);
    expect(itemsOf(text(URL_OF_FEED))).toEqual(['<x:link>a</x:link>']);
  });

  test('a page, an empty text and another vocabulary are distinguished', () => {
    const reasonOf = (text: string) => {
      const tidied = tidy(text, URL_OF_FEED);
      return tidied.kind === 'unreadable' ? tidied.reason : tidied.kind;
    };
    expect(reasonOf('<!DOCTYPE html><html><title>a</title></html>')).toBe('html-page');
    expect(reasonOf(' \n')).toBe('empty');
    expect(reasonOf('<opml><body/></opml>')).toBe('not-a-feed');
    expect(reasonOf('<p>Warning</p><rss/>')).toBe('tidied');
  });

  test('JSON that is cut off and JSON of another kind are distinguished', () => {
    expect(readJsonFeed('{"version": "https://jsonfeed.org/version/1.1", "items": [')).toMatchObject({
      detail: 'the document begins as JSON, but is not valid to its end',
    });
    expect(readJsonFeed('{"error": "down"}')).toMatchObject({
      detail: 'the document is JSON, but not a JSON Feed',
    });
  });
});
