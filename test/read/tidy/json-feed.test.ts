import { expect, test } from 'vitest';
import { readJsonFeed } from '../../../src/read/tidy/json-feed.ts';

const read = (document: unknown) => readJsonFeed(JSON.stringify(document));
const itemOf = (item: unknown) => {
  const found = read({ items: [item] });
  return found?.kind === 'tidied' ? found.items[0] : undefined;
};

const NO_FEED = {
  kind: 'unreadable',
  reason: 'not-a-feed',
  detail: 'the document is JSON, but not a JSON Feed',
};

test('a text that does not begin as an object is not judged as JSON', () => {
  expect(readJsonFeed('<rss/>')).toBeUndefined();
  expect(readJsonFeed('[]')).toBeUndefined();
});

test('an object is a feed by its version or by its items', () => {
  const feed = { kind: 'tidied', format: 'json', channel: '', items: [], cut: 0 };
  expect(read({ version: 'https://jsonfeed.org/version/1.1' })).toEqual(feed);
  expect(read({ items: [] })).toEqual(feed);
  expect(read({ items: {}, version: '1' })).toEqual(NO_FEED);
});

test('an object that is cut off is no feed, and says so', () => {
  expect(readJsonFeed(' {"items": [')).toEqual({
    ...NO_FEED,
    detail: 'the document begins like JSON, but is not valid JSON',
  });
});

test('ten thousand items are read, and the others counted', () => {
  const found = read({ items: Array.from({ length: 10_003 }, () => ({ id: 1 })) });
  expect(found?.kind === 'tidied' && [found.items.length, found.cut]).toEqual([10_000, 3]);
});

test('a feed says of itself what a channel says', () => {
  const found = read({
    items: [],
    title: 'A &amp; B',
    home_page_url: 'https://a.example/',
    feed_url: 'https://a.example/feed.json',
    hubs: [{ url: 'https://hub.example/' }, 'x'],
    language: 'ja ',
    authors: [{ name: '編集部' }],
  });
  expect(found?.kind === 'tidied' && found.channel).toBe(
    '<title>A &amp; B</title><dc:creator>編集部</dc:creator><x:link>https://a.example/</x:link><x:link rel="self">https://a.example/feed.json</x:link><x:link rel="hub">https://hub.example/</x:link><language>ja</language>',
  );
});

test('an item says what an item of RSS says', () => {
  const item = itemOf({
    id: 7,
    title: '増配',
    url: 'https://a.example/1',
    external_url: 'https://b.example/1',
    date_published: '2026-11-20',
    date_modified: '2026-11-21',
    content_html: '<p>本文</p>',
    content_text: '本文',
    summary: 'a < b',
    image: 'https://a.example/1.png',
    banner_image: 'https://a.example/2.png',
    tags: ['株', 1],
    attachments: [{ url: 'https://a.example/1.mp3', mime_type: 'audio/mpeg', size_in_bytes: 9 }, {}],
    author: { name: '記者' },
  });
  expect(item).toEqual({
    xml: [
      '<title>増配</title><guid>7</guid><category>株</category><dc:creator>記者</dc:creator>',
      '<x:link>https://a.example/1</x:link><x:link rel="guid">7</x:link>',
      '<x:published>2026-11-20</x:published><x:updated>2026-11-21</x:updated>',
      '<x:content>0</x:content><x:summary>1</x:summary>',
      '<x:enclosure type="audio/mpeg" length="9">https://a.example/1.mp3</x:enclosure>',
      '<x:image rank="0">https://a.example/1.png</x:image><x:image rank="1">https://a.example/2.png</x:image>',
    ].join(''),
    bodies: ['<p>本文</p>', 'a &lt; b'],
  });
});

test('an item without an address or HTML has the other address and the text', () => {
  expect(itemOf({ external_url: 'https://b.example/1', content_text: 'a < b' })).toEqual({
    xml: '<x:link>https://b.example/1</x:link><x:content>0</x:content>',
    bodies: ['a &lt; b'],
  });
});

test('the authors of the newer version go before the author of the older', () => {
  const xml = itemOf({ author: { name: '古' }, authors: [{ name: '新' }, { name: 1 }] })?.xml;
  expect(xml).toBe('<dc:creator>新</dc:creator><dc:creator>1</dc:creator>');
  expect(itemOf({ author: '古' })?.xml).toBe('');
});

test('a text is read in 8192 characters, a body in 1048576', () => {
  const item = itemOf({ title: 'x'.repeat(8193), content_html: 'x'.repeat(1_048_577) });
  expect(item?.xml).toContain(`<title>${'x'.repeat(8192)}</title>`);
  expect(item?.bodies[0]).toHaveLength(1_048_576);
});
