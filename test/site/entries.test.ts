import { expect, test } from 'vitest';
import { entriesOf } from '../../src/site/entries.ts';
import { mergedView } from '../../src/site/views.ts';
import { makeConfig } from '../daemon/support/make-config.ts';
import { makeStory, NOON } from '../make.ts';
import { createMemoryStore } from '../support/memory-store.ts';

const at = (hours: number) => NOON.add({ hours });
const storyAt = (id: string, published: number, announced: number) =>
  makeStory(id, { published: at(published), announcedAt: at(announced) });

test('news that an outlet lists most of a day late stands in a feed that is shorter than a day', async () => {
  const { feed } = makeConfig();
  const config = makeConfig({ feed: { ...feed, entries: 3 } });
  const store = createMemoryStore();
  const stories = Array.from({ length: 20 }, (_, hour) => storyAt(`h${hour}`, hour, hour));
  await store.commit({ stories: [...stories, storyAt('late', 0, 19)], drops: [], states: [] });
  const entries = await entriesOf(mergedView(config), { config: () => config, store }, 'announced');
  expect(entries.map(({ story }) => story)).toEqual(['h19', 'h18', 'late']);
});
