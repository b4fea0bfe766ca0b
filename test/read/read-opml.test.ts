import { describe, expect, test } from 'vitest';
import { readOpml } from '../../src/read/read-opml.ts';
import { renderOpml } from '../../src/site/feed/render-opml.ts';
import { makeOutlet, makeSource } from '../make.ts';
import { encodeEucJp, encodeShiftJis, encodeUtf16 } from './support/japanese-encoders.ts';

const bytes = (text: string) => new TextEncoder().encode(text);
const feedsOf = (list: Uint8Array) => {
  const read = readOpml(list);
  if (read.kind === 'unreadable') throw new Error(read.reason);
  return read.feeds;
};

const JAPANESE = (charset: string) =>
  `<?xml version="1.0" encoding="${charset}"?><opml version="1.0"><body><outline text="経済"><outline text="架空新聞" type="rss" xmlUrl="https://kaku.example/rss"/></outline></body></opml>`;

describe('reading an OPML list', () => {
  test('finds feeds at any depth, with the folders they lie in', () => {
    const list = `<opml version="2.0"><body>
      <outline text="News"><outline text="Japan">
        <outline text="Kaku &amp; Co" type="rss" xmlUrl="https://kaku.example/?a=1&amp;b=2" htmlUrl="https://kaku.example/" language="ja"></outline>
      </outline><outline title="Kaso" xmlUrl="https://kaso.example/feed"/></outline>
      <outline text="Alone" xmlUrl="https://alone.example/"/></body></opml>`;
    expect(feedsOf(bytes(list))).toEqual([
      { url: 'https://kaku.example/?a=1&b=2', name: 'Kaku & Co', folders: ['News', 'Japan'], language: 'ja' },
      { url: 'https://kaso.example/feed', name: 'Kaso', folders: ['News'] },
      { url: 'https://alone.example/', name: 'Alone', folders: [] },
    ]);
  });

  test.each([
    ['Shift_JIS', encodeShiftJis(JAPANESE('Shift_JIS'))],
    ['EUC-JP', encodeEucJp(JAPANESE('EUC-JP'))],
    ['UTF-16 without a mark', encodeUtf16(JAPANESE('UTF-16'), 'little')],
    ['UTF-8 that claims to be Latin-1', bytes(JAPANESE('ISO-8859-1'))],
    ['UTF-8 with a byte order mark', bytes(`\ufeff${JAPANESE('UTF-8')}`)],
  ])('reads one in %s', (_, list) => {
    expect(feedsOf(list)).toEqual([{ url: 'https://kaku.example/rss', name: '架空新聞', folders: ['経済'] }]);
  });

  test.each([
    ['a feed: address', '<outline xmlUrl="feed://a.example/rss"/>', 'http://a.example/rss'],
    ['a feed: before https', '<outline xmlUrl="feed:https://a.example/rss"/>', 'https://a.example/rss'],
    ['attributes in other letters', '<OUTLINE XMLURL="https://a.example/rss"/>', 'https://a.example/rss'],
    ['the url of old lists', '<outline type="rss" url="https://a.example/rss"/>', 'https://a.example/rss'],
    ['a bare ampersand', '<outline xmlUrl="https://a.example/?x=1&y=2"/>', 'https://a.example/?x=1&y=2'],
    [
      'an end that is missing',
      '<body><outline xmlUrl="https://a.example/rss"><outline',
      'https://a.example/rss',
    ],
  ])('takes %s', (_, outline, url) => {
    expect(feedsOf(bytes(`<opml>${outline}`))).toMatchObject([{ url }]);
  });

  test('reads what we write', () => {
    const sources = [
      makeSource('kaku', { outlet: makeOutlet('kaku', { name: 'Kaku <&> "新聞"' }) }),
      makeSource('kaso'),
    ];
    expect(feedsOf(bytes(renderOpml(sources, 'Ours', [])))).toMatchObject([
      { url: 'https://kaku.example/feed.xml', name: 'Kaku <&> "新聞"' },
      { url: 'https://kaso.example/feed.xml', name: 'kaso' },
    ]);
  });

  test('takes an empty list for one of no feeds, and outlines alone for a list', () => {
    expect(feedsOf(bytes('<OPML/>'))).toEqual([]);
    expect(feedsOf(bytes('<outline xmlUrl="https://a.example/rss"/>'))).toHaveLength(1);
  });

  test.each(['', 'hello', '{"a":1}', '<html><body>no</body></html>'])('says that %j is none', (text) => {
    expect(readOpml(bytes(text))).toEqual({
      kind: 'unreadable',
      reason: 'it is not OPML: it has no <outline> element',
    });
  });
});
