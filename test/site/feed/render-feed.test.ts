import { spawnSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import type { Entry } from '../../../src/domain/entry/entry.ts';
import type { FeedFormat } from '../../../src/site/feed/feed-view.ts';
import { renderFeed } from '../../../src/site/feed/render-feed.ts';
import { sampleCopy, sampleEntry } from '../../domain/entry/sample-entry.ts';
import { instant } from '../../make.ts';
import { isInstalled } from '../../support/debian.ts';
import { settings as hubless, view } from './merged-feed.ts';
import { all, readXml, textOf } from './read-feed.ts';

const FORMATS: readonly FeedFormat[] = ['rss', 'atom', 'json'];
const settings = { ...hubless, hub: 'https://hub.example/' };
const render = (format: FeedFormat, ...entries: readonly Entry[]) =>
  renderFeed(format, view, entries, settings);
const full = sampleEntry('a', {
  byline: '架空花子',
  image: { url: 'https://kaku.example/1.jpg?w=1&h=2' },
  updated: instant('2026-11-24T05:00:00Z'),
  tags: [{ kind: 'topic', key: 'ma', label: 'M&A' }],
  alsoReportedBy: [
    sampleCopy('times', { title: 'R&D <up>' }),
    sampleCopy('post', { link: 'javascript:alert(1)' }),
  ],
});

describe.each(FORMATS)('a feed in %s', (format) => {
  test('has the same bytes for the same entries', () => {
    expect(render(format, full)).toBe(render(format, structuredCloneOf(full)));
  });

  test('of no entries is whole, and says no time of day', () => {
    const empty = render(format);
    const items =
      format === 'json' ? JSON.parse(empty).items : all(readXml(empty), format === 'rss' ? 'item' : 'entry');
    expect(items).toEqual([]);
    expect(empty).toBe(render(format));
  });

  test('names its own address, its hub and its language', () => {
    const japanese = renderFeed(format, { ...view, path: '/languages/ja', language: 'ja' }, [full], settings);
    expect(japanese).toContain(`https://kawaraban.example/languages/ja.${format}`);
    expect(japanese).toContain('https://hub.example/');
    expect(japanese).toMatch(/<language>ja<|xml:lang="ja" xmlns=|"language": "ja",\s+"authors"/);
  });

  test('without a hub names none', () => {
    expect(renderFeed(format, view, [full], hubless)).not.toMatch(/hub/);
  });

  test('of a search keeps the words in its address', () => {
    const search = { ...view, path: '/search?q=日銀', pagePath: '/search?q=日銀' };
    expect(renderFeed(format, search, [full], settings)).toContain(
      `https://kawaraban.example/search.${format}?q=%E6%97%A5%E9%8A%80`,
    );
  });

  test('ends an entry’s content with one list of the other outlets, in the entry’s language', () => {
    const body = bodyOf(format, full);
    expect(body).toBe(
      '<p>架空電機は新工場を稼働した。</p><p>その他の報道</p><ul><li>times: <a href="https://times.example/1" hreflang="en" lang="en">R&amp;D &lt;up&gt;</a></li></ul>',
    );
    expect(bodyOf(format, { ...full, language: 'en' })).toContain('<p>Also reported by</p><ul>');
  });

  test('shows of a headline where to read on', () => {
    const { summary: _, ...headline } = sampleEntry('a');
    expect(bodyOf(format, headline)).toBe(
      '<p><a href="https://kaku.example/a?a=1&amp;b=2">Kaku Shimbunで読む</a></p>',
    );
    expect(bodyOf(format, { ...headline, language: 'en' })).toContain('Read it at Kaku Shimbun');
  });

  test('shows a full text where there is one, and each paragraph of a summary where not', () => {
    expect(bodyOf(format, { ...sampleEntry('a'), contentHtml: '<p>本文</p>' })).toBe('<p>本文</p>');
    expect(bodyOf(format, sampleEntry('a', { summary: '一。\n二。' }))).toBe('<p>一。</p><p>二。</p>');
  });
});

describe.skipIf(!isInstalled('xmllint', 'libxml2-utils'))('xmllint (package libxml2-utils)', () => {
  test.each(['rss', 'atom'] as const)('finds a feed in %s well-formed', (format) => {
    const { status, stderr } = spawnSync('xmllint', ['--noout', '-'], {
      input: render(format, full, sampleEntry('b')),
    });
    expect([status, String(stderr)]).toEqual([0, '']);
  });
});

test('an RSS item has one author that names the outlet, its source, its language and when it changed', () => {
  const [item] = all(readXml(render('rss', full)), 'item');
  expect(item?.children.map(({ name, text }) => [name, text])).toEqual([
    ['title', full.title],
    ['link', full.link],
    ['guid', full.id],
    ['pubDate', 'Tue, 24 Nov 2026 03:00:00 GMT'],
    ['description', full.summary],
    ['content:encoded', bodyOf('rss', full)],
    ['category', 'M&A'],
    ['dc:creator', '架空花子 (Kaku Shimbun)'],
    ['dc:language', 'ja'],
    ['atom:updated', '2026-11-24T05:00:00Z'],
    ['media:thumbnail', ''],
    ['source', 'Kaku Shimbun'],
  ]);
});

test('an Atom entry has all that an RSS item has, and the reports of others', () => {
  const [entry] = all(readXml(render('atom', full)), 'entry');
  expect(
    entry?.children.map(({ name, text, attributes }) => [
      name,
      text,
      attributes.href ?? attributes.url ?? attributes.term,
    ]),
  ).toEqual([
    ['title', full.title, undefined],
    ['id', full.id, undefined],
    ['link', '', full.link],
    ['updated', '2026-11-24T05:00:00Z', undefined],
    ['summary', full.summary, undefined],
    ['content', bodyOf('atom', full), undefined],
    ['author', expect.any(String), undefined],
    ['category', '', 'M&A'],
    ['published', '2026-11-24T03:00:00Z', undefined],
    ['link', '', 'https://times.example/1'],
    ['media:thumbnail', '', full.image?.url],
    ['source', expect.any(String), undefined],
  ]);
});

test('an Atom entry ends with its source, and readers that take the last title are not misled', () => {
  const [entry] = all(readXml(render('atom', full)), 'entry');
  expect(entry?.children.at(-1)?.name).toBe('source');
  expect(entry?.attributes).toEqual({ 'xml:lang': 'ja' });
  expect(entry?.children.find(({ name }) => name === 'link')?.attributes).toEqual({
    rel: 'alternate',
    hreflang: 'ja',
    href: full.link,
  });
  expect(entry?.children.filter(({ name }) => name === 'title')).toMatchObject([
    { text: full.title, attributes: { type: 'text' } },
  ]);
});

test('the source of an Atom entry has what RFC 4287 asks of a feed: one id, title and date, that of the entry', () => {
  const [source] = all(readXml(render('atom', full)), 'source');
  expect(source?.children.map(({ name, text }) => [name, text])).toEqual([
    ['id', 'https://kaku.example/'],
    ['title', 'Kaku Shimbun'],
    ['updated', '2026-11-24T05:00:00Z'],
    ['link', ''],
  ]);
});

test('an item of a JSON feed has the image of its entry, and none where there is none', () => {
  const { items } = JSON.parse(render('json', full, sampleEntry('b')));
  expect(items[0].image).toBe(full.image?.url);
  expect(items[1]).not.toHaveProperty('image');
});

test('the author of an entry is its byline without spaces around it, or else the outlet alone', () => {
  const authorOf = (byline: string) =>
    JSON.parse(render('json', sampleEntry('a', { byline }))).items[0].authors;
  expect(authorOf(' 架空花子\u3000')).toEqual([{ name: '架空花子 (Kaku Shimbun)' }]);
  expect(authorOf(' ')).toEqual([{ name: 'Kaku Shimbun' }]);
});

test('the author of an Atom feed is the site, its title as it is written', () => {
  const feed = readXml(renderFeed('atom', view, [full], { ...settings, title: 'R&D <news>' }));
  const [author] = feed.children.filter(({ name }) => name === 'author');
  expect(author?.children.map(({ name, text }) => [name, text])).toEqual([
    ['name', 'R&D <news>'],
    ['uri', 'https://kawaraban.example/'],
  ]);
});

test('a view without a language is in English', () => {
  expect(textOf(all(readXml(render('rss', full)), 'channel')[0] ?? readXml('<x/>'), 'language')).toBe('en');
  expect(readXml(render('atom', full)).attributes['xml:lang']).toBe('en');
  expect(JSON.parse(render('json', full)).language).toBe('en');
});

test('the others of a story stand in a list, one after the other', () => {
  const { contentHtml: _, ...entry } = sampleEntry('a', {
    language: 'en',
    alsoReportedBy: [sampleCopy('times'), sampleCopy('post')],
    related: [{ story: 'b', title: 'The <other>', language: 'ja' }, { story: 'c' }] as never,
  });
  expect(bodyOf('json', entry)).toBe(
    [
      '<p>架空電機は新工場を稼働した。</p>',
      '<p>Also reported by</p><ul>',
      '<li>times: <a href="https://times.example/1" hreflang="en" lang="en">Kaku Denki opens a plant</a></li>',
      '<li>post: <a href="https://post.example/1" hreflang="en" lang="en">Kaku Denki opens a plant</a></li></ul>',
      '<p>Related stories</p><ul>',
      '<li><a href="https://kawaraban.example/stories/b" hreflang="ja" lang="ja">The &lt;other&gt;</a></li>',
      '<li><a href="https://kawaraban.example/stories/c" hreflang="en" lang="en">https://kawaraban.example/stories/c</a></li></ul>',
    ].join(''),
  );
});

test('a date that RFC 3339 cannot write is the nearest one that it can', () => {
  const changed = (updated: string) =>
    all(readXml(render('atom', { ...full, updated: instant(updated) })), 'entry').map((entry) =>
      textOf(entry, 'updated'),
    );
  expect(changed('+012000-01-01T00:00:00Z')).toEqual(['9999-12-31T23:59:59Z']);
  expect(changed('1969-12-31T23:59:59Z')).toEqual(['1970-01-01T00:00:00Z']);
});

test('an Atom entry links each article of the same news, with nothing between the links', () => {
  const alsoReportedBy = [sampleCopy('times'), sampleCopy('post')];
  const atom = render('atom', { ...full, alsoReportedBy });
  const [entry] = all(readXml(atom), 'entry');
  const links = entry?.children.flatMap(({ attributes: { rel, href } }) => (rel === 'related' ? [href] : []));
  expect(links).toEqual(['https://times.example/1', 'https://post.example/1']);
  expect(entry?.text.trim()).toBe('');
});

test('a tag names the kind of tag by an address of the site, where the format has a place for it', () => {
  const tags = [
    { kind: 'topic', key: 'ma', label: 'M&A' },
    { kind: 'company', code: '9901', label: '架空電機' },
  ] as unknown as Entry['tags'];
  const schemes = (format: FeedFormat, attribute: string) =>
    all(readXml(render(format, { ...full, tags })), 'category').map(
      ({ attributes }) => attributes[attribute],
    );
  const site = 'https://kawaraban.example';
  expect(schemes('rss', 'domain')).toEqual([`${site}/topics/`, `${site}/companies/`]);
  expect(schemes('atom', 'scheme')).toEqual([`${site}/topics/`, `${site}/companies/`]);
});

test.each([
  ['rss', 'domain'],
  ['atom', 'scheme'],
] as const)('a tag in %s names an address of the site that has an ampersand', (format, attribute) => {
  const feed = renderFeed(format, view, [full], { ...settings, url: 'https://kawaraban.example/a&b' });
  const [category] = all(readXml(feed), 'category');
  expect(category?.attributes[attribute]).toBe('https://kawaraban.example/a&b/topics/');
});

test('a feed shows the icon of the site', () => {
  const icon = 'https://kawaraban.example/icon.png';
  const [image] = all(readXml(render('rss', full)), 'image');
  expect(image?.children.find(({ name }) => name === 'url')?.text).toBe(icon);
  expect(textOf(readXml(render('atom', full)), 'logo')).toBe(icon);
  expect(JSON.parse(render('json', full))).toMatchObject({
    icon,
    favicon: 'https://kawaraban.example/favicon.ico',
  });
});

test('an RSS feed asks to be read four times an hour', () => {
  const [channel] = all(readXml(render('rss', full)), 'channel');
  if (channel === undefined) throw new Error('it has a channel');
  expect(textOf(channel, 'sy:updatePeriod')).toBe('hourly');
  expect(textOf(channel, 'sy:updateFrequency')).toBe('4');
  expect(textOf(channel, 'ttl')).toBe('15');
});

test('Atom titles that look like markup stay text', () => {
  const titles = ['Rakuten <Mobile> Q3: R&D up, 1 < 2', '「経済」<速報> ＆ A&B', '&lt;b&gt;'];
  const entries = titles.map((title, index) => sampleEntry(String(index), { title }));
  expect(all(readXml(render('atom', ...entries)), 'entry').map((entry) => textOf(entry, 'title'))).toEqual(
    titles,
  );
});

test('the other articles are related links in Atom and listed in JSON, broken links left out', () => {
  const related = all(readXml(render('atom', full)), 'link').filter(
    ({ attributes }) => attributes.rel === 'related',
  );
  expect(related.map(({ attributes }) => attributes)).toEqual([
    { rel: 'related', href: 'https://times.example/1', hreflang: 'en', title: 'R&D <up>' },
  ]);
  expect(JSON.parse(render('json', full)).items[0]._kawaraban.articles).toEqual([
    {
      outlet: 'times',
      language: 'en',
      title: 'R&D <up>',
      url: 'https://times.example/1',
      date_published: '2026-11-24T03:10:00Z',
    },
  ]);
});

describe('an entry with reports in both languages', () => {
  const counterpart = sampleCopy('times', { title: 'Kaku Denki <opens> a plant' });
  const both = sampleEntry('both', {
    title: '架空電機、新工場を稼働',
    counterpart,
  });

  test('has both headlines in JSON, by language', () => {
    const [item, other] = JSON.parse(render('json', both, sampleEntry('one'))).items;
    expect(item._kawaraban.titles).toEqual({
      ja: '架空電機、新工場を稼働',
      en: 'Kaku Denki <opens> a plant',
    });
    expect(other._kawaraban).not.toHaveProperty('titles');
  });

  test.each(FORMATS)('begins its content in %s with the other headline, and does not repeat it', (format) => {
    const content = bodyOf(format, { ...both, alsoReportedBy: [counterpart, sampleCopy('post')] });
    expect(content).toMatch(
      /^<p>times: <a href="https:\/\/times.example\/1" hreflang="en" lang="en">Kaku Denki &lt;opens&gt; a plant<\/a><\/p><p>/,
    );
    expect(content).toMatch(/<ul><li>post: [^\n]*<\/li><\/ul>$/);
    expect(content?.match(/times\.example/g)).toHaveLength(1);
    const copy = sampleCopy('copier', { link: counterpart.link });
    expect(bodyOf(format, { ...both, alsoReportedBy: [counterpart, copy] })).toContain('<ul><li>copier: ');
  });

  test('shows no headline whose address is not http(s)', () => {
    const unsafe = { ...both, counterpart: sampleCopy('times', { link: 'javascript:alert(1)' }) };
    const [item] = JSON.parse(render('json', unsafe)).items;
    expect(item._kawaraban).not.toHaveProperty('titles');
    expect(item.content_html).not.toContain('Kaku Denki');
  });
});

test('JSON Feed is version 1.1 without what it deprecates', () => {
  const feed = JSON.parse(render('json', full));
  expect(feed).toMatchObject({
    version: 'https://jsonfeed.org/version/1.1',
    feed_url: 'https://kawaraban.example/feed.json',
    home_page_url: 'https://kawaraban.example/',
    favicon: 'https://kawaraban.example/favicon.ico',
    authors: [{ name: 'Kawaraban', url: 'https://kawaraban.example' }],
    hubs: [{ type: 'WebSub', url: 'https://hub.example/' }],
    items: [{ authors: [{ name: '架空花子 (Kaku Shimbun)' }], _source: { title: 'Kaku Shimbun' } }],
  });
  expect(JSON.stringify(feed)).not.toContain('"author":');
});

test('a feed changed when its newest change did, whatever the order of its entries', () => {
  const old = sampleEntry('b');
  const updated = (...entries: readonly Entry[]) => textOf(readXml(render('atom', ...entries)), 'updated');
  expect(updated(old, full)).toBe('2026-11-24T05:00:00Z');
  expect(updated(full, old)).toBe('2026-11-24T05:00:00Z');
});

test('an entry without a usable link leads to its story’s page, and its outlet to the outlet’s', () => {
  const [item] = all(
    readXml(render('rss', sampleEntry('a', { link: '/relative', outlet: { ...full.outlet, home: 'x' } }))),
    'item',
  );
  if (item === undefined) throw new Error('no item');
  expect(textOf(item, 'link')).toBe('https://kawaraban.example/stories/a');
  expect(item.children.at(-1)?.attributes.url).toBe('https://kawaraban.example/outlets/kaku');
});

const bodyOf = (format: FeedFormat, entry: Entry): string | undefined => {
  const feed = render(format, entry);
  if (format === 'json') return JSON.parse(feed).items[0].content_html;
  return all(readXml(feed), format === 'rss' ? 'content:encoded' : 'content')[0]?.text;
};

/** The same entry, none of it the same object. */
const structuredCloneOf = (entry: Entry): Entry => ({
  ...entry,
  published: instant(entry.published.toString()),
  updated: instant(entry.updated.toString()),
  tags: entry.tags.map((tag) => ({ ...tag })),
});
