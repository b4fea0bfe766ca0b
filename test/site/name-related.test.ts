import { expect, test, vi } from 'vitest';
import type { ArticleId } from '../../src/domain/article/article.ts';
import type { StoryId } from '../../src/domain/story/story.ts';
import { makeEntries } from '../../src/site/entries.ts';
import { entryContext } from '../../src/site/entry-context.ts';
import { nameRelated } from '../../src/site/name-related.ts';
import { makeConfig } from '../daemon/support/make-config.ts';
import { openSite } from '../daemon/support/open-site.ts';
import { makeArticle, makeStory } from '../make.ts';

const ids = (...all: readonly string[]) => all.map((id) => id as StoryId);
const titled = (id: string, title: string, rest = {}) =>
  makeStory(id, { articles: [makeArticle(id, { title })], ...rest });

const ONE = titled('one', '架空電機が新工場', { related: ids('two', 'gone') });
const TWO = titled('two', '架空電機、<工場>を建設', { related: ids('one') });
const ALONE = titled('alone', '円が上昇');

test('a feed names related stories by their titles, in every format', async () => {
  const { read } = await openSite([ONE, TWO, ALONE]);
  const url = 'http://127.0.0.1:8080/stories/two';
  expect(await read('/feed.rss')).toContain(
    `<p>関連記事</p><ul><li><a href="${url}" hreflang="ja" lang="ja">架空電機、&lt;工場&gt;を建設</a></li></ul>`,
  );
  expect(await read('/feed.atom')).toContain(
    `<link rel="related" href="${url}" hreflang="ja" title="架空電機、&#x3C;工場&#x3E;を建設"/>`,
  );
  const feed: { items: { title: string; _kawaraban: { related?: unknown } }[] } = JSON.parse(
    await read('/feed.json'),
  );
  const relatedOf = (title: string) => feed.items.find((item) => item.title === title)?._kawaraban.related;
  expect(relatedOf('架空電機が新工場')).toEqual([{ url, title: '架空電機、<工場>を建設', language: 'ja' }]);
  expect(relatedOf('円が上昇')).toBeUndefined();
});

test('so do the documents of months', async () => {
  const { read } = await openSite([ONE, TWO]);
  expect(await read('/archive/2026-11.atom')).toContain('title="架空電機、&#x3C;工場&#x3E;を建設"');
  expect(await read('/languages/ja/2026-11.atom')).toContain('title="架空電機、&#x3C;工場&#x3E;を建設"');
});

test('a related story that is no longer stored is left out', async () => {
  const { read } = await openSite([ONE]);
  expect(await read('/feed.rss')).not.toContain('関連記事');
  expect(await read('/feed.json')).not.toContain('gone');
});

test('a related story that was merged into another is named by that one, but never by the story itself', async () => {
  const merged = makeStory('new', {
    articles: [makeArticle('new', { title: '新しい話' }), makeArticle('old', { title: '古い話' })],
  });
  const { read } = await openSite([
    titled('first', '最初の話', { related: ids('old', 'new') }),
    { ...merged, related: ids('old') },
  ]);
  const feed: { items: { title: string; _kawaraban: { related?: { title: string }[] } }[] } = JSON.parse(
    await read('/feed.json'),
  );
  expect(feed.items.map((item) => [item.title, item._kawaraban.related?.map(({ title }) => title)])).toEqual([
    ['最初の話', ['新しい話']],
    ['新しい話', undefined],
  ]);
});

test('the titles of all entries cost one query, and an entry changes with a title alone', async () => {
  const { store } = await openSite([ONE, TWO, ALONE]);
  const config = makeConfig();
  const entries = makeEntries([ONE, TWO, ALONE], entryContext(config));
  const storiesById = vi.fn<typeof store.storiesById>(store.storiesById);
  const named = await nameRelated(entries, { ...store, storiesById }, config);
  // `gone` is looked for as an article, too.
  expect(storiesById.mock.calls).toEqual([[['two', 'gone', 'one']]]);
  expect((await store.storyIdsOf(['gone' as ArticleId])).get('gone' as ArticleId)).toBeUndefined();
  expect(named[2]).toBe(entries[2]);
  const again = await nameRelated(entries, store, config);
  expect(again.map((entry, n) => entry === named[n])).toEqual([true, true, true]);
  await store.commit({ stories: [titled('two', '別の見出し')], drops: [], states: [] });
  const changed = await nameRelated(entries, store, config);
  expect(changed[0]?.related).toEqual([{ story: 'two', title: '別の見出し', language: 'ja' }]);
  expect(changed[1]).toBe(named[1]);
  expect(
    await nameRelated(
      [entries[2]].flatMap((one) => one ?? []),
      { ...store, storiesById },
      config,
    ),
  ).toEqual([entries[2]]);
  expect(storiesById).toHaveBeenCalledTimes(1);
});
