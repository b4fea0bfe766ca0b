import { cp, mkdir, readdir, readFile, rename, rm, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { checkStore } from '../../../src/adapters/store/check-store.ts';
import type { Disk } from '../../../src/adapters/store/disk.ts';
import { fileSystem } from '../../../src/adapters/store/file-system.ts';
import { aDrop, anArticle, aState, aStory } from './make-story.ts';
import { NOW, newFolder, openedStore, recordingLog } from './opened-store.ts';

const DAYS = 3;
const STORIES_A_DAY = 20;

/** A store of three days with tombstones, states, and a document of each kind; gives its log's paths, oldest first. */
const filled = async (): Promise<{ readonly folder: string; readonly logs: readonly string[] }> => {
  const folder = await newFolder();
  let now = NOW.subtract({ hours: 24 * DAYS });
  const store = await openedStore(folder, { now: () => now });
  for (let day = 0; day < DAYS; day += 1) {
    now = now.add({ hours: 24 });
    for (let n = 0; n < STORIES_A_DAY; n += 4) {
      const first = day * STORIES_A_DAY + n + 1;
      const stories = [0, 1, 2, 3].map((more) => aStory(first + more));
      await store.commit({ stories, drops: [aDrop(first)], states: [aState('kanda')] });
    }
  }
  await store.removeBefore(anArticle(5).firstSeenAt);
  await store.compact();
  await store.commit({ stories: [aStory(100)], drops: [], states: [aState('ueno')] });
  await store.close();
  const names = (await readdir(join(folder, 'log'))).toSorted();
  return { folder, logs: names.map((name) => join(folder, 'log', name)) };
};

const ALL = DAYS * STORIES_A_DAY - 4 + 1;

const forgetIndex = (folder: string) => rm(join(folder, 'index'), { recursive: true, force: true });

test('a torn last line was never acknowledged: it is passed over, and writing goes on behind what counts', async () => {
  const { folder, logs } = await filled();
  const path = logs.at(-1) ?? '';
  await writeFile(path, `${await readFile(path, 'utf8')}{"crc":"00000000","version":1,"seq":9`);
  const store = await openedStore(folder);
  expect(store.health()).toMatchObject({ stories: ALL, problems: [] });
  await store.commit({ stories: [aStory(200)], drops: [], states: [] });
  await store.close();
  await forgetIndex(folder);
  const again = await openedStore(folder);
  expect(again.health()).toMatchObject({ stories: ALL + 1, problems: [] });
  await again.close();
});

test('a flipped bit in the newest whole line is reported and kept as evidence, and its stories alone are missing', async () => {
  const { folder, logs } = await filled();
  const path = logs.at(-1) ?? '';
  const text = (await readFile(path, 'utf8')).replace(/第100工場/, '第101工場');
  await writeFile(path, text);
  await forgetIndex(folder);
  const { log, errors } = recordingLog();
  const store = await openedStore(folder, { log });
  expect(store.health().stories).toBe(ALL - 1);
  expect(store.health().problems.join()).toMatch(/the line at byte \d+ of .*checksum.*evidence/);
  expect(errors[0]?.event).toBe('store.damaged');
  await store.commit({ stories: [aStory(200)], drops: [], states: [] });
  await store.close();
  expect((await readFile(path, 'utf8')).startsWith(text)).toBe(true);
  const again = await openedStore(folder);
  expect(again.health().problems.join()).toContain('checksum');
  await again.close();
});

test('a line feed that was altered costs nothing', async () => {
  const { folder, logs } = await filled();
  const path = logs.at(-1) ?? '';
  await writeFile(path, (await readFile(path, 'utf8')).replace(/\n$/, 'x'));
  await forgetIndex(folder);
  const store = await openedStore(folder);
  expect(store.health().stories).toBe(ALL);
  await store.close();
});

test('a story whose bytes were altered behind the index is reported and never shown', async () => {
  const { folder, logs } = await filled();
  const path = logs[1] ?? '';
  await writeFile(path, (await readFile(path, 'utf8')).replace('第25工場', '第99工場'));
  const store = await openedStore(folder);
  expect(await store.story(aStory(25).id)).toBeUndefined();
  expect(store.health().problems.join()).toContain('checksum');
  expect(await store.stories({ limit: 99 })).toHaveLength(ALL - 1);
  await store.close();
  expect((await checkStore(folder)).join()).toContain('checksum');
});

test("two files of the log under each other's names are noticed, and nothing of them is lost", async () => {
  const { folder, logs } = await filled();
  const [first = '', second = ''] = logs;
  await rename(first, `${first}.x`);
  await rename(second, first);
  await rename(`${first}.x`, second);
  const store = await openedStore(folder);
  expect(store.health().stories).toBe(ALL);
  expect(store.health().problems.join()).toContain('another name was given to the file');
  await store.close();
  expect((await checkStore(folder)).join()).toContain('the commit is of');
});

test('an older copy of the folder that was put back is what counts', async () => {
  const { folder, logs } = await filled();
  const path = logs.at(-1) ?? '';
  const before = await readFile(path);
  const store = await openedStore(folder);
  await store.commit({
    stories: [aStory(200), aStory(100, { related: [aStory(1).id] })],
    drops: [],
    states: [],
  });
  await store.close();
  await writeFile(path, before);
  const again = await openedStore(folder);
  expect(await again.story(aStory(100).id)).toEqual(aStory(100));
  expect(await again.story(aStory(200).id)).toBeUndefined();
  await again.close();
});

const HARMS = {
  empty: (path: string) => truncate(path, 0),
  truncated: async (path: string) => truncate(path, Math.floor((await readFile(path)).length / 2)),
  null: (path: string) => writeFile(path, 'null'),
  foreign: (path: string) => writeFile(path, '<html>not ours</html>'),
  gone: (path: string) => rm(path),
  'a folder': async (path: string) => {
    await rm(path);
    await mkdir(path);
  },
};

describe.each(['documents/states.json', 'documents/removed/2026-11.json'])('%s', (name) => {
  test.each(Object.entries(HARMS))('that is %s is read from the one before it', async (harm, act) => {
    const { folder } = await filled();
    await act(join(folder, name));
    await forgetIndex(folder);
    const store = await openedStore(folder);
    expect(store.state(aState('kanda').source)).toEqual(aState('kanda'));
    expect(store.state(aState('ueno').source)).toEqual(aState('ueno'));
    expect(store.knows(`url:https://kanda.example/news/1` as never)).toEqual({ kind: 'removed' });
    expect(store.health().problems.length).toBe(harm === 'gone' ? 0 : 1);
    await store.close();
  });
});

/** The real file system, on which one file cannot be read. */
const unreadable = (hidden: string, code: string): Disk => {
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

describe.each(['EIO', 'EACCES', 'EISDIR'])('a file that answers %s', (code) => {
  const filesIn = async (folder: string): Promise<readonly string[]> =>
    (await readdir(folder, { recursive: true, withFileTypes: true }))
      .filter(({ parentPath, name }) => !parentPath.endsWith('index') && !name.startsWith('lock'))
      .filter((entry) => entry.isFile())
      .map(({ parentPath, name }) => join(parentPath, name).slice(folder.length + 1));

  test('never refuses the start, whichever file of the store it is; what the index knows stays known', async () => {
    const { folder } = await filled();
    for (const name of await filesIn(folder)) {
      const store = await openedStore(folder, { disk: unreadable(join(folder, name), code) });
      expect(store.health().stories, name).toBe(ALL);
      expect((await store.stories({ limit: 99 })).length, name).toBeGreaterThanOrEqual(
        ALL - STORIES_A_DAY - 1,
      );
      await store.close();
    }
  });

  test('without an index the rest is served and written, and the problem is told', async () => {
    const { folder: first } = await filled();
    const names = await filesIn(first);
    expect(names.length).toBeGreaterThan(5);
    for (const name of names) {
      const folder = await newFolder();
      await cp(first, folder, { recursive: true });
      const store = await openedStore(folder, { disk: unreadable(join(folder, name), code) });
      expect(store.health().stories, name).toBeGreaterThanOrEqual(ALL - STORIES_A_DAY - 1);
      // The file before a document is read only where the document itself cannot be.
      if (!name.endsWith('.bak')) expect(store.health().problems.join(), name).toContain(name);
      await store.commit({ stories: [aStory(300)], drops: [], states: [] });
      expect(await store.story(aStory(300).id)).toEqual(aStory(300));
      await store.close();
    }
  });
});

test('tidying a file with a damaged line keeps that line beside it', async () => {
  const { folder, logs } = await filled();
  const path = logs[1] ?? '';
  await writeFile(path, (await readFile(path, 'utf8')).replace('第25工場', '第99工場'));
  await forgetIndex(folder);
  const store = await openedStore(folder);
  await store.compact();
  await store.close();
  const [evidence = ''] = (await readdir(join(folder, 'log'))).filter((name) => name.includes('.damaged-'));
  expect(await readFile(join(folder, 'log', evidence), 'utf8')).toContain('第99工場');
  const again = await openedStore(folder);
  expect(again.health().problems.join()).toContain('remove it when nobody needs it');
  await again.close();
});
