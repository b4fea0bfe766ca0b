import { describe, expect, test } from 'vitest';
import type { Story } from '../../../src/domain/story/story.ts';
import type { TopicKey } from '../../../src/domain/tag/topic.ts';
import { makeConfig } from '../../daemon/support/make-config.ts';
import { openSite } from '../../daemon/support/open-site.ts';
import { instant, makeArticle, makeOutlet, makeSource, makeStory, makeTopic } from '../../make.ts';
import { all, type Element, readXml, textOf } from '../feed/read-feed.ts';

const config = makeConfig({
  sources: [makeSource('kaku', { outlet: makeOutlet('kaku') })],
  topics: [makeTopic('ma', 'M&A', '買収')],
});
const URL = config.feed.url;

const storyOf = (id: string, published: string): Story =>
  makeStory(id, {
    articles: [
      makeArticle(id, {
        title: `架空電機が買収 ${id}`,
        tags: [{ kind: 'topic', key: 'ma' as TopicKey, evidence: [{ words: '買収', where: 'title' }] }],
      }),
    ],
    published: instant(published),
    announcedAt: instant(published),
  });

const { announcedAt: _, ...backlog } = storyOf('backlog', '2026-11-20T00:00:00Z');

const STORIES: readonly Story[] = [
  storyOf('old', '2026-08-10T00:00:00Z'),
  storyOf('last-of-october', '2026-10-31T14:59:59Z'),
  storyOf('first-of-november', '2026-10-31T15:00:00Z'),
  storyOf('now', '2026-11-24T00:00:00Z'),
  backlog,
];

const linksOf = (feed: Element, name = 'link') =>
  Object.fromEntries(
    all(feed, name)
      .filter(({ attributes: { rel = '' } }) => /first|next|prev|self|hub/.test(rel))
      .map(({ attributes: { rel = '', href = '' } }) => [rel, href.replace(URL, '')]),
  );
const idsOf = (feed: Element) => all(feed, 'entry').map((entry) => textOf(entry, 'id')?.replace(/^.*:/, ''));

const VIEWS: readonly (readonly [string, string, string])[] = [
  ['a topic', '/topics/ma', ''],
  ['an outlet', '/outlets/kaku', ''],
  ['a language', '/languages/ja', ''],
  ['a search', '/search', `?q=${encodeURIComponent('買収')}`],
  ['what the merged feed is narrowed to', '/feed', '?topic=ma'],
];

describe.each(VIEWS)('the older entries of %s', (_name, path, query) => {
  test('are pages by JST month, those without news left out, that lead from the feed to the oldest', async () => {
    const { read } = await openSite(STORIES, config);
    const at = async (address: string) => readXml(await read(address));
    const feed = await at(`${path}.atom${query}`);
    expect(linksOf(feed).next).toBe(`${path}/2026-11.atom${query}`);
    expect(linksOf(await at(`${path}.rss${query}`), 'atom:link').next).toBe(`${path}/2026-11.atom${query}`);
    const november = await at(`${path}/2026-11.atom${query}`);
    expect(linksOf(november)).toEqual({
      self: `${path}/2026-11.atom${query}`,
      first: `${path}.atom${query}`,
      next: `${path}/2026-10.atom${query}`,
    });
    expect(idsOf(november)).toEqual(['now', 'first-of-november']);
    expect(textOf(november, 'id')).toBe(textOf(feed, 'id'));
    const october = await at(`${path}/2026-10.atom${query}`);
    expect(idsOf(october)).toEqual(['last-of-october']);
    expect(linksOf(october).next).toBe(`${path}/2026-08.atom${query}`);
    const august = await at(`${path}/2026-08.atom${query}`);
    expect(idsOf(august)).toEqual(['old']);
    expect(linksOf(august).next).toBeUndefined();
  });

  test.each(['2026-09', '2026-12', '2026-13'])('are none of %s', async (month) => {
    const { ask } = await openSite(STORIES, config);
    expect((await ask(`${path}/${month}.atom${query}`))?.status).toBe(404);
  });
});

test('a page takes up what came since, however old', async () => {
  const { read, store, changed } = await openSite(STORIES, config);
  await read('/topics/ma/2026-10.atom');
  await store.commit({
    stories: [storyOf('late', '2026-10-02T00:00:00Z')],
    drops: [],
    states: [],
  });
  changed();
  expect(await read('/topics/ma/2026-10.atom')).toContain(':late<');
});

test('an entry of a language is led by its article in that language on the older pages, too', async () => {
  const [ja, en] = [
    makeArticle('ja'),
    makeArticle('en', { language: 'en', title: 'Kaku Denki buys a rival' }),
  ];
  const stories = [makeStory('both', { articles: [ja, en], published: instant('2026-11-02T00:00:00Z') })];
  const { read } = await openSite(stories, config);
  const titlesAt = async (language: string) =>
    all(readXml(await read(`/languages/${language}/2026-11.atom`)), 'entry').map((one) =>
      textOf(one, 'title'),
    );
  expect(await titlesAt('ja')).toEqual([ja.title]);
  expect(await titlesAt('en')).toEqual([en.title]);
});

test.each(['/2026-11.atom', '/feed/2026-11.atom', '/topics/none/2026-11.atom', '/search/2026-11.atom'])(
  'there is nothing at %s: the merged feed has archives, and a view that is none has nothing',
  async (address) => {
    const { ask } = await openSite(STORIES, config);
    expect((await ask(address))?.status).toBe(404);
  },
);

test('a month of many stories holds nobody up: others have their turn while it is written', async () => {
  const stories = Array.from({ length: 300 }, (_, n) => storyOf(`s${n}`, '2026-11-02T00:00:00Z'));
  const { read } = await openSite(stories, config);
  let turns = 0;
  let isOver = false;
  const turn = (): void => {
    turns += 1;
    if (!isOver) setImmediate(turn);
  };
  setImmediate(turn);
  const page = readXml(await read('/topics/ma/2026-11.atom'));
  isOver = true;
  expect(all(page, 'entry')).toHaveLength(300);
  expect(turns).toBeGreaterThanOrEqual(6);
});
