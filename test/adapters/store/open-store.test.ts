import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openStore } from '../../../src/adapters/store/open-store.ts';
import type { IdentityKey } from '../../../src/domain/article/article.ts';
import { aStory } from './make-story.ts';

const silent = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };
const now = () => Temporal.Instant.from('2026-11-24T03:00:00Z');

const opened = async (folder: string) => {
  const result = await openStore({ folder, log: silent, now });
  if (result.kind !== 'opened') throw new Error(JSON.stringify(result));
  return result.store;
};

test('what was committed is there after the store is opened again', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'store-'));
  const store = await opened(folder);
  const story = aStory(1);
  await store.commit({ stories: [story], drops: [], states: [] });
  await store.close();

  const again = await opened(folder);
  expect(await again.story(story.id)).toEqual(story);
  expect(again.knows(`url:${story.articles[0].canonicalUrl}` as IdentityKey)).toEqual({
    kind: 'article',
    id: story.articles[0].id,
  });
  await again.close();
});
