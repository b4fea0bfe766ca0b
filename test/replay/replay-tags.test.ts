import { expect, test } from 'vitest';
import type { Article } from '../../src/domain/article/article.ts';
import type { SourceId } from '../../src/domain/source/source.ts';
import type { Story } from '../../src/domain/story/story.ts';
import type { CompanyCode } from '../../src/domain/tag/company.ts';
import type { Tag } from '../../src/domain/tag/tag.ts';
import type { TopicKey } from '../../src/domain/tag/topic.ts';
import { compareTags, createRetagger } from '../../src/replay/replay-tags.ts';
import { realConfig } from '../domain/tag/real-dictionary.ts';
import { makeArticle, makeSource, makeStory } from '../make.ts';

const KAKU = makeSource('kaku', { topics: ['autos' as TopicKey] });
const retag = createRetagger({ ...realConfig, sources: [KAKU] });

const TITLE = 'ライオンの新しい歯みがき、香りを三種類から選べる';
const SURE = { title: TITLE, summary: 'ライオン株式会社は新しい歯みがきを来月発売する。' };
const fromConfig = (key: string, words: string): Tag => ({
  kind: 'topic',
  key: key as TopicKey,
  evidence: [{ words, where: 'config' }],
});
const elsewhere = (id: string, rest: Partial<Article> = {}) =>
  makeArticle(id, { source: 'removed' as SourceId, ...rest });
const storyOf = (...articles: readonly [Article, ...Article[]]): Story => makeStory('s', { articles });
const namesOf = (article: Article | undefined) =>
  article?.tags.map((tag) => (tag.kind === 'company' ? tag.code : tag.key));

test('a story that today’s rules tag as it is stored has no change', () => {
  expect(retag(storyOf(elsewhere('a')))).toBeUndefined();
  const first = retag(storyOf(elsewhere('a', SURE)));
  if (first === undefined) throw new Error('it was not tagged');
  expect(retag(first.story)).toBeUndefined();
});

test('a story is tagged in the light of all of its articles; those that change are named, and nothing else changes', () => {
  const [plain, sure, weak] = [elsewhere('a'), elsewhere('b', SURE), elsewhere('c', { title: TITLE })];
  const story = storyOf(plain, sure, weak);
  const retagged = retag(story);
  expect(retagged?.articles.map(({ article, change }) => [article.id, change])).toEqual([
    ['b', { added: expect.arrayContaining(['4912']), removed: [], reworded: [] }],
    ['c', { added: expect.arrayContaining(['4912']), removed: [], reworded: [] }],
  ]);
  const { articles, ...rest } = retagged?.story ?? story;
  const { articles: _, ...before } = story;
  expect(rest).toEqual(before);
  expect(articles.map(({ id }) => id)).toEqual(['a', 'b', 'c']);
  expect(articles.slice(1)).toEqual(retagged?.articles.map(({ article }) => article));
  expect(articles[0]).toEqual(plain);
  expect(namesOf(articles[2])).toContain('4912');
});

test('a tag that today’s rules do not give is taken away', () => {
  const tag: Tag = { kind: 'topic', key: 'retail' as TopicKey, evidence: [{ words: '店', where: 'title' }] };
  expect(retag(storyOf(elsewhere('a', { tags: [tag] })))?.articles).toMatchObject([
    { article: { tags: [] }, change: { added: [], removed: ['retail'], reworded: [] } },
  ]);
});

test('an article has the topics that its source has today, whichever it had before', () => {
  const own = makeArticle('a', { tags: [fromConfig('retail', 'kaku')] });
  const other = makeArticle('b');
  const retagged = retag(storyOf(own, other));
  expect(retagged?.articles.map(({ change }) => change)).toEqual([
    { added: ['autos'], removed: ['retail'], reworded: [] },
    { added: ['autos'], removed: [], reworded: [] },
  ]);
  expect(retagged?.story.articles[0].tags).toEqual([fromConfig('autos', 'kaku')]);
});

test('an article whose source was removed keeps the topics of that source', () => {
  expect(retag(storyOf(elsewhere('a', { tags: [fromConfig('retail', 'removed')] })))).toBeUndefined();
});

const company = (code: string, words: string): Tag => ({
  kind: 'company',
  code: code as CompanyCode,
  evidence: [{ words, where: 'title' }],
});
const topic = (key: string, words: string): Tag => ({
  kind: 'topic',
  key: key as TopicKey,
  evidence: [{ words, where: 'summary' }],
});

test('tags that came, went, and are earned by other words are told apart', () => {
  const before = [company('7203', 'トヨタ'), topic('autos', '自動車'), topic('markets', '株')];
  const after = [company('7203', 'トヨタ自動車'), topic('markets', '株'), topic('labour', '賃上げ')];
  expect(compareTags(before, after)).toEqual({ added: ['labour'], removed: ['autos'], reworded: ['7203'] });
});

test('the same tags in another order are no difference', () => {
  const tags = [company('7203', 'トヨタ'), topic('autos', '自動車')];
  expect(compareTags(tags, tags.toReversed())).toBeUndefined();
});
