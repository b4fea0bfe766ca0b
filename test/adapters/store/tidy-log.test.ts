import { expect, test } from 'vitest';
import type { IdentityKey } from '../../../src/domain/article/article.ts';
import { aDrop, aStory } from './make-story.ts';
import { NOW, newFolder, openedStore } from './opened-store.ts';

test('drops of one commit of which retention forgot the oldest are found after tidying', async () => {
  const store = await openedStore(await newFolder());
  const old = aDrop(1, { at: NOW.subtract({ hours: 48 }) });
  const drops = [old, aDrop(2, { at: NOW }), aDrop(3, { at: NOW })];
  await store.commit({ stories: [aStory(1)], drops, states: [] });
  await store.removeBefore(NOW.subtract({ hours: 24 }));
  await store.compact();
  for (const n of [2, 3])
    expect((await store.drop(`guid:kanda:drop-${n}` as IdentityKey))?.keys).toEqual(drops[n - 1]?.keys);
  expect(store.health().problems).toEqual([]);
  await store.close();
});
