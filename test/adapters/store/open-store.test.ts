import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { checkStore } from '../../../src/adapters/store/check-store.ts';
import { exportStore } from '../../../src/adapters/store/export-store.ts';
import { openStore } from '../../../src/adapters/store/open-store.ts';
import type { IdentityKey } from '../../../src/domain/article/article.ts';
import type { OutletId } from '../../../src/domain/source/outlet.ts';
import type { SourceId } from '../../../src/domain/source/source.ts';
import { aDrop, anArticle, aState, aStory } from './make-story.ts';
import { NOW, newFolder, openedStore, recordingLog, silent } from './opened-store.ts';

const stories = (from: number, count: number) => Array.from({ length: count }, (_, n) => aStory(from + n));
const changed = (n: number) => aStory(n, { articles: [anArticle(n, { revision: 2, summary: 'anew' })] });
const keyOf = (n: number) => `url:https://kanda.example/news/${n}` as IdentityKey;

test.each([['journal'], ['partitions']])(
  'what was committed is there after opening again, from the %s',
  async (where) => {
    const folder = await newFolder();
    const store = await openedStore(folder);
    await store.commit({ stories: stories(1, 3), drops: [aDrop(1)], states: [aState('kanda')] });
    if (where === 'partitions') await store.compact();
    await store.close();

    const again = await openedStore(folder);
    expect(await again.story(aStory(2).id)).toEqual(aStory(2));
    expect(await again.stories({ limit: 10 })).toEqual([aStory(3), aStory(2), aStory(1)]);
    expect(again.knows(keyOf(2))).toEqual({ kind: 'article', id: anArticle(2).id });
    expect(again.storyOf(anArticle(2).id)).toBe(aStory(2).id);
    expect(again.state('kanda' as SourceId)).toEqual(aState('kanda'));
    expect(again.knows('guid:kanda:drop-1' as IdentityKey)).toEqual({ kind: 'dropped' });
    expect(await again.drop('guid:kanda:drop-1' as IdentityKey)).toEqual(aDrop(1));
    expect(await again.newestDrops(10)).toEqual([aDrop(1)]);
    expect(again.knows('guid:kanda:unheard-of' as IdentityKey)).toBeUndefined();
    expect(again.health()).toMatchObject({ stories: 3, articles: 3, problems: [] });
    await again.close();
    expect(await checkStore(folder)).toEqual([]);
  },
);

test.each([['journal'], ['partitions']])(
  'a story that another took in is gone after opening again, and its articles stand there, from the %s',
  async (where) => {
    const folder = await newFolder();
    const store = await openedStore(folder);
    await store.commit({ stories: stories(1, 3), drops: [], states: [] });
    if (where === 'partitions') await store.compact();
    const whole = aStory(1, {
      articles: [anArticle(1), anArticle(2)],
      joins: [...aStory(1).joins, ...aStory(2).joins],
    });
    await store.commit({ stories: [whole], drops: [], states: [], united: [aStory(2).id] });
    expect(await store.stories({ limit: 10 })).toEqual([aStory(3), whole]);
    if (where === 'partitions') await store.compact();
    await store.close();

    const again = await openedStore(folder);
    expect(await again.stories({ limit: 10 })).toEqual([aStory(3), whole]);
    expect(await again.story(aStory(2).id)).toBeUndefined();
    expect(again.storyOf(anArticle(2).id)).toBe(whole.id);
    expect(again.knows(keyOf(2))).toEqual({ kind: 'article', id: anArticle(2).id });
    expect(again.health()).toMatchObject({ stories: 2, articles: 3, problems: [] });
    await again.close();
    expect(await checkStore(folder)).toEqual([]);
  },
);

test('nobody sees a change before it is durable', async () => {
  const store = await openedStore(await newFolder());
  const writing = store.commit({ stories: [aStory(1)], drops: [aDrop(1)], states: [aState('kanda')] });
  expect(store.knows(keyOf(1))).toBeUndefined();
  expect(store.state('kanda' as SourceId)).toBeUndefined();
  expect(await store.stories({ limit: 10 })).toEqual([]);
  await writing;
  expect(store.knows(keyOf(1))?.kind).toBe('article');
  expect(store.state('kanda' as SourceId)).toEqual(aState('kanda'));
  expect(await store.stories({ limit: 10 })).toEqual([aStory(1)]);
  expect(await store.drop('guid:kanda:drop-1' as IdentityKey)).toEqual(aDrop(1));
  await store.close();
});

test('retention leaves a story alone that gains an article at that moment', async () => {
  const folder = await newFolder();
  const store = await openedStore(folder);
  await store.commit({ stories: stories(1, 2), drops: [], states: [] });
  const grown = aStory(1, { articles: [anArticle(1), anArticle(9)] });
  const [{ removed }] = await Promise.all([
    store.removeBefore(aStory(8).published),
    store.commit({ stories: [grown], drops: [], states: [] }),
  ]);
  expect(removed).toBe(1);
  expect(await store.stories({ limit: 10 })).toEqual([grown]);
  await store.close();
  const again = await openedStore(folder);
  expect(await again.stories({ limit: 10 })).toEqual([grown]);
  await again.close();
});

test('queries take company, topic, outlet, language, range and announcement into account', async () => {
  const store = await openedStore(await newFolder());
  const outlet = { id: 'ueno' as OutletId, name: 'Ueno Times' };
  const english = aStory(2, { articles: [anArticle(2, { language: 'en', outlet, tags: [] })] });
  const { announcedAt: _, ...silentStory } = aStory(3);
  const all = [aStory(1), english, silentStory, aStory(4)];
  await store.commit({ stories: all, drops: [], states: [] });
  const ids = async (query: object) =>
    (await store.stories({ limit: 10, ...query })).map(({ id }) => all.findIndex((s) => s.id === id) + 1);
  expect(await ids({})).toEqual([4, 3, 2, 1]);
  expect(await ids({ limit: 2 })).toEqual([4, 3]);
  expect(await ids({ announcedOnly: true })).toEqual([4, 2, 1]);
  expect(await ids({ company: '9990' })).toEqual([4, 3, 1]);
  expect(await ids({ company: '7203' })).toEqual([]);
  expect(await ids({ topic: 'plants', announcedOnly: true })).toEqual([4, 1]);
  expect(await ids({ outlet: 'ueno' })).toEqual([2]);
  expect(await ids({ language: 'ja', outlet: 'ueno' })).toEqual([]);
  expect(await ids({ from: aStory(2).published, until: aStory(4).published })).toEqual([3, 2]);
  expect((await store.storiesSince(aStory(3).published)).map(({ id }) => id)).toEqual([
    aStory(3).id,
    aStory(4).id,
  ]);
  await store.close();
});

test('an article that joins a story is known, and found in the story again', async () => {
  const folder = await newFolder();
  const store = await openedStore(folder);
  await store.commit({ stories: stories(1, 300), drops: [], states: [] });
  await store.compact();
  const late = anArticle(900, { otherKeys: [`url:https://kanda.example/moved` as IdentityKey] });
  const [first] = aStory(5).articles;
  const grown = aStory(5, {
    articles: [first, late],
    joins: [...aStory(5).joins, { article: late.id, reason: 'same-title', detail: 'the same title' }],
  });
  await store.commit({ stories: [grown], drops: [], states: [] });
  await store.compact();
  await store.close();
  const again = await openedStore(folder);
  expect(await again.story(grown.id)).toEqual(grown);
  expect(again.storyOf(late.id)).toBe(grown.id);
  expect(again.knows('url:https://kanda.example/moved' as IdentityKey)).toEqual({
    kind: 'article',
    id: late.id,
  });
  expect(again.health()).toMatchObject({ stories: 300, articles: 301 });
  await again.close();
  expect(await checkStore(folder)).toEqual([]);
});

test('retention removes what gained nothing since, leaves tombstones, and frees the disk', async () => {
  const folder = await newFolder();
  const store = await openedStore(folder);
  await store.commit({ stories: stories(1, 600), drops: [aDrop(1), aDrop(599)], states: [] });
  await store.compact();
  const before = store.health().bytes;
  expect(await store.removeBefore(anArticle(501).firstSeenAt)).toEqual({ removed: 500 });
  expect(await store.removeBefore(anArticle(501).firstSeenAt)).toEqual({ removed: 0 });
  expect(store.health().bytes).toBeLessThan(before / 3);
  await store.close();
  const again = await openedStore(folder);
  expect(again.health()).toMatchObject({ stories: 100, problems: [] });
  expect(again.knows(keyOf(7))).toEqual({ kind: 'removed' });
  expect(again.knows('guid:kanda:item-7' as IdentityKey)).toEqual({ kind: 'removed' });
  expect(again.knows(keyOf(501))?.kind).toBe('article');
  expect(await again.story(aStory(7).id)).toBeUndefined();
  expect(again.knows('guid:kanda:drop-599' as IdentityKey)?.kind).toBe('dropped');
  await again.close();
  expect(await checkStore(folder)).toEqual([]);
});

test('an item is known as dropped by its newest reason, and as an article once it is one', async () => {
  const folder = await newFolder();
  const store = await openedStore(folder);
  const key = 'guid:kanda:drop-1' as IdentityKey;
  await store.commit({ stories: [], drops: [aDrop(1)], states: [] });
  await store.commit({ stories: [], drops: [aDrop(1, { reason: 'a rule', at: NOW })], states: [] });
  expect((await store.drop(key))?.reason).toBe('a rule');
  await store.compact();
  await store.commit({
    stories: [aStory(1, { articles: [anArticle(1, { otherKeys: [key] })] })],
    drops: [],
    states: [],
  });
  expect(store.knows(key)?.kind).toBe('article');
  await store.close();
  const again = await openedStore(folder);
  expect(again.knows(key)?.kind).toBe('article');
  await again.close();
});

test('a second instance is told who holds the store; a reader comes in all the same', async () => {
  const folder = await newFolder();
  const store = await openedStore(folder);
  await store.commit({ stories: [aStory(1)], drops: [], states: [] });
  const second = await openStore({ folder, log: silent, now: () => NOW });
  expect(second).toEqual({ kind: 'locked', by: `process ${process.pid}, since ${NOW.toString()}` });
  const reader = await openedStore(folder, { lock: false });
  expect(await reader.stories({ limit: 5 })).toEqual([aStory(1)]);
  await expect(reader.commit({ stories: [aStory(2)], drops: [], states: [] })).rejects.toThrow(
    'reading only',
  );
  await reader.close();
  await store.close();
  await (await openedStore(folder)).close();
});

test('a reader that outlives several checkpoints reads the files of the last one', async () => {
  const folder = await newFolder();
  const store = await openedStore(folder);
  await store.commit({ stories: stories(1, 300), drops: [aDrop(1)], states: [] });
  await store.compact();
  const { log, errors } = recordingLog();
  const reader = await openedStore(folder, { lock: false, log });
  for (let n = 1; n <= 4; n += 1) {
    await store.commit({ stories: [aStory(300 + n), changed(n)], drops: [aDrop(n)], states: [] });
    await store.compact();
  }
  expect(await reader.story(aStory(2).id)).toEqual(changed(2));
  expect(await reader.stories({ limit: 1000 })).toHaveLength(304);
  expect(await reader.drop('guid:kanda:drop-1' as IdentityKey)).toEqual(aDrop(1));
  expect(errors).toEqual([]);
  await reader.close();
  await store.close();
});

test('a store written by a later version is left alone', async () => {
  const folder = await newFolder();
  const store = await openedStore(folder);
  await store.compact();
  await store.close();
  const path = join(folder, 'checkpoint.json');
  const { writeFile } = await import('node:fs/promises');
  const text = (await readFile(path, 'utf8')).replace('"version": 2', '"version": 3');
  await writeFile(path, text);
  const opened = await openStore({ folder, log: silent, now: () => NOW });
  expect(opened).toMatchObject({ kind: 'failed', reason: expect.stringContaining('version 3') });
  expect(await readFile(path, 'utf8')).toBe(text);
});

test('an export holds every story once, also those of one moment', async () => {
  const store = await openedStore(await newFolder());
  const sameMoment = stories(1, 1200).map((story, n) => (n < 900 ? { ...story, published: NOW } : story));
  await store.commit({ stories: sameMoment, drops: [], states: [] });
  const ids = new Set<unknown>();
  let lines = 0;
  for await (const line of exportStore(store)) {
    ids.add(JSON.parse(line).id);
    lines += 1;
  }
  expect([lines, ids.size]).toEqual([1200, 1200]);
  await store.close();
});

test('no temporary file is left behind', async () => {
  const folder = await newFolder();
  const store = await openedStore(folder);
  await store.commit({ stories: stories(1, 300), drops: [], states: [aState('kanda')] });
  await store.compact();
  await store.close();
  const names = await readdir(folder, { recursive: true });
  expect(names.filter((name) => name.endsWith('.tmp'))).toEqual([]);
});

test.each([['journal'], ['partitions']])(
  'the store says when its newest commit was made, also after opening again, from the %s',
  async (where) => {
    const folder = await newFolder();
    const store = await openedStore(folder);
    expect(store.health().newestCommitAt).toBeUndefined();
    const states = ['2026-11-24T01:00:00Z', '2026-11-24T02:00:00Z', '2026-11-23T00:00:00Z'].map((at, n) => ({
      ...aState(`source-${n}`),
      lastPolledAt: Temporal.Instant.from(at),
    }));
    await store.commit({ stories: [], drops: [], states });
    if (where === 'partitions') await store.compact();
    await store.close();

    const again = await openedStore(folder);
    expect(again.health().newestCommitAt?.toString()).toBe('2026-11-24T02:00:00Z');
    await again.close();
  },
);
