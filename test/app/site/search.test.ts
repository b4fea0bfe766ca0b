import { describe, expect, test } from 'vitest';
import { makeArticle, makeStory, NOON } from '../../make.ts';
import { openSite } from '../support/open-site.ts';

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
    expect(page).toContain('3 stories have all of these words');
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
    expect(await read('/search')).toContain('Write words of headlines');
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
});
