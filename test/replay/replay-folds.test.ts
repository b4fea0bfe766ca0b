import { expect, test } from 'vitest';
import { urlKey } from '../../src/domain/article/identity-keys.ts';
import type { FoldRule } from '../../src/domain/folding/fold-rule.ts';
import { replayFolds } from '../../src/replay/replay-folds.ts';
import { createScratchStore } from '../../src/replay/scratch-store.ts';
import { makeArticle, makeStory, NOON } from '../make.ts';

const [one, two, three] = ['a', 'b', 'c'].map((id) => makeStory(id, { published: NOON }));
const place = { file: 'folds.yaml', line: 1, column: 1 };
const addressOf = (id: string) => makeArticle(id).canonicalUrl;

/** Applies rules to a store of three stories. */
const applied = async (...rules: readonly Pick<FoldRule, 'kind' | 'articles'>[]) => {
  const store = createScratchStore();
  await store.commit({ stories: [one, two, three].flatMap((story) => story ?? []), drops: [], states: [] });
  const asked: (readonly unknown[])[] = [];
  const noting = {
    ...store,
    storiesById: (ids: Parameters<typeof store.storiesById>[0]) => {
      asked.push(ids);
      return store.storiesById(ids);
    },
  };
  const config = {
    fold: { rules: rules.map((rule) => ({ ...rule, place })) },
    feed: { authority: 'x.example,2026' },
  };
  const refolded = await replayFolds(noting, config as never, NOON);
  return { ...refolded, asked };
};

test('a line joins the stories of its articles, named by address or by id', async () => {
  const { changes, united, stories, asked } = await applied({
    kind: 'join',
    articles: [addressOf('a'), 'b'],
  });
  expect(changes).toEqual([
    {
      kind: 'joined',
      story: 'a',
      title: one?.articles[0].title,
      others: [{ story: 'b', title: two?.articles[0].title }],
    },
  ]);
  expect(united).toEqual(['b']);
  expect(stories.map(({ articles }) => articles.map(({ id }) => id))).toEqual([['a', 'b']]);
  expect(asked).toEqual([['a', 'b']]);
});

test('articles that are not stored are ignored, and each story is read once', async () => {
  const { changes, stories, asked } = await applied(
    { kind: 'join', articles: ['unknown', addressOf('c')] },
    { kind: 'part', articles: ['c', 'https://unknown.example/'] },
  );
  expect([changes, stories, asked]).toEqual([[], [], [['c']]]);
});

test('no line changes nothing', async () => {
  expect(await applied()).toEqual({ stories: [], united: [], changes: [], asked: [[]] });
});

test('a store in memory knows an article by each of its keys, and its story', async () => {
  const store = createScratchStore();
  const late = makeArticle('b', { guid: 'g-b' });
  const story = makeStory('a', { articles: [makeArticle('a'), late] });
  await store.commit({ stories: [story], drops: [], states: [] });
  const keys = [urlKey(addressOf('a')), urlKey('https://unknown.example/')];
  expect([...(await store.knows(keys))]).toEqual([[keys[0], { kind: 'article', id: 'a' }]]);
  expect([...(await store.storyIdsOf(['a', 'b', 'x'] as never))]).toEqual([
    ['a', 'a'],
    ['b', 'a'],
  ]);
  expect(await store.storiesById(['a', 'x'] as never)).toEqual([story]);
  expect(store.storyWith(late)).toBe(story);
  // An item that came again under another id has an address or a guid of the article.
  expect(store.storyWith({ ...late, id: 'again' as never })).toBe(story);
  expect(store.storyWith(makeArticle('x'))).toBeUndefined();
});

test('a story in memory that another took in is gone, and its articles stand there', async () => {
  const store = createScratchStore();
  await store.commit({ stories: [one, two].flatMap((story) => story ?? []), drops: [], states: [] });
  const whole = makeStory('a', { articles: [makeArticle('a'), makeArticle('b')] });
  await store.commit({ stories: [whole], drops: [], states: [], united: ['b'] as never });
  expect(await store.storiesById(['a', 'b'] as never)).toEqual([whole]);
  expect([...(await store.storyIdsOf(['b'] as never)).values()]).toEqual(['a']);
});
