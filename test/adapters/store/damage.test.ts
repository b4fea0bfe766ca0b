import { readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { checkStore } from '../../../src/adapters/store/check-store.ts';
import { aDrop, anArticle, aState, aStory } from './make-story.ts';
import { newFolder, openedStore, recordingLog } from './opened-store.ts';

const COUNT = 300;

/** A store with partitions of every kind and something in the journal. */
const filled = async (): Promise<string> => {
  const folder = await newFolder();
  const store = await openedStore(folder);
  const stories = Array.from({ length: COUNT }, (_, n) => aStory(n + 1));
  await store.commit({ stories, drops: [aDrop(50)], states: [aState('kanda')] });
  await store.removeBefore(anArticle(11).firstSeenAt);
  await store.commit({ stories: [aStory(COUNT + 1)], drops: [], states: [] });
  await store.close();
  return folder;
};

const KINDS = ['checkpoint.json', 'stories', 'drops', 'states', 'removed'];

const HARMS = {
  empty: (path: string) => truncate(path, 0),
  truncated: async (path: string) => truncate(path, Math.floor((await readFile(path)).length / 2)),
  null: (path: string) => writeFile(path, 'null'),
  foreign: (path: string) => writeFile(path, '<html>not ours</html>'),
  gone: (path: string) => rm(path),
};

const firstFile = async (folder: string, kind: string): Promise<string> => {
  if (kind.endsWith('.json')) return join(folder, kind);
  const names = (await readdir(join(folder, kind))).filter((name) => name.endsWith('.json')).sort();
  return join(folder, kind, names.at(-1) ?? '');
};

const cases = KINDS.flatMap((kind) => Object.entries(HARMS).map(([harm, act]) => ({ kind, harm, act })));

test.each(cases)(
  '$kind that is $harm is replaced by its .bak, and nothing is lost',
  async ({ kind, harm, act }) => {
    const folder = await filled();
    const path = await firstFile(folder, kind);
    await act(path);
    const { log, errors } = recordingLog();
    const store = await openedStore(folder, { log });
    expect(store.health()).toMatchObject({ stories: COUNT - 9, articles: COUNT - 9 });
    expect(await store.stories({ limit: COUNT * 2 })).toHaveLength(COUNT - 9);
    expect(store.state(aState('kanda').source)).toEqual(aState('kanda'));
    expect(errors.length).toBeGreaterThan(0);
    expect(store.health().problems.length).toBeGreaterThan(0);
    expect(store.health().damagedFiles).toBe(harm === 'gone' ? 0 : 1);
    expect(store.health().partitions).toBeGreaterThan(1);
    await store.close();
    const told: (readonly [number, number])[] = [];
    expect(await checkStore(folder, (done, total) => told.push([done, total]))).toEqual([]);
    expect(told).toEqual(told.map((_, n) => [n + 1, told.length]));
    expect(told.length).toBeGreaterThan(3);
    const evidence = (await readdir(folder, { recursive: true })).filter((name) =>
      name.includes('.damaged-'),
    );
    expect(evidence).toHaveLength(harm === 'gone' ? 0 : 1);
  },
);

test('of a partition that is damaged together with its .bak, every whole record is stored again', async () => {
  const folder = await filled();
  const path = await firstFile(folder, 'stories');
  const before = JSON.parse(await readFile(path, 'utf8')).records.length;
  for (const twin of [path, `${path}.bak`]) await HARMS.truncated(twin);
  const store = await openedStore(folder);
  const { stories, problems } = store.health();
  expect(stories).toBeGreaterThan(COUNT - 9 - before);
  expect(problems.join()).toContain('damaged');
  expect(await store.stories({ limit: COUNT * 2 })).toHaveLength(stories);
  await store.close();
});

test.each(['stories', 'drops', 'states', 'removed'])(
  'what a crash left of %s without a .bak before the first list of files gets one',
  async (kind) => {
    const folder = await filled();
    for (const twin of ['checkpoint.json', 'checkpoint.json.bak']) await rm(join(folder, twin));
    const path = await firstFile(folder, kind);
    await rm(`${path}.bak`);
    const store = await openedStore(folder);
    expect(store.health().problems).toEqual([]);
    expect(await readFile(`${path}.bak`)).toEqual(await readFile(path));
    await store.compact();
    await store.close();
    expect(await checkStore(folder)).toEqual([]);
  },
);

test('what is removed after the list of files was lost does not come back from an older partition', async () => {
  const folder = await newFolder();
  const store = await openedStore(folder);
  for (const n of [1, 2, 3]) {
    await store.commit({ stories: [aStory(n)], drops: [], states: [] });
    await store.compact();
  }
  await store.close();
  for (const twin of ['checkpoint.json', 'checkpoint.json.bak']) await rm(join(folder, twin));
  const second = await openedStore(folder);
  expect(await second.removeBefore(anArticle(3).firstSeenAt)).toEqual({ removed: 2 });
  await second.close();
  const third = await openedStore(folder);
  expect(await third.stories({ limit: 9 })).toEqual([aStory(3)]);
  await third.close();
});

test('a torn last line of the journal is passed over, a damaged one in the middle is kept as evidence', async () => {
  const folder = await newFolder();
  const store = await openedStore(folder);
  for (const n of [1, 2, 3]) await store.commit({ stories: [aStory(n)], drops: [], states: [] });
  await store.close();
  const [name = ''] = await readdir(join(folder, 'journal'));
  const path = join(folder, 'journal', name);
  const text = await readFile(path, 'utf8');
  await writeFile(path, `${text}{"version":2,"crc":"0`);
  const again = await openedStore(folder);
  expect(again.health()).toMatchObject({ stories: 3, problems: [] });
  await again.close();

  await writeFile(path, text.replace('第2工場', '第9工場'));
  const third = await openedStore(folder);
  expect(third.health().stories).toBe(2);
  expect(third.health().problems.join()).toContain('checksum');
  await third.close();
});
