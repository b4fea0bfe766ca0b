import { cp, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type Disk, fileSystem } from '../../src/store/disk/file-system.ts';
import { aDrop, anArticle, aState, aStory } from './make-story.ts';
import { NOW, newFolder, openedStore } from './opened-store.ts';

const DAYS = 3;
export const STORIES_A_DAY = 20;

type Filled = { readonly folder: string; readonly logs: readonly string[] };

/** A store of three days with tombstones, states, and a document of each kind; gives its log's paths, oldest first. */
export const filled = async (): Promise<Filled> => {
  const folder = await newFolder();
  let now = NOW.subtract({ hours: 24 * DAYS });
  const store = await openedStore(folder, { now: () => now });
  for (let day = 0; day < DAYS; day += 1) {
    now = now.add({ hours: 24 });
    const commits: Promise<void>[] = [];
    for (let n = 0; n < STORIES_A_DAY; n += 10) {
      const first = day * STORIES_A_DAY + n + 1;
      const stories = Array.from({ length: 10 }, (_, more) => aStory(first + more));
      commits.push(store.commit({ stories, drops: [aDrop(first)], states: [aState('kanda')] }));
    }
    await Promise.all(commits);
  }
  await store.removeBefore(anArticle(5).firstSeenAt);
  await store.compact();
  await store.commit({ stories: [aStory(100)], drops: [], states: [aState('ueno')] });
  await store.close();
  return { folder, logs: await logsOf(folder) };
};

export const logsOf = async (folder: string): Promise<readonly string[]> =>
  (await readdir(join(folder, 'log'))).toSorted().map((name) => join(folder, 'log', name));

let template: Promise<Filled> | undefined;

/** The same as a copy: an index knows its own files, and takes a copy for other ones. */
export const filledWithoutIndex = async (): Promise<Filled> => {
  template ??= filled();
  const folder = await newFolder();
  await cp((await template).folder, folder, { recursive: true });
  await forgetIndex(folder);
  return { folder, logs: await logsOf(folder) };
};

/** Number of stories in a filled store. */
export const ALL = DAYS * STORIES_A_DAY - 4 + 1;

export const forgetIndex = (folder: string) => rm(join(folder, 'index'), { recursive: true, force: true });

/** The real file system, on which one file cannot be read. */
export const unreadable = (hidden: string, code: string): Disk => {
  let isThere = true;
  const unless = <Value>(path: string, act: () => Promise<Value>): Promise<Value> =>
    isThere && path === hidden
      ? Promise.reject(Object.assign(new Error(`${code}: ${path}`), { code }))
      : act();
  return {
    ...fileSystem,
    rename: async (from, to) => {
      await fileSystem.rename(from, to);
      if (from === hidden) isThere = false;
    },
    read: (path) => unless(path, () => fileSystem.read(path)),
    readPart: (path, from, length) => unless(path, () => fileSystem.readPart(path, from, length)),
    open: (path) => unless(path, () => fileSystem.open(path)),
  };
};
