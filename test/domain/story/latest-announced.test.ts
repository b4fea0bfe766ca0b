import { describe, expect, test } from 'vitest';
import { announceStory } from '../../../src/domain/story/grow-story.ts';
import { latestAnnounced } from '../../../src/domain/story/latest-announced.ts';
import { makeStory, NOON } from '../../make.ts';

const hours = (count: number) => NOON.add({ hours: count });
const story = (id: string, published: number, announced: number) =>
  makeStory(id, { published: hours(published), announcedAt: hours(announced) });
const silent = (id: string, published: number) => {
  const { announcedAt: _, ...rest } = makeStory(id, {
    published: hours(published),
    updated: hours(published),
  });
  return rest;
};

describe('a feed', () => {
  test('shows what was announced last, by date, even where its outlet lists it late', () => {
    const stories = [story('new', 5, 5), story('late', -15, 6), story('old', 1, 1), story('older', 0, 0)];
    expect(latestAnnounced(stories, 2).map(({ id }) => id)).toEqual(['new', 'late']);
    expect(latestAnnounced(stories, 9).map(({ id }) => id)).toEqual(['new', 'old', 'older', 'late']);
  });

  test('orders what has one date by id, and leaves out a silent backlog', () => {
    const stories = [story('b', 1, 1), story('a', 1, 1), silent('c', 2)];
    expect(latestAnnounced(stories, 9).map(({ id }) => id)).toEqual(['a', 'b']);
  });
});

describe('a story that is announced', () => {
  test('keeps its date, for ever', () => {
    const announced = announceStory(silent('a', 0), hours(23));
    expect(announced).toMatchObject({ published: NOON, updated: NOON, announcedAt: hours(23) });
    expect(announceStory(announced, hours(99))).toBe(announced);
  });

  test('is news of that moment where it lay in a silent backlog for longer than a day', () => {
    expect(announceStory(silent('a', 0), hours(25))).toMatchObject({
      published: hours(25),
      updated: hours(25),
      announcedAt: hours(25),
    });
  });
});
