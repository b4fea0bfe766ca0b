import { describe, expect, test } from 'vitest';
import { createServer } from '../../src/serve/create-server.ts';
import { openSite } from '../daemon/support/open-site.ts';
import { makeArticle, makeStory, NOON } from '../make.ts';
import { ask as askServer } from '../serve/running-site.ts';
import { all, readXml } from './feed/read-feed.ts';

const storyOf = (id: string, title: string, hoursAgo: number, rest = {}) =>
  makeStory(id, {
    articles: [makeArticle(id, { title })],
    published: NOON.subtract({ hours: hoursAgo }),
    ...rest,
  });

const STORIES = [
  storyOf('rate', '日銀が政策金利を据え置き', 1),
  storyOf('yen', '円が上昇、日銀の見通しを受け', 2),
  storyOf('backlog', '日銀の総裁が会見', 30, { announcedAt: undefined }),
  storyOf('other', '架空電機が新工場', 3),
];

describe('a search', () => {
  test('is a page with what was found and the words in its box', async () => {
    const { read } = await openSite(STORIES);
    const page = await read('/search?q=日銀');
    expect(page).toContain('日銀が政策金利を据え置き');
    expect(page).toContain('日銀の総裁が会見');
    expect(page).not.toContain('架空電機');
    expect(page).toContain('3 results');
    expect(page).toContain('value="日銀"');
  });

  test('is a feed in three formats, of what was announced, newest first, that names itself', async () => {
    const { read } = await openSite(STORIES);
    const page = await read('/search?q=日銀');
    for (const format of ['rss', 'atom', 'json']) {
      const address = `/search.${format}?q=%E6%97%A5%E9%8A%80`;
      expect(page).toContain(`href="${address}"`);
      const feed = await read(address);
      expect(feed.indexOf('据え置き')).toBeLessThan(feed.indexOf('円が上昇'));
      expect(feed).toContain('据え置き');
      expect(feed).not.toContain('総裁');
      expect(feed).toContain(`http://127.0.0.1:8080${address}`);
    }
  });

  test('of nothing says how to search, and is no feed', async () => {
    const { read, ask } = await openSite(STORIES);
    expect(await read('/search')).toContain('Enter words from headlines');
    expect((await ask('/search.rss?q=%20'))?.status).toBe(404);
  });

  test('that finds nothing says what to try', async () => {
    const { read } = await openSite(STORIES);
    expect(await read('/search?q=鉄道')).toContain('Try fewer');
  });

  test('shows what came since at the next question', async () => {
    const { read, store, changed } = await openSite(STORIES);
    await read('/search?q=日銀');
    await store.commit({ stories: [storyOf('late', '日銀、利上げを決定', 0)], drops: [], states: [] });
    changed();
    expect(await read('/search?q=日銀')).toContain('利上げを決定');
  });

  test('of the same words is the same page, however much else the address says', async () => {
    const { ask } = await openSite(STORIES);
    const page = await ask('/search?q=日銀');
    expect(await ask('/search?q=%20日銀%20&utm_source=x')).toBe(page);
    expect(await ask('/search?q=円')).not.toBe(page);
  });

  test('is a feed that costs its reader nothing until something new is found', async () => {
    const { resource, store, changed } = await openSite(STORIES);
    const silent = (): undefined => undefined;
    const log = { debug: silent, info: silent, warn: silent, error: silent };
    const server = await createServer({ host: '127.0.0.1', port: 0, site: { resource }, log });
    const address = '/search.rss?q=%E6%97%A5%E9%8A%80';
    const first = await askServer(server, address);
    expect(first).toMatchObject({
      status: 200,
      headers: { 'content-type': 'application/rss+xml; charset=utf-8', 'last-modified': expect.any(String) },
    });
    const again = { 'if-none-match': first.headers.etag ?? '' };
    expect(await askServer(server, address, again)).toMatchObject({ status: 304, body: Buffer.alloc(0) });
    await store.commit({ stories: [storyOf('else', '架空電機が減益', 0)], drops: [], states: [] });
    changed();
    expect((await askServer(server, address, again)).status).toBe(304);
    await store.commit({ stories: [storyOf('late', '日銀、利上げを決定', 0)], drops: [], states: [] });
    changed();
    const later = await askServer(server, address, again);
    expect(later.status).toBe(200);
    expect(String(later.body)).toContain('利上げを決定');
    await server.close(0);
  });

  test.each([
    '/search.rss',
    '/search.atom?q=',
    '/search.json?x=1',
    '/search.xml?q=a',
    '/search/2026-99.atom?q=a',
  ])('there is none at %s', async (address) => {
    const { ask } = await openSite(STORIES);
    expect((await ask(address))?.status).toBe(404);
  });

  test.each(['%FF%FE', '%', '%00%01', 'a'.repeat(5000), ']]>', '🏪'])(
    'for %j is a feed that can be read',
    async (words) => {
      const { read } = await openSite(STORIES);
      const feed = readXml(await read(`/search.rss?q=${words}`));
      expect(all(feed, 'item')).toEqual([]);
      expect(JSON.parse(await read(`/search.json?q=${words}`))).toMatchObject({ items: [] });
    },
  );
});
