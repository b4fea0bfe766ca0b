import { cp, readdir, readFile, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { type Disk, fileSystem } from '../../src/store/disk/file-system.ts';
import { damageTrial } from './damage-trial.ts';
import { ALL, filled, filledWithoutIndex, forgetIndex, STORIES_A_DAY, unreadable } from './filled-store.ts';
import { anArticle, aStory } from './make-story.ts';
import { NOW, newFolder, openedStore } from './opened-store.ts';

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

test.each([
  ['that cannot be read', ''],
  ['that cannot be read, and begins with a damaged line,', 'not a line\n'],
])('a removal counts for as long as a file %s may hold the story', async (_, damage) => {
  const { folder, logs } = await filledWithoutIndex();
  const [first = ''] = logs;
  await writeFile(first, damage + (await readFile(first, 'utf8')));
  const store = await openedStore(folder, { disk: unreadable(first, 'EIO') });
  const united = aStory(30, {
    articles: [anArticle(30), anArticle(6)],
    joins: [...aStory(30).joins, ...aStory(6).joins],
  });
  await store.commit({ stories: [united], drops: [], states: [], united: [aStory(6).id] });
  await expect(store.compact()).rejects.toThrow(`${first} cannot be read`);
  await store.close();
  const again = await openedStore(folder);
  expect(await again.story(aStory(6).id)).toBeUndefined();
  expect((await again.storyIdsOf([anArticle(6).id])).get(anArticle(6).id)).toBe(united.id);
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
