import { expect, test } from 'vitest';
import {
  announceStory,
  relateStory,
  reviseInStory,
  uniteStories,
} from '../../../src/domain/story/grow-story.ts';
import type { StoryId } from '../../../src/domain/story/story.ts';
import { makeArticle, makeStory, NOON } from '../../make.ts';

const LATER = NOON.add({ hours: 2 });
const story = makeStory('a', { related: ['x' as StoryId] });
const other = makeStory('b', { related: ['x' as StoryId, 'a' as StoryId] });
const both = uniteStories(story, other, { reason: 'same-event', detail: 'one event' });

test('a revision replaces its article and keeps the others in their order', () => {
  const revised = reviseInStory(both, makeArticle('b', { title: '訂正', revision: 2 }), true, LATER);
  expect(revised.articles.map(({ id, revision }) => [id, revision])).toEqual([
    ['a', 1],
    ['b', 2],
  ]);
  expect(revised.updated).toEqual(LATER);
  expect(reviseInStory(both, makeArticle('a', { revision: 2 }), true, LATER).articles[0].revision).toBe(2);
});

test('a revision that corrects no title leaves the story’s time as it is', () => {
  expect(reviseInStory(story, makeArticle('a', { revision: 2 }), false, LATER).updated).toEqual(
    story.updated,
  );
});

test('a story that takes in another one keeps its id, and says how the other’s first article came', () => {
  expect(both).toMatchObject({
    id: 'a',
    published: story.published,
    articles: [{ id: 'a' }, { id: 'b' }],
    joins: [
      { article: 'a', reason: 'first' },
      { article: 'b', reason: 'same-event', detail: 'one event' },
    ],
  });
});

test('a story that takes in another one is announced, and at the top, since either was', () => {
  const join = { reason: 'same-event', detail: '' } as const;
  const { announcedAt: _, ...silent } = story;
  const at = (moment: Temporal.Instant) => ({ announcedAt: moment, topAt: moment });
  expect(uniteStories(silent, { ...other, ...at(LATER) }, join)).toMatchObject(at(LATER));
  expect(uniteStories({ ...story, ...at(NOON) }, { ...other, ...at(LATER) }, join)).toMatchObject(at(NOON));
  const { announcedAt: __, ...otherSilent } = other;
  expect(uniteStories(silent, otherSilent, join)).not.toHaveProperty('announcedAt');
  expect(uniteStories(story, other, join)).not.toHaveProperty('topAt');
});

test('a silent story that takes in an announced one has its date, and is dated as late as it was announced', () => {
  const join = { reason: 'same-event', detail: '' } as const;
  const { announcedAt: _, ...silent } = story;
  const unite = (announcedAt: Temporal.Instant, updated = NOON, published = NOON) =>
    uniteStories({ ...silent, updated }, { ...other, announcedAt, published }, join);
  expect(unite(LATER, NOON, LATER)).toMatchObject({ published: LATER, updated: LATER });
  const dayLater = NOON.add({ hours: 24 });
  expect(unite(dayLater)).toMatchObject({ announcedAt: dayLater, published: NOON, updated: NOON });
  const muchLater = NOON.add({ hours: 25 });
  expect(unite(muchLater)).toMatchObject({
    announcedAt: muchLater,
    published: muchLater,
    updated: muchLater,
  });
  const grown = muchLater.add({ hours: 1 });
  expect(unite(muchLater, grown)).toMatchObject({ published: muchLater, updated: grown });
  expect(uniteStories(story, { ...other, announcedAt: muchLater }, join).published).toEqual(NOON);
});

test('a story that takes in another one is not related to it or to itself', () => {
  expect(both.related).toEqual(['x']);
});

test('a story that takes in another one is related to five others at most, its own first', () => {
  const relatedTo = (id: string, related: string) =>
    makeStory(id, { related: related.split('') as StoryId[] });
  const united = uniteStories(relatedTo('a', 'bcde'), relatedTo('b', 'cfgh'), {
    reason: 'same-event',
    detail: '',
  });
  expect(united.related).toEqual(['c', 'd', 'e', 'f', 'g']);
});

test('announcing moves a story that lay in the backlog for more than a day to the present', () => {
  const { announcedAt: _, ...silent } = story;
  expect(announceStory(silent, LATER)).toEqual({ ...silent, announcedAt: LATER });
  const dayLater = NOON.add({ hours: 24 });
  expect(announceStory(silent, dayLater)).toEqual({ ...silent, announcedAt: dayLater });
  const muchLater = dayLater.add({ milliseconds: 1 });
  expect(announceStory(silent, muchLater)).toMatchObject({ published: muchLater, updated: muchLater });
  expect(announceStory(story, muchLater)).toBe(story);
});

test('announcing can give a silent story another date, at which it counts as updated unless it was updated later', () => {
  const { announcedAt: _, ...silent } = story;
  const hourBefore = LATER.subtract({ hours: 1 });
  const dated = { announcedAt: LATER, published: hourBefore };
  expect(announceStory(silent, LATER, hourBefore)).toEqual({ ...silent, ...dated, updated: hourBefore });
  const grown = { ...silent, updated: LATER };
  expect(announceStory(grown, LATER, hourBefore)).toEqual({ ...grown, ...dated });
});

test('a story is related to five others at most, once to each, and never to itself', () => {
  const ids = ['b', 'b', 'a', 'c', 'd', 'e', 'f', 'g'] as readonly string[] as readonly StoryId[];
  expect(ids.reduce(relateStory, makeStory('a')).related).toEqual(['b', 'c', 'd', 'e', 'f']);
});
