import { execFileSync } from 'node:child_process';
import { cp, mkdir, readdir, readFile, rename, rm, symlink, truncate, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { crc32 } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import type { SourceId } from '../../src/domain/source/source.ts';
import { checkStore } from '../../src/store/check-store.ts';
import { type Disk, fileSystem } from '../../src/store/disk/file-system.ts';
import { createUnderWay } from '../../src/store/document/create-under-way.ts';
import { openStore } from '../../src/store/open-store.ts';
import { damageTrial } from './damage-trial.ts';
import { aDrop, anArticle, aState, aStory } from './make-story.ts';
import { NOW, newFolder, openedStore, recordingLog, silent } from './opened-store.ts';

const DAYS = 3;
const STORIES_A_DAY = 20;

type Filled = { readonly folder: string; readonly logs: readonly string[] };

/** A store of three days with tombstones, states, and a document of each kind; gives its log's paths, oldest first. */
const filled = async (): Promise<Filled> => {
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
  return { folder, logs: await logsOf(folder) };
};

const logsOf = async (folder: string): Promise<readonly string[]> =>
  (await readdir(join(folder, 'log'))).toSorted().map((name) => join(folder, 'log', name));

let template: Promise<Filled> | undefined;

/** The same as a copy: an index knows its own files, and takes a copy for other ones. */
const filledWithoutIndex = async (): Promise<Filled> => {
  template ??= filled();
  const folder = await newFolder();
  await cp((await template).folder, folder, { recursive: true });
  await forgetIndex(folder);
  return { folder, logs: await logsOf(folder) };
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
  const { folder, logs } = await filledWithoutIndex();
  const path = logs.at(-1) ?? '';
  const text = (await readFile(path, 'utf8')).replace(/第100工場/, '第101工場');
  await writeFile(path, text);
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
  const { folder, logs } = await filledWithoutIndex();
  const path = logs.at(-1) ?? '';
  await writeFile(path, (await readFile(path, 'utf8')).replace(/\n$/, 'x'));
  const store = await openedStore(folder);
  expect(store.health().stories).toBe(ALL);
  await store.close();
});

test.each([
  ['has lost its line feed', (text: string) => text.replace(/\n$/, ''), ALL + 1],
  ['has another letter for its line feed', (text: string) => text.replace(/\n$/, 'x'), ALL + 1],
  ['is followed by what is none of ours', (text: string) => `${text}<html>`, ALL + 1],
  ['is followed by zeros that a power cut left', (text: string) => text + '\0'.repeat(600), ALL + 1],
])('what is written behind a line that %s stands on a line of its own', async (_what, harm, stories) => {
  const { folder, logs } = await filled();
  const path = logs.at(-1) ?? '';
  await writeFile(path, harm(await readFile(path, 'utf8')));
  const store = await openedStore(folder, { now: () => NOW });
  await store.commit({ stories: [aStory(600)], drops: [], states: [] });
  await store.close();
  await forgetIndex(folder);
  const again = await openedStore(folder);
  expect(again.health().stories).toBe(stories);
  expect(await again.story(aStory(600).id)).toEqual(aStory(600));
  await again.close();
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
  expect(store.health().problems.join()).toContain('the file was renamed');
  await store.close();
  expect((await checkStore(folder)).join()).toContain('this commit belongs to the day');
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
    const { folder } = await filledWithoutIndex();
    await act(join(folder, name));
    const store = await openedStore(folder);
    expect(store.state(aState('kanda').source)).toEqual(aState('kanda'));
    expect(store.state(aState('ueno').source)).toEqual(aState('ueno'));
    expect([...(await store.knows([`url:https://kanda.example/news/1` as never])).values()][0]).toEqual({
      kind: 'removed',
    });
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

  test('without an index the rest is served and written, and the problem is reported', async () => {
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

test('a file whose reading breaks off is left as it is, and written to no more: nothing acknowledged is cut off', async () => {
  const { folder, logs } = await filledWithoutIndex();
  const path = logs.at(-1) ?? '';
  const name = basename(path, '.jsonl');
  const before = await readFile(path);
  let reads = 0;
  const failing: Disk = {
    ...fileSystem,
    readPart: (file, from, length) => {
      if (file === path && from > 0) reads += 1;
      return file === path && reads > 0
        ? Promise.reject(Object.assign(new Error('EIO'), { code: 'EIO' }))
        : fileSystem.readPart(file, from, length);
    },
  };
  const store = await openedStore(folder, { disk: failing, now: () => NOW });
  await store.commit({ stories: [aStory(400)], drops: [], states: [] });
  await store.close();
  expect(await readFile(path)).toEqual(before);
  expect(await readdir(join(folder, 'log'))).toContain(`${name}.2.jsonl`);
  const again = await openedStore(folder);
  expect(again.health()).toMatchObject({ stories: ALL + 1, problems: [] });
  await again.close();
});

test('a day whose first line is torn is no damage, and is written to', async () => {
  const folder = await newFolder();
  await mkdir(join(folder, 'log'), { recursive: true });
  await writeFile(join(folder, 'log/2026-11-24.jsonl'), '{"crc":"0123');
  const store = await openedStore(folder);
  await store.commit({ stories: [aStory(1)], drops: [], states: [] });
  expect(store.health().problems).toEqual([]);
  await store.close();
  expect(await checkStore(folder)).toEqual([]);
});

test.each(['cut', 'gone'])('a file of the log that is %s since it was read is reported', async (what) => {
  const { folder, logs } = await filled();
  const path = logs[1] ?? '';
  if (what === 'cut') await truncate(path, Math.floor((await readFile(path)).length / 2));
  else await rm(path);
  const store = await openedStore(folder);
  expect(store.health().problems.join()).toContain('is not the file that was indexed before');
  expect(store.health().stories).toBeLessThan(ALL);
  await store.close();
});

test('a folder that is gone while the store is open is reported, and what waits is written when it is back', async () => {
  const folder = await newFolder();
  const store = await openedStore(folder, { retryMs: 5 });
  await store.commit({ stories: [aStory(1)], drops: [], states: [] });
  await rename(folder, `${folder}.elsewhere`);
  expect(store.health().isWaiting).toBe(true);
  const waiting = store.commit({ stories: [aStory(2)], drops: [], states: [] });
  expect(store.health().problems).toEqual([
    expect.stringContaining(`is gone (${folder} was removed or replaced while this process ran)`),
  ]);

  // A store that is begun there meanwhile is another one's.
  const other = await openedStore(folder);
  await other.commit({ stories: [aStory(9)], drops: [], states: [] });
  await other.close();
  const files = await readdir(folder, { recursive: true });
  await rename(folder, `${folder}.other`);
  await rename(`${folder}.elsewhere`, folder);
  await waiting;
  expect(store.health()).toMatchObject({ stories: 2, problems: [] });
  await store.close();
  expect(await checkStore(folder)).toEqual([]);
  expect(await logsOf(folder)).toHaveLength(1);
  expect(await readdir(`${folder}.other`, { recursive: true })).toEqual(files);
  await rm(`${folder}.other`, { recursive: true });
});

test('a pipe in place of the proof of the index, and a log that leads back to itself, hold up no start', async () => {
  const { folder } = await filled();
  const proof = join(folder, 'index/proof.json');
  await rm(proof);
  execFileSync('mkfifo', [proof]);
  const store = await openedStore(folder);
  expect(store.health()).toMatchObject({ stories: ALL, problems: [] });
  await store.close();

  await rename(join(folder, 'log'), join(folder, 'kept'));
  await symlink('log', join(folder, 'log'));
  expect(await openStore({ folder, log: silent, now: () => NOW })).toEqual({
    kind: 'failed',
    reason: expect.stringContaining('ELOOP'),
  });
});

test('a folder that cannot be looked at while the store is open is reported with the reason', async () => {
  const folder = await newFolder();
  const store = await openedStore(folder, { retryMs: 5 });
  await store.commit({ stories: [aStory(1)], drops: [], states: [] });
  await rename(folder, `${folder}.elsewhere`);
  await symlink(folder, folder);
  expect(store.health()).toMatchObject({ isWaiting: true, problems: [expect.stringContaining('ELOOP')] });
  const waiting = store.commit({ stories: [aStory(2)], drops: [], states: [] });
  await rm(folder);
  await rename(`${folder}.elsewhere`, folder);
  await waiting;
  expect(store.health()).toMatchObject({ stories: 2, problems: [] });
  await store.close();
});

test('what is stored beside the log is not written to a folder that is gone or was replaced', async () => {
  const folder = await newFolder();
  const result = await openStore({ folder, log: silent, now: () => NOW });
  if (result.kind !== 'opened') throw new Error(result.kind);
  const troubles: string[] = [];
  const underWay = createUnderWay({ folder, onTrouble: (reason) => troubles.push(reason) });
  const { store, shelf, editions } = result;
  await rename(folder, `${folder}.elsewhere`);
  const write = [
    () => editions.noteMailed('2026-11-24'),
    () => shelf.keep('2026-10', { frozenAt: NOW, base: 'https://kawaraban.example/', atom: '<feed/>' }),
  ];
  for (const act of write) await expect(act()).rejects.toThrow('was removed or replaced');
  await underWay.begin('one' as SourceId);
  expect(troubles).toEqual([expect.stringContaining('ENOENT')]);
  await expect(readdir(folder)).rejects.toThrow('ENOENT');
  await mkdir(folder);
  for (const act of write) await expect(act()).rejects.toThrow('was removed or replaced');
  expect(await readdir(folder)).toEqual([]);
  await rm(folder, { recursive: true });
  await rename(`${folder}.elsewhere`, folder);
  for (const act of write) await act();
  expect(await editions.lastMailed()).toBe('2026-11-24');
  await store.close();
});

test('a store whose folder was replaced writes nothing into it at its end', async () => {
  const folder = await newFolder();
  const store = await openedStore(folder, { retryMs: 5 });
  await store.commit({ stories: [aStory(1)], drops: [], states: [] });
  await rm(folder, { recursive: true });
  await mkdir(folder);
  await expect(
    Promise.all([store.commit({ stories: [aStory(2)], drops: [], states: [] }), store.close()]),
  ).rejects.toThrow('not stored');
  expect(await readdir(folder)).toEqual([]);
});

test.each(['cut', 'gone', 'written to'])(
  'a file of the log that is %s while the store is open is left as it is, and what comes later is stored',
  async (what) => {
    const folder = await newFolder();
    const store = await openedStore(folder);
    await store.commit({ stories: [aStory(1)], drops: [], states: [] });
    const [path = ''] = await logsOf(folder);
    if (what === 'cut') await truncate(path, 10);
    else if (what === 'gone') await rm(path);
    else await writeFile(path, 'not ours\n', { flag: 'a' });
    const left = await readFile(path).catch(() => undefined);

    await store.commit({ stories: [aStory(2)], drops: [], states: [] });
    await store.commit({ stories: [aStory(3)], drops: [], states: [] });
    expect(store.health().problems.join()).toContain('was changed by another program');
    await store.close();
    expect(await readFile(path).catch(() => undefined)).toEqual(left);
    const again = await openedStore(folder);
    expect(await again.story(aStory(2).id)).toEqual(aStory(2));
    expect(await again.story(aStory(3).id)).toEqual(aStory(3));
    await again.close();
  },
);

test('a damaged document is kept beside the new one, and its twin has the newest states', async () => {
  const { folder } = await filled();
  const store = await openedStore(folder);
  const newest = aState('kanda', { counts: { requests: 77, notModified: 0, failed: 0, items: 0 } });
  await store.commit({ stories: [], drops: [], states: [newest] });
  await store.compact();
  await store.close();
  await writeFile(join(folder, 'documents/states.json'), 'null');
  const again = await openedStore(folder);
  expect(again.state(newest.source)).toEqual(newest);
  await again.compact();
  await again.close();
  const kept = (await readdir(join(folder, 'documents'))).filter((name) => name.includes('.damaged-'));
  expect(kept).toHaveLength(1);
});

test('a removal counts for as long as a file that cannot be read may hold the story', async () => {
  const { folder, logs } = await filledWithoutIndex();
  const [first = ''] = logs;
  const store = await openedStore(folder, { disk: unreadable(first, 'EIO') });
  const united = aStory(30, {
    articles: [anArticle(30), anArticle(6)],
    joins: [...aStory(30).joins, ...aStory(6).joins],
  });
  await store.commit({ stories: [united], drops: [], states: [], united: [aStory(6).id] });
  await store.compact();
  await store.close();
  const again = await openedStore(folder);
  expect(await again.story(aStory(6).id)).toBeUndefined();
  expect((await again.storyIdsOf([anArticle(6).id])).get(anArticle(6).id)).toBe(united.id);
  await again.close();
});

test('a removal in a file that is named before that of the story counts, also after tidying', async () => {
  const folder = await newFolder();
  let now = NOW;
  const store = await openedStore(folder, { now: () => now });
  await store.commit({ stories: [aStory(1)], drops: [], states: [] });
  now = NOW.add({ hours: 9600 });
  await store.commit({ stories: [aStory(2), aStory(3)], drops: [], states: [] });
  now = NOW;
  const united = aStory(1, {
    articles: [anArticle(1), anArticle(2)],
    joins: [...aStory(1).joins, ...aStory(2).joins],
  });
  await store.commit({ stories: [united], drops: [], states: [], united: [aStory(2).id] });
  await store.compact();
  await store.close();
  await forgetIndex(folder);
  const again = await openedStore(folder);
  expect(await again.stories({ limit: 9 })).toEqual([aStory(3), united]);
  await again.close();
});

test('a story that cannot be read leaves its tombstones when retention removes it', async () => {
  const { folder, logs } = await filled();
  const path = logs[1] ?? '';
  await writeFile(path, (await readFile(path, 'utf8')).replace('第25工場', '第99工場'));
  const store = await openedStore(folder);
  await store.removeBefore(anArticle(26).firstSeenAt);
  await store.close();
  await forgetIndex(folder);
  const again = await openedStore(folder);
  expect([...(await again.knows(['url:https://kanda.example/news/25' as never])).values()][0]).toEqual({
    kind: 'removed',
  });
  await again.close();
});

test('a line of a later version in an old day is reported, and stops nothing', async () => {
  const { folder, logs } = await filledWithoutIndex();
  const [path = ''] = logs;
  const text = await readFile(path, 'utf8');
  const rest = Buffer.from((text.split('\n')[0] ?? '').slice(17).replace('"version":1', '"version":2'));
  const newer = `{"crc":"${crc32(rest).toString(16).padStart(8, '0')}"${rest.toString()}\n`;
  await writeFile(path, text + newer);
  const store = await openedStore(folder);
  expect(store.health().problems.join()).toContain('version 2');
  await store.commit({ stories: [aStory(500)], drops: [], states: [] });
  await store.close();
  expect(await readFile(path, 'utf8')).toBe(text + newer);
});

test('tidying a file with a damaged line keeps that line beside it', async () => {
  const { folder, logs } = await filledWithoutIndex();
  const path = logs[1] ?? '';
  await writeFile(path, (await readFile(path, 'utf8')).replace('第25工場', '第99工場'));
  const store = await openedStore(folder);
  await store.compact();
  await store.close();
  const [evidence = ''] = (await readdir(join(folder, 'log'))).filter((name) => name.includes('.damaged-'));
  expect(await readFile(join(folder, 'log', evidence), 'utf8')).toContain('第99工場');
  const again = await openedStore(folder);
  expect(again.health().problems.join()).toContain('delete it when it is no longer needed');
  await again.close();
});

// `bench/store-kill.ts` damages 400.
test('13 damaged files, one of each kind, refuse no start, alter no story, and every loss is reported', async () => {
  for (let trial = 0; trial < 13; trial += 1) expect(await damageTrial(trial)).toEqual([]);
});

test('a story that another took in does not come back from a part of the log that was read later', async () => {
  const folder = await newFolder();
  let now = NOW;
  const store = await openedStore(folder, { now: () => now });
  // Longer than what is read of a file at once.
  const long = (n: number) => aStory(n, { articles: [anArticle(n, { summary: 'あ'.repeat(30_000) })] });
  for (let n = 1; n <= 15; n += 1) await store.commit({ stories: [long(n)], drops: [], states: [] });
  now = NOW.add({ hours: 24 });
  const united = aStory(1, {
    articles: [anArticle(1), anArticle(15)],
    joins: [...aStory(1).joins, ...aStory(15).joins],
  });
  await store.commit({ stories: [united], drops: [], states: [], united: [aStory(15).id] });
  await store.close();
  await forgetIndex(folder);
  const first = join(folder, 'log', '2026-11-24.jsonl');
  const failing: Disk = {
    ...fileSystem,
    readPart: (file, from, length) =>
      file === first && from > 500_000
        ? Promise.reject(Object.assign(new Error('EIO'), { code: 'EIO' }))
        : fileSystem.readPart(file, from, length),
  };
  const interrupted = await openedStore(folder, { disk: failing });
  await interrupted.close();
  const again = await openedStore(folder);
  expect(await again.story(aStory(15).id)).toBeUndefined();
  expect((await again.storyIdsOf([anArticle(15).id])).get(anArticle(15).id)).toBe(aStory(1).id);
  expect(again.health()).toMatchObject({ stories: 14, articles: 15, problems: [] });
  await again.close();
});
