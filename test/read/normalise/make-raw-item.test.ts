import { describe, expect, test } from 'vitest';
import { normaliseItem } from '../../../src/read/normalise/make-raw-item.ts';
import type { ReadElement, ReadItem } from '../../../src/read/normalise/read-canonical.ts';

const SURROUNDINGS = { url: 'https://news.example.jp/feed.xml', zone: 'Asia/Tokyo', authors: ['編集部'] };

const normalised = (item: ReadItem, bodies: readonly string[] = []) =>
  normaliseItem(item, { hash: 'h', bodies }, SURROUNDINGS);

describe('the title of an item', () => {
  const titleOf = (title: string, source: ReadElement) => normalised({ title, sources: [source] }).title;

  test('loses the outlet at its end that the item names as its source', () => {
    expect(titleOf('架空電機が増配 - 架空新聞', '架空新聞')).toBe('架空電機が増配');
    expect(titleOf('架空電機が増配 - 青空新聞', '架空新聞')).toBe('架空電機が増配 - 青空新聞');
    expect(titleOf('架空電機 - ', { $: { url: '/' } })).toBe('架空電機 - ');
    expect(normalised({ title: '架空電機 - ' }).title).toBe('架空電機 - ');
  });

  test('that is nothing but the outlet stays', () => {
    expect(titleOf(' - 架空新聞', '架空新聞')).toBe(' - 架空新聞');
    expect(titleOf('a - 架空新聞', '架空新聞')).toBe('a');
    expect(titleOf('a\u3000 - 架空新聞', '架空新聞')).toBe('a');
  });

  test('that is empty is none', () => {
    expect(normalised({ title: '' })).not.toHaveProperty('title');
  });
});

test('an item that says nothing has the authors of its feed', () => {
  expect(normalised({})).toEqual({ authors: ['編集部'], categories: [], enclosures: [], hash: 'h' });
});

test('the authors are those of the item, else those of its source', () => {
  expect(normalised({ authors: ['記者', '記者'], sourceAuthors: ['通信社'] }).authors).toEqual(['記者']);
  expect(normalised({ authors: [''], sourceAuthors: ['通信社'] }).authors).toEqual(['通信社']);
});

test.each<[ReadElement, unknown]>([
  ['架空新聞', { name: '架空新聞' }],
  [
    { _: '架空新聞', $: { url: '/a' } },
    { name: '架空新聞', url: 'https://news.example.jp/a' },
  ],
  [{ $: { url: '/a', b: 'https://b.example/' } }, { url: 'https://b.example/a' }],
  [{ $: { url: 'mailto:a@b.example' } }, undefined],
  ['', undefined],
])('the source %j is read as %j', (element, source) => {
  expect(normalised({ sources: [element] }).source).toEqual(source);
});

test('the enclosures are those of the elements and of the links that are one', () => {
  const item = {
    enclosures: [
      { _: '/1.mp3', $: { type: 'audio/mpeg', length: '12' } },
      { _: 'javascript:x', $: {} },
    ],
    links: [
      { _: '/2.mp3', $: { rel: 'Enclosure', length: '0' } },
      { _: '/page', $: { rel: 'related' } },
    ],
  };
  expect(normalised(item).enclosures).toEqual([
    { url: 'https://news.example.jp/1.mp3', type: 'audio/mpeg', length: 12 },
    { url: 'https://news.example.jp/2.mp3' },
  ]);
});

describe('a body', () => {
  const contentOf = (body: string, source = '架空新聞') =>
    normalised({ contents: ['0'], sources: [source] }, [body]).content;
  const google = (words: string) => `<a href="https://news.google.com/x">${words}</a>`;

  test('that is only links to Google News is left out', () => {
    expect(contentOf(google('a'))).toBeUndefined();
    expect(contentOf(`${google('a')}&nbsp;<span>架空新聞</span>`)).toBeUndefined();
    expect(
      contentOf(`<ol>\n<li>${google('a')} <i>x</i></li><li><b>${google('b')}</b></li>\n</ol>`),
    ).toBeUndefined();
  });

  test('that says more stays', () => {
    const list = (...items: string[]) => `<ol>${items.map((item) => `<li>${item}</li>`).join('')}</ol>`;
    for (const body of [
      `${google('a')} 青空新聞`,
      `本文 ${google('a')}`,
      `本文${list(google('a'))}`,
      `${list(google('a'))}本文`,
      list(google('a'), '本文'),
      `<a href="https://news.example.jp/a">a</a>`,
      list(google('a'), '<a href="https://news.example.jp/a">a</a>'),
      '本文',
    ])
      expect(contentOf(body), body).toBe(body);
  });

  test('that is missing or empty is none', () => {
    expect(normalised({ contents: [''], summaries: ['1'] }, ['<p>本文</p>'])).toEqual(normalised({}));
    expect(contentOf('<script>x()</script>')).toBeUndefined();
  });
});

describe('the link of an item', () => {
  const link = (address: string, rel?: string, type?: string): ReadElement => ({
    _: address,
    $: { ...(rel === undefined ? {} : { rel }), ...(type === undefined ? {} : { type }) },
  });
  const ORDER = [
    link('/1'),
    link('/2', 'Alternate', 'text/HTML'),
    link('/3', 'alternate'),
    link('/4', 'alternate', 'text/plain'),
    link('https://news.example.jp/5', 'guid'),
    link('/6', 'about'),
  ];

  test.each(ORDER.map((_, index) => index))('is the best kind that it has: %s', (index) => {
    const links = ORDER.slice(index).toReversed();
    expect(normalised({ links }).link).toBe(`https://news.example.jp/${index + 1}`);
  });

  test.each([
    ['XHTML is a page too', [link('/1', 'alternate'), link('/2', 'alternate', 'application/xhtml+xml')], '2'],
    [
      'a relation may be the address of its name',
      [link('/2', 'http://www.iana.org/assignments/relation/alternate')],
      '2',
    ],
    ['an id is a link only as a full address', [link('2', 'guid'), link('/3', 'about')], '3'],
    ['a link that leads nowhere is passed over', [link('mailto:a@b.example'), link('/2')], '2'],
  ])('%s', (_, links, path) => {
    expect(normalised({ links }).link).toBe(`https://news.example.jp/${path}`);
  });

  test('is none if no kind of it leads to a page', () => {
    expect(normalised({ links: [link('/1', 'related')] })).not.toHaveProperty('link');
  });
});
