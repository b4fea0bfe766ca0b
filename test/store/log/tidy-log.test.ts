import { appendFile, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { IdentityKey } from '../../../src/domain/article/article.ts';
import { identityKeys } from '../../../src/domain/article/identity-keys.ts';
import type { CopiedStore } from '../../../src/domain/store/contract.ts';
import { type Disk, fileSystem } from '../../../src/store/disk/file-system.ts';
import { forgetIndex, logsOf, unreadable } from '../filled-store.ts';
import { aDrop, anArticle, aStory } from '../make-story.ts';
import { NOW, newFolder, openedStore } from '../opened-store.ts';

/** Stories whose lines are longer than what is read of a file at once. */
const COUNT = 20;

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

test('removed articles stay known after their lines were tidied away and the index was lost', async () => {
  const folder = await newFolder();
  const store = await openedStore(folder);
  await store.commit({ stories: [aStory(1)], drops: [], states: [], at: NOW.subtract({ hours: 72 }) });
  await store.commit({
    stories: [aStory(2, { articles: [anArticle(2, { firstSeenAt: NOW })] })],
    drops: [],
    states: [],
  });
  expect(await store.removeBefore(NOW.subtract({ hours: 1 }))).toEqual({ removed: 1 });
  await store.compact();
  await store.close();
  await rm(join(folder, 'index'), { recursive: true });
  const again = await openedStore(folder);
  expect(await again.stories({ limit: 9 })).toHaveLength(1);
  const keys = identityKeys(anArticle(1));
  expect([...(await again.knows(keys)).keys()]).toEqual(keys);
  await again.close();
});

test('what waits for a file that cannot be read again after tidying cuts nothing off it', async () => {
  const folder = await newFolder();
  let isRenamed = false;
  let failures = 0;
  const failing: Disk = {
    ...fileSystem,
    rename: async (from, to) => {
      await fileSystem.rename(from, to);
      isRenamed ||= to.endsWith('.jsonl');
    },
    readPart: (file, from, length) => {
      // The first part of the tidied file is read, and the second one is not.
      if (!isRenamed || from === 0 || failures > 0) return fileSystem.readPart(file, from, length);
      failures += 1;
      return Promise.reject(Object.assign(new Error('EIO'), { code: 'EIO' }));
    },
  };
  const store = await openedStore(folder, { disk: failing, retryMs: 5 });
  const long = (n: number) => aStory(n, { articles: [anArticle(n, { summary: 'あ'.repeat(30_000) })] });
  for (let n = 0; n < COUNT; n += 1) await store.commit({ stories: [long(n)], drops: [], states: [] });
  const compacting = store.compact();
  while (!isRenamed) await new Promise(setImmediate);
  const waiting = store.commit({ stories: [long(COUNT)], drops: [], states: [] });
  await compacting;
  await waiting;
  await store.close();
  const again = await openedStore(folder);
  expect(await again.stories({ limit: COUNT + 9 })).toHaveLength(COUNT + 1);
  await again.close();
});

/** A store with two stories in its first file; a later file, written after `between`, removes one of them. */
const withLaterRemoval = async (between: (store: CopiedStore, path: string) => Promise<void>) => {
  const folder = await newFolder();
  let now = NOW;
  const store = await openedStore(folder, { now: () => now });
  await store.commit({ stories: [aStory(1), aStory(2)], drops: [], states: [] });
  const [path = ''] = await logsOf(folder);
  await between(store, path);
  now = NOW.add({ hours: 24 });
  await store.commit({ stories: [aStory(3)], drops: [], states: [], united: [aStory(1).id] });
  return { folder, store, path };
};

const expectStillRemoved = async (folder: string): Promise<void> => {
  await forgetIndex(folder);
  const again = await openedStore(folder);
  expect(await again.story(aStory(1).id)).toBeUndefined();
  expect(await again.story(aStory(2).id)).toEqual(aStory(2));
  await again.close();
};

test.each([
  ['with its index', async () => undefined],
  ['without an index', forgetIndex],
])(
  'a file that could not be read when the store opened %s is named, and later files keep its removals',
  async (_, prepare) => {
    const { folder, store, path } = await withLaterRemoval(async () => undefined);
    await store.close();
    await prepare(folder);
    const impaired = await openedStore(folder, { disk: unreadable(path, 'EIO') });
    const { problems } = impaired.health();
    expect(problems).toEqual([expect.stringContaining(`${path} cannot be read: EIO`)]);
    await expect(impaired.compact()).rejects.toThrow(problems.join());
    expect(impaired.health().problems).toEqual(problems);
    await impaired.close();
    await expectStillRemoved(folder);
  },
);

test('retention leaves out an old file that could not be read, and does its work', async () => {
  const { folder, store, path } = await withLaterRemoval(async () => undefined);
  await store.close();
  await forgetIndex(folder);
  const impaired = await openedStore(folder, { disk: unreadable(path, 'EIO') });
  expect(await impaired.removeBefore(NOW.add({ hours: 72 }))).toEqual({ removed: 1 });
  await impaired.close();
});

test('later files keep the removals of a file that another program changed', async () => {
  const { folder, store } = await withLaterRemoval(async (open, path) => {
    await appendFile(path, 'not ours\n');
    await open.commit({ stories: [aStory(4)], drops: [], states: [] });
  });
  await store.compact();
  await store.close();
  await expectStillRemoved(folder);
});

test('a file that was removed is named, the others are rewritten, and nothing that it holds comes back wrongly', async () => {
  const folder = await newFolder();
  let now = NOW.subtract({ hours: 72 });
  const store = await openedStore(folder, { now: () => now });
  const first = anArticle(1, { firstSeenAt: now });
  await store.commit({ stories: [aStory(1, { articles: [first] })], drops: [], states: [] });
  await store.commit({ stories: [aStory(2)], drops: [], states: [] });
  const [lost = ''] = await readdir(join(folder, 'log'));
  now = NOW;
  await store.commit({ stories: [aStory(3)], drops: [], states: [] });
  expect(await store.removeBefore(NOW.subtract({ hours: 71 }))).toEqual({ removed: 1 });
  await rename(join(folder, 'log', lost), join(folder, 'kept'));

  const says = `${join(folder, 'log', lost)} cannot be read (ENOENT`;
  await expect(store.compact()).rejects.toThrow(says);
  expect(store.health().problems.join()).toContain(says);
  await store.close();

  // What was removed is not there again when its file is.
  await rename(join(folder, 'kept'), join(folder, 'log', lost));
  await rm(join(folder, 'index'), { recursive: true });
  const again = await openedStore(folder);
  expect(await again.story(aStory(1).id)).toBeUndefined();
  expect((await again.story(aStory(2).id))?.id).toBe(aStory(2).id);
  expect((await again.story(aStory(3).id))?.id).toBe(aStory(3).id);
  await again.close();
});
