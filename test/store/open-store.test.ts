import { chown, cp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openStore } from '../../src/store/open-store.ts';
import { needsRoot } from '../support/skip.ts';
import { anArticle, aState, aStory } from './make-story.ts';
import { NOW, newFolder, openedStore, recordingLog, silent } from './opened-store.ts';

const stories = (from: number, count: number) => Array.from({ length: count }, (_, n) => aStory(from + n));
const changed = (n: number) => aStory(n, { articles: [anArticle(n, { revision: 2, summary: 'changed' })] });

test('a second instance learns who holds the store; a reader can open it', async () => {
  const folder = await newFolder();
  const store = await openedStore(folder);
  await store.commit({ stories: [aStory(1)], drops: [], states: [aState('kanda')] });
  const second = await openStore({ folder, log: silent, now: () => NOW });
  expect(second).toEqual({ kind: 'locked', by: `process ${process.pid}, since 2026-11-24 12:00 JST` });
  const reader = await openedStore(folder, { lock: false });
  expect(await reader.stories({ limit: 5 })).toEqual([aStory(1)]);
  expect(reader.state(aState('kanda').source)).toEqual(aState('kanda'));
  await expect(reader.commit({ stories: [aStory(2)], drops: [], states: [] })).rejects.toThrow(
    'open read-only',
  );
  await reader.close();
  await store.close();
  await (await openedStore(folder)).close();
});

test('a reader beside a daemon sees what was committed and tidied since it came', async () => {
  const folder = await newFolder();
  const store = await openedStore(folder);
  await store.commit({ stories: stories(1, 60), drops: [], states: [] });
  const { log, errors } = recordingLog();
  const reader = await openedStore(folder, { lock: false, log });
  for (let n = 1; n <= 4; n += 1) {
    await store.commit({ stories: [aStory(60 + n), changed(n)], drops: [], states: [] });
    await store.compact();
  }
  expect(await reader.story(aStory(2).id)).toEqual(changed(2));
  expect(await reader.stories({ limit: 1000 })).toHaveLength(64);
  expect(errors).toEqual([]);
  await reader.close();
  await store.close();
});

test('a reader takes in what a killed writer left out of the index, and lets others write', async () => {
  const folder = await newFolder();
  const store = await openedStore(folder);
  await store.commit({ stories: stories(1, 3), drops: [], states: [] });
  await store.close();
  await rm(join(folder, 'index'), { recursive: true });
  const reader = await openedStore(folder, { lock: false });
  expect(await reader.stories({ limit: 9 })).toHaveLength(3);
  const writer = await openedStore(folder);
  await writer.commit({ stories: [aStory(4)], drops: [], states: [] });
  expect(await reader.stories({ limit: 9 })).toHaveLength(4);
  await reader.close();
  await writer.close();
});

test.skipIf(needsRoot())(
  'root reads the store of another user, whose log is not what the index knows, and leaves the index as it was',
  async () => {
    const [folder, copy] = [await newFolder(), await newFolder()];
    for (const [home, n] of [[folder, 1] as const, [copy, 2] as const]) {
      const store = await openedStore(home);
      await store.commit({ stories: [aStory(n)], drops: [], states: [] });
      await store.close();
    }
    await rm(join(folder, 'log'), { recursive: true });
    await cp(join(copy, 'log'), join(folder, 'log'), { recursive: true });
    await chown(folder, 65_534, 65_534);
    const database = join(folder, 'index', 'index.sqlite');
    const before = await stat(database);
    const reader = await openedStore(folder, { lock: false });
    expect(await reader.stories({ limit: 9 })).toEqual([aStory(2)]);
    await reader.close();
    const { ino, mtimeMs } = await stat(database);
    expect({ ino, mtimeMs }).toEqual({ ino: before.ino, mtimeMs: before.mtimeMs });
    expect(await readdir(join(folder, 'index'))).toContain('proof.json');
  },
);

test('a store that cannot be opened, because its log folder cannot be made, is not locked', async () => {
  const folder = await newFolder();
  await writeFile(join(folder, 'log'), '');
  const refused = await openStore({ folder, log: silent, now: () => NOW });
  expect(refused).toEqual({ kind: 'failed', reason: expect.stringContaining('EEXIST') });
  await rm(join(folder, 'log'));
  await (await openedStore(folder)).close();
});

test('a store written by a later version is left alone', async () => {
  const folder = await newFolder();
  const store = await openedStore(folder);
  await store.commit({ stories: [aStory(1)], drops: [], states: [] });
  await store.close();
  const [name = ''] = await readdir(join(folder, 'log'));
  const path = join(folder, 'log', name);
  const { crc32 } = await import('node:zlib');
  const rest = Buffer.from(
    (await readFile(path, 'utf8')).trimEnd().slice(17).replace('"version":1', '"version":2'),
  );
  const text = `{"crc":"${crc32(rest).toString(16).padStart(8, '0')}"${rest.toString()}\n`;
  await writeFile(path, text);
  const opened = await openStore({ folder, log: silent, now: () => NOW });
  expect(opened).toMatchObject({ kind: 'failed', reason: expect.stringContaining('version 2') });
  expect(await readFile(path, 'utf8')).toBe(text);
});

test.each(['checkpoint.json', 'store.json', 'journal'])(
  'a folder that holds the store of an earlier form (%s) is refused in one sentence and left untouched',
  async (name) => {
    const folder = await newFolder();
    await writeFile(join(folder, name), '{}');
    expect(await openStore({ folder, log: silent, now: () => NOW })).toEqual({
      kind: 'failed',
      reason: `the folder contains ${name}, as stores of an earlier version do, which this version cannot read: name another folder`,
    });
    expect(await readdir(folder)).toEqual([name]);
  },
);

test('no temporary file is left behind, and only the owner may read the files', async () => {
  const folder = await newFolder();
  const store = await openedStore(folder);
  await store.commit({ stories: stories(1, 30), drops: [], states: [aState('kanda')] });
  await store.compact();
  await store.close();
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  expect(entries.map(({ name }) => name).filter((name) => name.endsWith('.tmp'))).toEqual([]);
  const { stat } = await import('node:fs/promises');
  for (const entry of entries) {
    const { mode } = await stat(join(entry.parentPath, entry.name));
    expect(mode & 0o077, entry.name).toBe(0);
  }
});

test('the newest days are found at once, the others later; what is not found yet cannot pass for new', async () => {
  const folder = await newFolder();
  let now = NOW;
  const store = await openedStore(folder, { now: () => now });
  for (let day = 1; day <= 4; day += 1) {
    await store.commit({ stories: stories(day * 1000, 200), drops: [], states: [] });
    now = now.add({ hours: 24 });
  }
  await store.close();
  await rm(join(folder, 'index'), { recursive: true });
  const opened = await openStore({ folder, log: silent, now: () => now });
  if (opened.kind !== 'opened') throw new Error(opened.kind);
  const again = opened.store;
  expect(again.health().stories).toBeLessThan(800);
  expect((await again.stories({ limit: 1 }))[0]).toEqual(aStory(4199));
  await again.commit({ stories: [aStory(1)], drops: [], states: [] });
  expect(again.health().stories).toBe(801);
  await again.close();
});

const DAYS = 12;

test('a store that is closed while its index is made brings back no removed story at the next start', async () => {
  const folder = await newFolder();
  let now = NOW;
  const store = await openedStore(folder, { now: () => now });
  for (let day = 1; day <= DAYS; day += 1) {
    const united = day === DAYS ? [aStory(5).id] : [];
    await store.commit({ stories: [aStory(day)], drops: [], states: [], united });
    now = now.add({ hours: 24 });
  }
  await store.close();
  await rm(join(folder, 'index'), { recursive: true });
  let read = 0;
  const onProgress = (done: number): void => {
    read = done;
  };
  const opened = await openStore({ folder, log: silent, now: () => now, onProgress });
  if (opened.kind !== 'opened') throw new Error(opened.kind);
  const whole = opened.store.whole();
  await opened.store.close();
  await expect(whole).rejects.toThrow('the store is closed');
  expect(read).toBeLessThan(DAYS);
  const again = await openedStore(folder);
  expect(await again.stories({ limit: 99 })).toHaveLength(DAYS - 1);
  expect(await again.story(aStory(5).id)).toBeUndefined();
  await again.close();
});

test('the state of a source in an old file is known, and survives a compaction, after the index was deleted', async () => {
  const folder = await newFolder();
  let now = NOW;
  const store = await openedStore(folder, { now: () => now });
  const names = ['quiet', 'a', 'b', 'c'];
  for (const name of names) {
    await store.commit({ stories: [], drops: [], states: [aState(name)] });
    now = now.add({ hours: 24 });
  }
  await store.close();
  await rm(join(folder, 'index'), { recursive: true });
  const known = async (): Promise<readonly string[]> => {
    const again = await openedStore(folder, { now: () => now, isPatient: true });
    const found = again.states().map(({ source }) => source);
    await again.compact();
    await again.close();
    return found.toSorted();
  };
  expect(await known()).toEqual(names.toSorted());
  expect(await known()).toEqual(names.toSorted());
});
