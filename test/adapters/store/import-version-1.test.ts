import { copyFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { checkStore } from '../../../src/adapters/store/check-store.ts';
import type { IdentityKey } from '../../../src/domain/article/article.ts';
import { aDrop, aState, aStory } from './make-story.ts';
import { newFolder, openedStore } from './opened-store.ts';

const EXAMPLE = join(import.meta.dirname, 'version-1.json');

test('a store of version 1 is taken over whole, and its file is kept', async () => {
  const folder = await newFolder();
  await copyFile(EXAMPLE, join(folder, 'store.json'));
  for (const _ of ['taken over', 'opened again']) {
    const store = await openedStore(folder);
    expect(await store.stories({ limit: 9 })).toEqual([aStory(3), aStory(2), aStory(1)]);
    expect(store.state(aState('kanda').source)).toEqual(aState('kanda'));
    expect(await store.drop('guid:kanda:drop-1' as IdentityKey)).toEqual(aDrop(1));
    expect(store.knows('url:https://kanda.example/news/0' as IdentityKey)).toEqual({ kind: 'removed' });
    expect(store.health().problems).toEqual([]);
    await store.close();
  }
  const names = await readdir(folder);
  expect(names).toContain('store.json.migrated');
  expect(names).not.toContain('store.json');
  expect(await checkStore(folder)).toEqual([]);
});

test('a crash in the midst of it means that it is done again, and nothing comes twice', async () => {
  const folder = await newFolder();
  await copyFile(EXAMPLE, join(folder, 'store.json'));
  await (await openedStore(folder)).close();
  // As it is when the power goes just before the file gets its new name.
  await copyFile(EXAMPLE, join(folder, 'store.json'));
  const store = await openedStore(folder);
  expect(await store.stories({ limit: 9 })).toEqual([aStory(3), aStory(2), aStory(1)]);
  expect(store.health()).toMatchObject({ stories: 3, articles: 3, problems: [] });
  await store.close();
});
