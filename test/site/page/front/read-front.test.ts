import { describe, expect, test } from 'vitest';
import type { Story } from '../../../../src/domain/story/story.ts';
import { makeFront, shownStories, storiesToRank } from '../../../../src/site/page/front/read-front.ts';
import { makeConfig } from '../../../daemon/support/make-config.ts';
import { makeArticle, makeOutlet, makeStory, NOON } from '../../../make.ts';
import { createMemoryStore } from '../../../support/memory-store.ts';

const storyOf = (id: string, outlet: string, minutesAgo: number, rest: Partial<Story> = {}): Story => {
  const published = NOON.subtract({ minutes: minutesAgo });
  const { id: outletId, name } = makeOutlet(outlet);
  const article = makeArticle(id, { title: `第${id}号の記事`, outlet: { id: outletId, name }, published });
  return makeStory(id, { articles: [article], published, announcedAt: published, ...rest });
};

const OF_DAY = { now: NOON, perSection: 3, isOfDay: true };

describe('what is left of a day', () => {
  test('stands by outlet: the outlet with most stories first, and outlets with as many by their ids', () => {
    const stories = ['b1', 'c1', 'a1', 'b2', 'c2', 'a2', 'b3'].flatMap((id, n) =>
      Array.from({ length: 12 }, (_, m) => storyOf(`${id}-${m}`, id.slice(0, 1), n * 12 + m)),
    );
    const front = makeFront(stories, makeConfig(), OF_DAY);
    const shown = shownStories(front);
    expect(front.rest.map(({ outlet, stories: left }) => [outlet.id, outlet.name, left.length])).toEqual([
      ['b', 'b', 32],
      ['a', 'a', 24],
      ['c', 'c', 24],
    ]);
    const left = front.rest.flatMap((group) => group.stories.map(({ id }) => id));
    expect([...left, ...shown]).toHaveLength(stories.length);
  });

  test('is nothing where all is on the page', () => {
    const front = makeFront([storyOf('1', 'a', 1)], makeConfig(), OF_DAY);
    expect(front.rest).toEqual([]);
    expect(shownStories(front)).toEqual(['1']);
    expect(shownStories(makeFront([], makeConfig(), OF_DAY))).toEqual([]);
  });
});

describe('the stories that are ranked', () => {
  const many = (count: number) => Array.from({ length: count }, (_, n) => storyOf(`n${n}`, 'a', n));
  const old = storyOf('top', 'a', 5000, { topAt: NOON });
  const range = { from: NOON.subtract({ hours: 1000 }), until: NOON.add({ hours: 1 }) };
  const ranked = async (stories: readonly Story[], announcedOnly = true) => {
    const store = createMemoryStore();
    await store.commit({ stories, drops: [], states: [] });
    return storiesToRank(store, { ...range, announcedOnly });
  };

  test('are the newest thousand, and of older ones those that were top stories, each once', async () => {
    const newestTop = { ...storyOf('n0', 'a', 0), topAt: NOON };
    const found = await ranked([newestTop, ...many(1001).slice(1), old]);
    expect(found).toHaveLength(1001);
    expect([found[0]?.id, found[999]?.id, found[1000]?.id]).toEqual(['n0', 'n999', 'top']);
  });

  test('of all stored stories include older ones that were announced, however many silent ones are newer', async () => {
    const silent = many(1000).map(({ announcedAt: _, ...story }) => story);
    const announced = storyOf('announced', 'b', 5000);
    const found = await ranked([...silent, announced], false);
    expect(found.map(({ id }) => id).slice(-2)).toEqual(['n999', 'announced']);
  });

  test('are all if they are fewer than a thousand, but none that was not announced or lies outside', async () => {
    const { announcedAt: _, ...unannounced } = storyOf('silent', 'a', 1);
    const outside = storyOf('outside', 'a', 70_000);
    expect((await ranked([...many(998), old, unannounced, outside])).map(({ id }) => id)).toHaveLength(999);
  });
});
