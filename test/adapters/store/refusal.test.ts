import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';
import type { Disk } from '../../../src/adapters/store/disk/disk.ts';
import { fileSystem } from '../../../src/adapters/store/disk/file-system.ts';
import { anArticle, aStory } from './make-story.ts';
import { newFolder, openedStore } from './opened-store.ts';

const isRoot = process.getuid?.() === 0;

/** The real file system, which refuses to write as long as it is told to. */
const refusing = (code: string) => {
  let refuses = false;
  const unless = <Value>(act: () => Promise<Value>): Promise<Value> =>
    refuses ? Promise.reject(Object.assign(new Error(`${code}: refused`), { code })) : act();
  const disk: Disk = {
    ...fileSystem,
    write: (...given) => unless(() => fileSystem.write(...given)),
    create: (path) =>
      unless(async () => {
        const file = await fileSystem.create(path);
        return {
          ...file,
          append: (bytes) => unless(() => file.append(bytes)),
          sync: () => unless(file.sync),
        };
      }),
  };
  return {
    disk,
    refuse: (now: boolean) => {
      refuses = now;
    },
  };
};

test.each([['ENOSPC'], ['EROFS'], ['EACCES'], ['EMFILE'], ['EIO']])(
  'after %s everything is served, kept in memory and written in the end',
  async (code) => {
    const folder = await newFolder();
    const { disk, refuse } = refusing(code);
    const store = await openedStore(folder, { disk, retryMs: 5 });
    await store.commit({ stories: [aStory(1)], drops: [], states: [] });
    refuse(true);
    const waiting = store.commit({ stories: [aStory(2)], drops: [], states: [] });
    while (store.health().problems.length === 0) await new Promise(setImmediate);
    expect(store.health().problems.join()).toContain(code);
    expect(await store.stories({ limit: 9 })).toEqual([aStory(2), aStory(1)]);
    refuse(false);
    await waiting;
    expect(store.health().problems.filter((text) => text.includes('nothing can be written'))).toEqual([]);
    await store.close();
    const again = await openedStore(folder);
    expect(await again.stories({ limit: 9 })).toEqual([aStory(2), aStory(1)]);
    await again.close();
  },
);

test('more than the bound is refused, and what is refused is not there', async () => {
  const { disk, refuse } = refusing('ENOSPC');
  const store = await openedStore(await newFolder(), { disk, retryMs: 5, limits: { waitingBytes: 100 } });
  refuse(true);
  const waiting = store.commit({ stories: [aStory(1)], drops: [], states: [] }).catch(String);
  await expect(store.commit({ stories: [aStory(2)], drops: [], states: [] })).rejects.toThrow('not stored');
  expect(await store.story(aStory(2).id)).toBeUndefined();
  await store.close();
  expect(await waiting).toContain('not stored');
});

test.skipIf(!isRoot)('a small tmpfs that runs full keeps what was acknowledged (needs root)', async () => {
  const folder = await newFolder();
  execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=512k', 'tmpfs', folder]);
  try {
    const store = await openedStore(folder, { retryMs: 5 });
    let stored = 0;
    const big = (n: number) => aStory(n, { articles: [anArticle(n, { summary: 'あ'.repeat(8000) })] });
    let last = Promise.resolve();
    while (store.health().problems.length === 0) {
      stored += 1;
      const n = stored;
      last = store.commit({ stories: [big(n)], drops: [], states: [] });
      last.catch(() => undefined);
      await Promise.race([last, new Promise((resolve) => setTimeout(resolve, 50))]);
    }
    expect(store.health().problems.join()).toContain('ENOSPC');
    expect(await store.stories({ limit: 1000 })).toHaveLength(stored);
    await store.close();
    await expect(last).rejects.toThrow('not stored');
    const again = await openedStore(folder, { retryMs: 5 });
    expect(again.health().stories).toBe(stored - 1);
    await again.close();
  } finally {
    execFileSync('umount', [folder]);
  }
});
