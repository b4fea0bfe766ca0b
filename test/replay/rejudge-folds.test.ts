import { expect, test } from 'vitest';
import type { Article } from '../../src/domain/article/article.ts';
import { createFolding } from '../../src/domain/folding/fold-articles.ts';
import { createStory, joinStory } from '../../src/domain/story/grow-story.ts';
import type { Story } from '../../src/domain/story/story.ts';
import { rejudgeFolds } from '../../src/replay/rejudge-folds.ts';
import { FOLD_SETTINGS, makeStoryArticle } from '../domain/folding/make-story-article.ts';

const folding = () => createFolding(FOLD_SETTINGS);

const [RECALL, COPY, OTHER] = [
  makeStoryArticle('a', '暁自動車、12万台リコール ブレーキに不具合', { codes: '9916' }),
  makeStoryArticle('b', '暁自動車、12万台リコール ブレーキに不具合', { codes: '9916', hours: 1 }),
  makeStoryArticle('c', '若草銀、頭取に森本氏が昇格', { codes: '9910', hours: 1 }),
] as const;

const storyOf = (first: Article, ...others: readonly Article[]): Story =>
  others.reduce(
    (story, article) =>
      joinStory(story, article, { article: article.id, reason: 'same-event', detail: '' }, article.published),
    createStory(first, { article: first.id, reason: 'first', detail: '' }, 'test'),
  );

test('stories that stand as today’s rules would have them differ in nothing', async () => {
  expect(
    await rejudgeFolds([storyOf(RECALL, COPY), storyOf(OTHER)], folding(), async () => undefined),
  ).toEqual([]);
});

test('a story of two events would part, and two stories of one event would be one', async () => {
  expect(
    await rejudgeFolds([storyOf(RECALL, OTHER), storyOf(COPY)], folding(), async () => undefined),
  ).toEqual([
    { kind: 'would-part', story: 'a', title: RECALL.title, others: [{ article: 'c', title: OTHER.title }] },
    { kind: 'would-join', story: 'a', title: RECALL.title, others: [{ article: 'b', title: COPY.title }] },
  ]);
});

test('of a story of several events each other group is named by its first article, whatever the order of the stories', async () => {
  const more = makeStoryArticle('d', '若草銀、頭取に森本氏が昇格', { codes: '9910', hours: 2 });
  const [early, late] = [storyOf(RECALL, OTHER, more), storyOf(COPY)];
  const differences = await rejudgeFolds([late, early], folding(), async () => undefined);
  expect(differences).toEqual([
    { kind: 'would-part', story: 'a', title: RECALL.title, others: [{ article: 'c', title: OTHER.title }] },
    { kind: 'would-join', story: 'a', title: RECALL.title, others: [{ article: 'b', title: COPY.title }] },
  ]);
});

test('no story differs in nothing', async () => {
  expect(await rejudgeFolds([], folding(), async () => undefined)).toEqual([]);
});
