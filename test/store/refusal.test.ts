import { execFileSync } from 'node:child_process';
import { mkdir, readdir, rm, rmdir } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { type Disk, fileSystem } from '../../src/store/disk/file-system.ts';
import { openStore } from '../../src/store/open-store.ts';
import { needsRoot } from '../support/skip.ts';
import { waitFor } from '../support/wait-for.ts';
import { anArticle, aStory } from './make-story.ts';
import { NOW, newFolder, openedStore, recordingLog, silent } from './opened-store.ts';

const noRoot = needsRoot();

/** The real file system, which refuses to write while `refuse(true)` is in force. */
const refusing = (code: string) => {
  let refuses = false;
  const unless = <Value>(act: () => Promise<Value>): Promise<Value> =>
    refuses ? Promise.reject(Object.assign(new Error(`${code}: refused`), { code })) : act();
  const disk: Disk = {
    ...fileSystem,
    write: (...given) => unless(() => fileSystem.write(...given)),
    open: (path) =>
      unless(async () => {
        const file = await fileSystem.open(path);
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
  'after %s what is stored is served; what is new is kept in memory, not shown, and written in the end',
  async (code) => {
    const folder = await newFolder();
    const { disk, refuse } = refusing(code);
    const store = await openedStore(folder, { disk, retryMs: 5 });
    await store.commit({ stories: [aStory(1)], drops: [], states: [] });
    refuse(true);
    const waiting = store.commit({ stories: [aStory(2)], drops: [], states: [] });
    while (store.health().problems.length === 0) await new Promise(setImmediate);
    expect(store.health().problems.join()).toContain(code);
    expect(store.health()).toMatchObject({ isWaiting: true, unwritten: 1, stories: 1 });
    expect(await store.stories({ limit: 9 })).toEqual([aStory(1)]);
    refuse(false);
    await waiting;
    expect(await store.stories({ limit: 9 })).toEqual([aStory(2), aStory(1)]);
    expect(store.health()).toMatchObject({ isWaiting: false, unwritten: 0, stories: 2 });
    expect(store.health().problems.join()).not.toContain(code);
    await store.close();
    const again = await openedStore(folder);
    expect(await again.stories({ limit: 9 })).toEqual([aStory(2), aStory(1)]);
    await again.close();
  },
);

test.each(['EIO', 'EACCES', 'ESTALE'])(
  'a log file that answers %s for a moment is not taken for one that another program changed',
  async (code) => {
    const folder = await newFolder();
    let refuses = false;
    const size: Disk['size'] = (path) =>
      refuses ? Promise.reject(Object.assign(new Error(code), { code })) : fileSystem.size(path);
    const store = await openedStore(folder, { disk: { ...fileSystem, size }, retryMs: 5 });
    await store.commit({ stories: [aStory(1)], drops: [], states: [] });
    refuses = true;
    const waiting = store.commit({ stories: [aStory(2)], drops: [], states: [] });
    while (store.health().problems.length === 0) await new Promise(setImmediate);
    expect(store.health().problems.join()).toContain(`(${code})`);
    refuses = false;
    await waiting;
    expect(store.health()).toMatchObject({ stories: 2, problems: [] });
    await store.close();
    expect(await readdir(`${folder}/log`)).toHaveLength(1);
  },
);

test('a command, which does not wait for the disk, does not say that its articles wait', async () => {
  const { disk, refuse } = refusing('ENOSPC');
  const { log, errors } = recordingLog();
  const store = await openedStore(await newFolder(), { disk, log, isPatient: false });
  refuse(true);
  await expect(store.commit({ stories: [aStory(1)], drops: [], states: [] })).rejects.toThrow('not stored');
  expect(errors).toEqual([
    {
      event: 'store.write-failed',
      fields: { reason: 'The disk of the data folder is full (ENOSPC: refused). Free some space on it.' },
    },
  ]);
  await store.close();
});

test('more than the bound is refused, and what is refused is not there', async () => {
  const { disk, refuse } = refusing('ENOSPC');
  const store = await openedStore(await newFolder(), { disk, retryMs: 5, limits: { waitingBytes: 100 } });
  refuse(true);
  const waiting = store.commit({ stories: [aStory(1)], drops: [], states: [] }).catch(String);
  await expect(store.commit({ stories: [aStory(2)], drops: [], states: [] })).rejects.toThrow('not stored');
  expect(await store.story(aStory(2).id)).toBeUndefined();
  await expect
    .poll(() => store.health().problems)
    .toEqual([expect.stringContaining('(0.0 of at most 0.0001 MB)')]);
  await store.close();
  expect(await waiting).toContain('not stored');
});

test.skipIf(noRoot)('a small tmpfs that runs full keeps what was acknowledged (needs root)', async () => {
  const folder = await newFolder();
  execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=512k', 'tmpfs', folder]);
  try {
    const store = await openedStore(folder, { retryMs: 5 });
    const big = (n: number) => aStory(n, { articles: [anArticle(n, { summary: 'あ'.repeat(8000) })] });
    let acknowledged = 0;
    const commits: Promise<unknown>[] = [];
    const count = (): void => {
      acknowledged += 1;
    };
    while (store.health().problems.length === 0) {
      const change = { stories: [big(commits.length + 1)], drops: [], states: [] };
      commits.push(store.commit(change).then(count, () => undefined));
      await Promise.race([commits.at(-1), new Promise((resolve) => setTimeout(resolve, 50))]);
    }
    expect(store.health().problems.join()).toMatch(/ENOSPC|disk is full/);
    expect(await store.stories({ limit: 1000 })).toHaveLength(acknowledged);
    await store.close();
    // A line may be durable, and only the index full.
    await Promise.all(commits);
    const again = await openedStore(folder, { retryMs: 5 });
    expect(again.health().stories).toBe(acknowledged);
    await again.close();
  } finally {
    execFileSync('umount', ['--lazy', folder]);
  }
});

test.skipIf(noRoot)('another disk in the place of the data folder is noticed (needs root)', async () => {
  const folder = await newFolder();
  const mount = () => execFileSync('mount', ['-t', 'tmpfs', 'tmpfs', folder]);
  const unmount = () => execFileSync('umount', ['--lazy', folder]);
  mount();
  try {
    const store = await openedStore(folder, { retryMs: 5 });
    await store.commit({ stories: [aStory(1)], drops: [], states: [] });
    mount();
    // The first file of each new disk has the same number.
    const other = await openedStore(folder);
    await other.close();
    expect(store.health().problems.join()).toContain('was removed or replaced');
    unmount();
    expect(store.health().problems).toEqual([]);
    await store.close();
  } finally {
    unmount();
  }
});

test('a store that opens before its lock can be taken stores on the next days, too', async () => {
  const folder = await newFolder();
  const first = await openedStore(folder);
  await first.commit({ stories: [aStory(1)], drops: [], states: [] });
  await first.close();
  const lock = join(folder, 'lock');
  await rm(lock);
  await mkdir(lock);
  let now = NOW;
  const store = await openedStore(folder, { now: () => now, isPatient: true });
  await rmdir(lock);
  for (const n of [2, 3, 4]) {
    await store.commit({ stories: [aStory(n)], drops: [], states: [] });
    now = now.add({ hours: 24 });
  }
  await store.compact();
  expect(store.health()).toMatchObject({ stories: 4, problems: [] });
  await store.close();
});

test('what a command cannot write is refused at once', async () => {
  const folder = await newFolder();
  const { disk, refuse } = refusing('ENOSPC');
  const store = await openedStore(folder, { disk, isPatient: false });
  refuse(true);
  const change = { stories: [aStory(1)], drops: [], states: [] };
  await expect(store.commit(change)).rejects.toThrow('not stored: ENOSPC');
  refuse(false);
  await store.commit(change);
  await store.close();
});

/** A folder that holds a story, and lies on a disk that is mounted read-only. */
const withReadOnlyFolder = async (
  act: (folder: string, makeWritable: () => void) => Promise<void>,
): Promise<void> => {
  const folder = await newFolder();
  execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=4m', 'tmpfs', folder]);
  try {
    const store = await openedStore(folder);
    await store.commit({ stories: [aStory(1)], drops: [], states: [] });
    await store.close();
    execFileSync('mount', ['-o', 'remount,ro', folder]);
    await act(folder, () => execFileSync('mount', ['-o', 'remount,rw', folder]));
  } finally {
    execFileSync('umount', [folder]);
  }
};

describe.skipIf(noRoot)('a folder on a read-only disk (needs root)', () => {
  test('is served, said at error at once, and written when the disk allows it', () =>
    withReadOnlyFolder(async (folder, makeWritable) => {
      const { log, errors } = recordingLog();
      const store = await openedStore(folder, { log, retryMs: 5 });
      expect(errors).toEqual([
        { event: 'store.write-failed', fields: { reason: expect.stringContaining('EROFS') } },
      ]);
      expect(store.health().problems.join()).toContain('The disk of the data folder is read-only (EROFS');
      const waiting = store.commit({ stories: [aStory(2)], drops: [], states: [] });
      expect(await store.stories({ limit: 9 })).toEqual([aStory(1)]);
      makeWritable();
      await waiting;
      expect(await store.stories({ limit: 9 })).toEqual([aStory(2), aStory(1)]);
      await store.close();
      const again = await openedStore(folder);
      expect(again.health()).toMatchObject({ stories: 2, problems: [] });
      await again.close();
    }));

  test('is never written by a process that read it before another one wrote there', () =>
    withReadOnlyFolder(async (folder, makeWritable) => {
      const early = await openedStore(folder, { retryMs: 5 });
      makeWritable();
      const other = await openedStore(folder);
      await other.commit({ stories: [aStory(2)], drops: [], states: [] });
      await other.close();
      const waiting = early.commit({ stories: [aStory(3)], drops: [], states: [] });
      waiting.catch(() => undefined);
      await waitFor(() => early.health().problems.join().includes('restart this process'));
      await expect(early.compact()).rejects.toThrow('restart this process');
      await early.close();
      await expect(waiting).rejects.toThrow('not stored');
      const again = await openedStore(folder);
      expect(await again.stories({ limit: 9 })).toEqual([aStory(2), aStory(1)]);
      await again.close();
    }));

  test('is refused to a command, and where nothing is stored to the daemon, too', () =>
    withReadOnlyFolder(async (folder) => {
      const options = { log: silent, now: () => NOW };
      for (const refused of [
        await openStore({ ...options, folder, isPatient: false }),
        await openStore({ ...options, folder: `${folder}/new` }),
      ]) {
        expect(refused).toEqual({
          kind: 'failed',
          reason: expect.stringMatching(/^the folder cannot be written \(EROFS.*\)\. Free some space/),
        });
      }
    }));
});
