import { expect, test } from 'vitest';
import type { Story, StoryId } from '../../src/domain/story/story.ts';
import { announceStories, type News } from '../../src/intake/announce-stories.ts';
import { makeArticle, makeOutlet, makeSource, makeStory, NOON } from '../make.ts';

const polled: News['polled'] = {
  source: makeSource('kaku'),
  url: 'https://kaku.example/feed.xml',
  outcome: { kind: 'changed', listed: 1 },
  arrived: [],
  rejections: [],
  at: NOON,
  durationMs: 1,
};

/** What an outlet with room for so many stories announces; each story came some minutes ago. */
const announce = (minutes: Readonly<Record<string, number>>, perOutlet: number, before = 0) => {
  const silent = Object.keys(minutes).map((id) => {
    const { announcedAt: _, ...story } = makeStory(id);
    return story;
  });
  const stories = new Map<StoryId, Story>(silent.map((story) => [story.id, story]));
  const news = silent.map(({ id }) => ({
    story: id,
    article: makeArticle(id, {
      outlet: makeOutlet('kaku'),
      published: NOON.subtract({ minutes: minutes[id] ?? 0 }),
    }),
    polled,
  }));
  const kept = announceStories(news, stories, {
    perOutlet,
    announcements: { count: () => before },
    speakerOf: ({ outlet }) => outlet.id,
  });
  const announced = [...stories.values()].filter(({ announcedAt }) => announcedAt !== undefined);
  return { announced: announced.map(({ id }) => id as string).toSorted(), silent: kept.get(polled) };
};

test('an outlet announces its newest stories up to its limit, and the others stay silent', () => {
  expect(announce({ old: 30, newest: 1, newer: 5 }, 2)).toEqual({
    announced: ['newer', 'newest'],
    silent: 1,
  });
});

test('what it announced within the hour counts, and a limit that is not reached keeps nothing silent', () => {
  expect(announce({ a: 1, b: 2 }, 3, 2)).toEqual({ announced: ['a'], silent: 1 });
  expect(announce({ a: 1, b: 2 }, 3, 1)).toEqual({ announced: ['a', 'b'], silent: undefined });
});

test('stories of one moment are announced in the order of their ids, in whatever order they come', () => {
  expect(announce({ b: 5, c: 5, a: 5 }, 1).announced).toEqual(['a']);
  expect(announce({ c: 5, a: 5, b: 5 }, 2).announced).toEqual(['a', 'b']);
});
