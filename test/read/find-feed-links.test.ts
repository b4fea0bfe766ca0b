import { expect, test } from 'vitest';
import { findFeedLinks } from '../../src/read/find-feed-links.ts';

const find = (html: string, url = 'https://a.example/news/') =>
  findFeedLinks(Buffer.from(html), { url, contentType: 'text/html; charset=utf-8' });
const declaring = (attributes: string) => find(`<link ${attributes} href="/x">`).declared.length === 1;

test.each([
  'rel="alternate" type="application/rss+xml"',
  'rel="alternate" type="application/atom+xml; charset=utf-8"',
  'rel="ALTERNATE" type="application/rdf+xml"',
  'rel="alternate" type="application/feed+json"',
  'rel="alternate" type="text/xml"',
  'rel="alternate home" type="application/xml"',
  'rel="alternate" type="Application/RSS+XML"',
  'rel="feed"',
  'rel="FEED"',
])('a page declares a feed by %s', (attributes) => {
  expect(declaring(attributes)).toBe(true);
});

test.each([
  'rel="alternate" type="text/html"',
  'rel="alternate" type="application/json"',
  'rel="alternate" hreflang="en"',
  'rel="stylesheet" type="text/xml"',
  'type="application/rss+xml"',
])('a page declares no feed by %s', (attributes) => {
  expect(declaring(attributes)).toBe(false);
});

test('JSON is a feed where its address looks like one', () => {
  const link = (href: string) =>
    find(`<link rel="alternate" type="application/json" href="${href}">`).declared;
  expect(link('/feed.json')).toEqual([{ url: 'https://a.example/feed.json' }]);
  expect(
    find('<link rel="alternate" type="Application/JSON; charset=utf-8" href="/FEED.json">').declared,
  ).toHaveLength(1);
  expect(link('/posts/1')).toEqual([]);
});

test('a link is one to a feed by its address or by its words', () => {
  const links = (href: string, words = 'News') =>
    find(`<a href="${href}">${words}</a>`).linked.map(({ url }) => url);
  for (const path of [
    '/rss',
    '/news.rdf',
    '/feeds/all',
    '/rss2',
    '/?feed=rss2',
    '/x?format=atom',
    '/a_rss_b',
    '/all.atom',
    '/RSS',
  ])
    expect(links(path), path).toEqual([`https://a.example${path}`]);
  for (const words of ['RSS', ' Atom 1.0', 'フィード', 'RSS配信', 'Feed'])
    expect(links('/x', words), words).toEqual(['https://a.example/x']);
  for (const path of ['/news', '/grass', '/feedback', '/press', 'mailto:a@b.example', 'javascript:rss()'])
    expect(links(path), path).toEqual([]);
  expect(links('/x', 'Subscribe to RSS')).toEqual([]);
});

test('addresses are absolute, by the base of the page, without fragments, each once, with their names', () => {
  const page = find(`<base href="/deep/er/"><title> A &amp; B
    news</title><meta property="og:site_name" content="Kaku &amp; Co"><meta property="og:site_name" content="Other">
    <link rel="alternate" type="application/rss+xml" href="feed.xml#x" title="All &lt;b&gt;news">
    <a href="feed.xml">RSS</a><a href=" ../rss ">the <b>RSS</b> feed</a><a href="/rss">again</a>`);
  expect(page).toEqual({
    title: 'A & B news',
    siteName: 'Kaku & Co',
    declared: [{ url: 'https://a.example/deep/er/feed.xml', title: expect.stringContaining('news') }],
    linked: [
      { url: 'https://a.example/deep/rss', title: 'the RSS feed' },
      { url: 'https://a.example/rss', title: 'again' },
    ],
  });
  expect(find('<p>Nothing')).toEqual({ declared: [], linked: [] });
});

test('what stands between two links is no name of a feed', () => {
  expect(find('<a href="/about"><img src="a.png"></a> RSS <a name="top">Top</a>').linked).toEqual([]);
});

test('spaces of any kind around an address are no part of it', () => {
  const spaced = '\u3000https://b.example/rss\u00a0';
  expect(find(`<a href="${spaced}">News</a>`).linked).toEqual([
    { url: 'https://b.example/rss', title: 'News' },
  ]);
  expect(find(`<link rel="feed" href="${spaced}">`).declared).toEqual([{ url: 'https://b.example/rss' }]);
});

test('a link without an address that can be read is left out', () => {
  expect(find('<a href="https://[x">RSS</a><link rel="feed" href="https://[x">')).toEqual({
    declared: [],
    linked: [],
  });
});

test('the name of a site is read from a meta element alone', () => {
  expect(find('<p property="og:site_name" content="Other">').siteName).toBeUndefined();
  expect(find('<meta name="og:site_name" content="Kaku">').siteName).toBe('Kaku');
});

test('a page is called by its first title, without what stands after it', () => {
  expect(find('<title>News</title><p>more</p><svg><title>Icon</title></svg>').title).toBe('News');
});

test('a page is read until a thousand tags are open', () => {
  const link = '<link rel="feed" href="/x">';
  const found = (depth: number) => find(`${'<b>'.repeat(depth)}${' '.repeat(10_000)}${link}`).declared.length;
  expect([found(1000), found(1001)]).toEqual([1, 0]);
  expect(find(`${'<b></b>'.repeat(2000)}${' '.repeat(10_000)}${link}`).declared).toHaveLength(1);
  const closed = `${'<i></i>'.repeat(10)}${'<b>'.repeat(1001)}${' '.repeat(10_000)}`;
  expect(find(`${closed}${link}`).declared).toEqual([]);
});

test('of a directory of feeds fifty are taken, of each kind', () => {
  const many = Array.from(
    { length: 60 },
    (_, n) => `<link rel="feed" href="/d${n}"><a href="/rss/${n}">x</a>`,
  ).join('');
  const { declared, linked } = find(many);
  expect([declared.length, linked.length]).toEqual([50, 50]);
  expect([declared[49]?.url, linked[49]?.url]).toEqual(['https://a.example/d49', 'https://a.example/rss/49']);
});

test('a page is read up to a million characters', () => {
  const link = '<link rel="feed" href="/x">';
  const at = (length: number) => find(`${' '.repeat(length - link.length)}${link}`).declared.length;
  expect([at(1_000_000), at(1_000_001)]).toEqual([1, 0]);
});
