import { describe, expect, test } from 'vitest';
import type { Article, ArticleId } from '../../../src/domain/article/article.ts';
import { createRulings, type FoldRule } from '../../../src/domain/folding/fold-rule.ts';
import { refold } from '../../../src/domain/folding/refold.ts';
import { announceStory, createStory, joinStory } from '../../../src/domain/story/grow-story.ts';
import type { Story } from '../../../src/domain/story/story.ts';
import { makeStoryArticle, START } from './make-story-article.ts';

const NOW = START.add({ hours: 12 });
const SETTINGS = { authority: 'kawaraban.example,2026', now: NOW };
const rule = (kind: FoldRule['kind'], ...ids: readonly string[]): FoldRule => ({
  kind,
  articles: ids.map((id) => (id.length > 1 ? id : `https://news.example/${id}`)),
  place: { file: 'folds.yaml', line: 3, column: 5 },
});
const article = (id: string, hours = 0): Article => makeStoryArticle(id, `${id}社が新工場`, { hours });
const join = (id: ArticleId, reason: 'first' | 'same-event') => ({
  article: id,
  reason,
  detail: 'so it was',
});
const storyOf = (articles: readonly Article[], announced = true): Story => {
  const [first, ...rest] = articles;
  if (first === undefined) throw new Error('a story has an article');
  const created = createStory(first, join(first.id, 'first'), 'old.example,2020');
  const story = rest.reduce(
    (grown, one) => joinStory(grown, one, join(one.id, 'same-event'), one.firstSeenAt),
    created,
  );
  return announced ? announceStory(story, first.firstSeenAt) : story;
};
const run = (stories: readonly Story[], ...rules: readonly FoldRule[]) =>
  refold(stories, createRulings(rules), SETTINGS);
const ids = (story: Story | undefined) => story?.articles.map(({ id }) => id);
/** What a reader knows an entry by. */
const fixed = ({ id, entryId, published, updated, announcedAt }: Story) => ({
  id,
  entryId,
  published,
  updated,
  announcedAt,
});

test('an article that two lines name, one by its address and one by its id, is joined by both', () => {
  const { join: joins, joinedWith } = createRulings([
    { ...rule('join'), articles: ['https://news.example/a', 'https://news.example/x'] },
    { ...rule('join'), articles: ['id-a', 'https://news.example/y'] },
  ]);
  const named = (letter: string) => ({ id: `id-${letter}`, canonicalUrl: `https://news.example/${letter}` });
  expect(['x', 'y', 'z'].map((letter) => joins(named('a'), named(letter))?.articles[0])).toEqual([
    'https://news.example/a',
    'id-a',
    undefined,
  ]);
  expect(joinedWith(named('a'))).toHaveLength(4);
});

describe('a line that joins', () => {
  const [a, b] = [storyOf([article('a'), article('c', 1)]), storyOf([article('b', 2)])];

  test('leaves the story that was published first, as readers know it, and takes the other one into it', () => {
    const { stories, united, changes } = run([b, a], rule('join', 'b', 'c'));
    expect(united).toEqual(['b']);
    expect(stories).toHaveLength(1);
    expect(ids(stories[0])).toEqual(['a', 'c', 'b']);
    expect(stories.map(fixed)).toEqual([fixed(a)]);
    expect(stories[0]?.joins.at(-1)).toEqual({
      article: 'b',
      reason: 'by-hand',
      detail: 'joined by hand (folds.yaml:3)',
    });
    expect(changes).toMatchObject([{ kind: 'joined', story: 'a', others: [{ story: 'b' }] }]);
  });

  test('leaves the published one, where the older was never published', () => {
    const silent = storyOf([article('a')], false);
    const { stories, united } = run([silent, b], rule('join', 'a', 'b'));
    expect(united).toEqual(['a']);
    expect(stories.map(fixed)).toEqual([fixed(b)]);
  });

  test('leaves the entry that readers know, although what another line parts just now is older', () => {
    const whole = storyOf([article('x'), article('y', 1)]);
    const { stories, united } = run([whole, b], rule('part', 'x', 'y'), rule('join', 'y', 'b'));
    expect(united).toEqual([]);
    expect(stories.map(ids)).toEqual([['x'], ['b', 'y']]);
    expect(stories.map(fixed)).toEqual([fixed(whole), fixed(b)]);
  });

  test('goes by way of a third, and changes nothing the second time', () => {
    const three = ['x', 'y', 'z'].map((id, n) => storyOf([article(id, n)]));
    const rules = [rule('join', 'x', 'y'), rule('join', 'z', 'y')];
    const first = run(three, ...rules);
    expect(first.stories.map(ids)).toEqual([['x', 'y', 'z']]);
    expect(run(first.stories, ...rules)).toEqual({ stories: [], united: [], changes: [] });
  });

  test('takes the others in by the order in which they were published, whatever the order of the lines', () => {
    const [x, y, z] = ['x', 'y', 'z'].map((id, n) => storyOf([article(id, n)]));
    if (x === undefined || y === undefined || z === undefined) throw new Error('three stories');
    for (const stories of [
      [x, y, z],
      [z, x, y],
      [z, y, x],
    ])
      expect(run(stories, rule('join', 'x', 'z'), rule('join', 'x', 'y')).changes).toMatchObject([
        { story: 'x', others: [{ story: 'y' }, { story: 'z' }] },
      ]);
  });

  test('does not join what another line parts', () => {
    const three = ['x', 'y', 'z'].map((id, n) => storyOf([article(id, n)]));
    const { stories } = run(three, rule('join', 'x', 'y'), rule('join', 'y', 'z'), rule('part', 'x', 'z'));
    expect(stories.map(ids)).not.toContainEqual(expect.arrayContaining(['x', 'z']));
  });
});

describe('a line that parts', () => {
  const whole = storyOf([article('a'), article('b', 1), article('c', 2)]);

  test('leaves the story to its first article, as readers know it, and makes a story of the other', () => {
    const { stories, united, changes } = run([whole], rule('part', 'a', 'b'));
    expect(united).toEqual([]);
    expect(stories.map(ids)).toEqual([['a', 'c'], ['b']]);
    expect(stories.slice(0, 1).map(fixed)).toEqual([fixed(whole)]);
    expect(stories[0]?.joins.map(({ article: id }) => id)).toEqual(['a', 'c']);
    expect(stories[1]).toMatchObject({
      id: 'b',
      entryId: 'tag:kawaraban.example,2026:b',
      published: article('b', 1).published,
      joins: [{ article: 'b', reason: 'first', detail: 'parted by hand from the story a (folds.yaml:3)' }],
    });
    expect(changes).toMatchObject([{ kind: 'split', story: 'a', others: [{ story: 'b' }] }]);
    expect(run(stories, rule('part', 'a', 'b')).changes).toEqual([]);
  });

  test('publishes what it parts while that is of the last day; what is older was read where it stood', () => {
    const announcedAt = (hours: number, announced = true) =>
      refold([storyOf([article('a'), article('b', 1)], announced)], createRulings([rule('part', 'a', 'b')]), {
        ...SETTINGS,
        now: START.add({ hours }),
      }).stories[1]?.announcedAt;
    // What it parts was seen at one o'clock.
    expect(announcedAt(25)).toEqual(START.add({ hours: 25 }));
    expect(announcedAt(26)).toBeUndefined();
    expect(announcedAt(20, false)).toBeUndefined();
  });

  test('keeps those together that another line joins, and knows articles by their ids, too', () => {
    const { stories } = run([whole], rule('part', 'a', 'b'), rule('join', 'b', 'c'));
    expect(stories.map(ids)).toEqual([['a'], ['b', 'c']]);
    const named = storyOf([article('aaaaaaaaaaaaaaaa'), article('bbbbbbbbbbbbbbbb', 1)]);
    expect(run([named], rule('part', 'aaaaaaaaaaaaaaaa', 'bbbbbbbbbbbbbbbb')).stories).toHaveLength(2);
  });
});
