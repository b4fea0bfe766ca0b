import { cp, readdir, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { checkStore } from '../../../src/adapters/store/check-store.ts';
import type { OwnedStore } from '../../../src/adapters/store/create-store.ts';
import { fileSystem } from '../../../src/adapters/store/disk/file-system.ts';
import { identityKeys } from '../../../src/domain/article/identity-keys.ts';
import type { Story } from '../../../src/domain/story/story.ts';
import { aDrop, anArticle, aState, aStory } from './make-story.ts';
import { newFolder, openedStore, recordingLog } from './opened-store.ts';
import { seededChance } from './seeded-chance.ts';

const ALL = Number.POSITIVE_INFINITY;
const START = anArticle(0).firstSeenAt;

const indexOf = (folder: string): string => join(folder, 'index.bin');

/** Everything that a store can be asked of the stories up to a number. */
const answersOf = async (store: OwnedStore, last: number): Promise<unknown> => {
  const numbers = Array.from({ length: last }, (_, n) => n + 1);
  const { stories, articles, bytes, partitions, problems } = store.health();
  return {
    known: numbers.map((n) => identityKeys(anArticle(n)).map((key) => store.knows(key))),
    storyOf: numbers.map((n) => store.storyOf(anArticle(n).id)),
    stories: await store.stories({ limit: ALL }),
    announced: await store.stories({ limit: ALL, announcedOnly: true }),
    english: await store.stories({ limit: ALL, language: 'en' }),
    companies: await store.stories({ limit: ALL, company: '9990' }),
    since: await store.storiesSince(START),
    drops: await store.newestDrops(ALL),
    health: { stories, articles, bytes, partitions, problems },
  };
};

/** A story of one or two articles, tagged or not, announced or not. */
const someStory = (n: number, chance: () => number): Story => {
  const first = anArticle(n, {
    language: chance() < 0.5 ? 'ja' : 'en',
    ...(chance() < 0.5 ? { tags: [] } : {}),
    summary: 'あ'.repeat(Math.floor(chance() * 300)),
  });
  const { announcedAt: _, ...quiet } = aStory(n, { articles: [first] });
  return chance() < 0.2 ? quiet : aStory(n, { articles: [first] });
};

/** Makes one story of two neighbours, where both are there and alone. */
const unite = async (store: OwnedStore, n: number): Promise<void> => {
  const neighbours = await Promise.all([store.story(aStory(n).id), store.story(aStory(n + 1).id)]);
  if (neighbours.some((story) => story?.articles.length !== 1)) return;
  const [one, other] = [anArticle(n), anArticle(n + 1)];
  const joins: Story['joins'] = [
    { article: one.id, reason: 'first', detail: 'first of its story' },
    { article: other.id, reason: 'same-event', detail: 'made up' },
  ];
  const joined = aStory(n, { articles: [one, other], joins });
  await store.commit({ stories: [joined], drops: [], states: [], united: [aStory(n + 1).id] });
};

/** Lives with a store for a while: news, changes, stories that become one, drops, retention. */
const live = async (store: OwnedStore, from: number, chance: () => number): Promise<number> => {
  let next = from;
  for (let step = 0; step < 12; step += 1) {
    const lottery = chance();
    if (lottery < 0.1) await store.removeBefore(anArticle(Math.floor(next * chance() * 0.6)).firstSeenAt);
    else if (lottery < 0.2) await store.compact();
    else if (lottery < 0.35) await unite(store, 1 + Math.floor(chance() * next));
    else {
      const stories = Array.from({ length: 1 + Math.floor(chance() * 12) }, () => someStory(next++, chance));
      await store.commit({ stories, drops: [aDrop(next)], states: [aState('kanda')] });
    }
  }
  return next;
};

test('a start from the index knows what a start from the partitions knows', { timeout: 60_000 }, async () => {
  let indexes = 0;
  for (let seed = 1; seed <= 8; seed += 1) {
    const chance = seededChance(seed);
    const folder = await newFolder();
    let next = 1;
    for (let life = 0; life < 5; life += 1) {
      const limits = { checkpointBytes: 20_000, indexAfter: Math.floor(chance() * 3) };
      const store = await openedStore(folder, { limits });
      next = await live(store, next, chance);
      await store.close();
      const quick = await openedStore(folder, { lock: false });
      const answers = await answersOf(quick, next);
      const index = await readFile(indexOf(folder)).catch(() => undefined);
      await rm(indexOf(folder), { force: true });
      const slow = await openedStore(folder, { lock: false });
      expect(answers, `seed ${seed}, life ${life}`).toEqual(await answersOf(slow, next));
      if (index === undefined) continue;
      indexes += 1;
      await writeFile(indexOf(folder), index);
    }
    expect(await checkStore(folder)).toEqual([]);
    await rm(folder, { recursive: true });
  }
  expect(indexes).toBeGreaterThan(5);
});

const COUNT = 300;

/** A store of two partitions and an index of both. */
const indexed = async (): Promise<string> => {
  const folder = await newFolder();
  const store = await openedStore(folder);
  const stories = Array.from({ length: COUNT }, (_, n) => aStory(n + 1));
  await store.commit({ stories, drops: [aDrop(1)], states: [] });
  await store.removeBefore(anArticle(3).firstSeenAt);
  await store.close();
  await (await openedStore(folder, { limits: { indexAfter: 0 } })).close();
  return folder;
};

test('a start with an index reads no more of a partition than its first line', async () => {
  const folder = await indexed();
  const lines: number[] = [];
  const disk = {
    ...fileSystem,
    peek: (path: string, length: number) => {
      if (path.includes('/stories/')) lines.push(length);
      return fileSystem.peek(path, length);
    },
  };
  await (await openedStore(folder, { disk })).close();
  const names = (await readdir(join(folder, 'stories'))).filter((name) => name.endsWith('.json')).sort();
  const listed: string[] = JSON.parse(await readFile(join(folder, 'checkpoint.json'), 'utf8')).stories;
  const texts = await Promise.all(listed.map((name) => readFile(join(folder, name), 'latin1')));
  expect(names.length).toBeGreaterThan(1);
  expect(new Set(lines)).toEqual(new Set(texts.map((text) => text.indexOf('\n'))));
  expect(lines).toHaveLength(texts.length);
});

const spoil = async (path: string, at: number): Promise<void> => {
  const bytes = await readFile(path);
  bytes[at] = (bytes[at] ?? 0) ^ 1;
  await writeFile(path, bytes);
};

test.each([
  ['empty', (path: string) => truncate(path, 0)],
  ['cut in its first line', (path: string) => truncate(path, 100)],
  ['cut in its columns', async (path: string) => truncate(path, (await stat(path)).size - 1)],
  ['wrong in a bit of its prefix', (path: string) => spoil(path, 12)],
  ['wrong in a bit of its first line', (path: string) => spoil(path, 40)],
  ['wrong in a bit of its columns', async (path: string) => spoil(path, (await stat(path)).size >> 1)],
  ['foreign', (path: string) => writeFile(path, '<html>not ours</html>')],
])('an index that is %s counts for nothing', async (_, harm) => {
  const folder = await indexed();
  await harm(indexOf(folder));
  const store = await openedStore(folder, { limits: { indexAfter: 0 } });
  const answers = await answersOf(store, COUNT);
  expect(store.health()).toMatchObject({ stories: COUNT - 2, problems: [] });
  await store.close();
  const again = await openedStore(folder);
  expect(await answersOf(again, COUNT)).toEqual(answers);
  await again.close();
});

test.each(['stories', 'removed'])('an index hides no damage to a first line in %s', async (kind) => {
  const folder = await indexed();
  const list = JSON.parse(await readFile(join(folder, 'checkpoint.json'), 'utf8'));
  const path = join(folder, list[kind][0]);
  await spoil(path, 12);
  const { log, errors } = recordingLog();
  const store = await openedStore(folder, { log });
  expect(errors.length).toBeGreaterThan(0);
  expect(store.health()).toMatchObject({ stories: COUNT - 2, damagedFiles: 1 });
  expect(identityKeys(anArticle(1)).map((key) => store.knows(key)?.kind)).toContain('removed');
  await store.close();
  expect(await checkStore(folder)).toEqual([]);
});

test('the index of another store in the same folder counts for nothing', async () => {
  const [folder, other] = [await indexed(), await newFolder()];
  const stranger = await openedStore(other);
  const stories = Array.from({ length: COUNT }, (_, n) => aStory(n + 5000));
  await stranger.commit({ stories, drops: [], states: [] });
  await stranger.removeBefore(anArticle(5003).firstSeenAt);
  await stranger.close();
  await writeFile(indexOf(other), await readFile(indexOf(folder)));
  const store = await openedStore(other);
  expect(store.knows(identityKeys(anArticle(7))[0] ?? ('' as never))).toBeUndefined();
  expect(await store.stories({ limit: ALL })).toHaveLength(stories.length - 3);
  await store.close();
});

test('a backup that is put back under a later index takes in again what came after it', async () => {
  const [folder, backup] = [await indexed(), await newFolder()];
  await cp(folder, backup, { recursive: true });
  const later = await openedStore(folder);
  await later.commit({ stories: [aStory(COUNT + 1)], drops: [], states: [] });
  await later.compact();
  await later.close();
  await (await openedStore(folder, { limits: { indexAfter: 0 } })).close();
  await cp(indexOf(folder), indexOf(backup));
  const keys = identityKeys(anArticle(COUNT + 1));
  const restored = await openedStore(backup);
  expect(keys.map((key) => restored.knows(key))).toEqual(keys.map(() => undefined));
  expect(restored.health()).toMatchObject({ stories: COUNT - 2, problems: [] });
  await restored.close();
  // By its names alone it would seem to fit once as many files were made again.
  expect(await readdir(backup)).not.toContain('index.bin');
});

test('a folder whose partitions cannot be looked at twice opens without an index', async () => {
  const folder = await indexed();
  await rm(indexOf(folder));
  const looks = new Map<string, number>();
  const peek = (path: string, length: number) => {
    looks.set(path, (looks.get(path) ?? 0) + 1);
    if (path.includes('/stories/') && (looks.get(path) ?? 0) > 1) throw new Error('EIO');
    return fileSystem.peek(path, length);
  };
  const store = await openedStore(folder, { disk: { ...fileSystem, peek }, limits: { indexAfter: 0 } });
  expect(store.health()).toMatchObject({ stories: COUNT - 2, problems: [] });
  await store.close();
  expect(await readdir(folder)).not.toContain('index.bin');
});
