import { appendFile, readdir, readFile, rm, stat, truncate } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { identityKeys, keysToKeep } from '../../src/domain/article/identity-keys.ts';
import type { StoreChange } from '../../src/domain/store/contract.ts';
import { fileSystem } from '../../src/store/disk/file-system.ts';
import { hashOfKey } from '../../src/store/index/row.ts';
import { readLine } from '../../src/store/log/log-line.ts';
import { aDrop, anArticle, aState, aStory } from './make-story.ts';
import { NOW, newFolder, openedStore } from './opened-store.ts';

const change = (rest: Partial<StoreChange>): StoreChange => ({ stories: [], drops: [], states: [], ...rest });

/** A store whose clock a test sets. */
const timed = async (options: Parameters<typeof openedStore>[1] = {}) => {
  const folder = await newFolder();
  const clock = { now: NOW };
  const store = await openedStore(folder, { now: () => clock.now, ...options });
  return { folder, clock, store };
};

const namesIn = async (folder: string, place: string) => (await readdir(join(folder, place))).toSorted();
const jsonIn = async (folder: string, name: string) =>
  JSON.parse(await readFile(join(folder, 'documents', name), 'utf8')).data;

/** What a day's file holds: of each commit its number and its records. */
const commitsIn = async (folder: string, day: string) =>
  (await readFile(join(folder, 'log', `${day}.jsonl`), 'utf8'))
    .split('\n')
    .filter(Boolean)
    .map((line) => {
      const { seq, stories, drops, states, removed } = readLine(Buffer.from(line)).commit;
      const ids = stories.map((story) => (story as { readonly id: string }).id);
      return { seq, stories: ids, drops: drops.length, states: states.length, removed };
    });

const NOTHING_REMOVED = { stories: [], keys: [] };
/** A story that gained its article when it was stored. */
const storyAt = (n: number, firstSeenAt: Temporal.Instant) =>
  aStory(n, { articles: [anArticle(n, { firstSeenAt })] });

describe('retention', () => {
  test('deletes the files of days before its limit in which nothing is alive, and no other file', async () => {
    const { folder, clock, store } = await timed();
    const days = [0, 24, 48].map((hours) => NOW.add({ hours }));
    for (const [n, day] of days.entries()) {
      clock.now = day;
      await store.commit(change({ stories: [storyAt(n + 1, day)] }));
    }
    expect(await store.removeBefore(NOW.add({ hours: 48 }))).toEqual({ removed: 2 });
    expect(await namesIn(folder, 'log')).toEqual(['2026-11-26.jsonl']);
    expect((await store.stories({ limit: 9 })).map(({ id }) => id)).toEqual([aStory(3).id]);
    await store.close();
  });

  test('leaves the file of its own day, and one with a drop that is younger than its limit', async () => {
    const { folder, clock, store } = await timed();
    await store.commit(
      change({ stories: [storyAt(1, NOW)], drops: [aDrop(1, { at: NOW.add({ hours: 30 }) })] }),
    );
    clock.now = NOW.add({ hours: 24 });
    await store.commit(change({ stories: [storyAt(2, NOW.add({ hours: 23 }))], drops: [aDrop(2)] }));
    expect(await store.removeBefore(NOW.add({ hours: 24 }))).toEqual({ removed: 2 });
    expect(await namesIn(folder, 'log')).toEqual(['2026-11-24.jsonl', '2026-11-25.jsonl']);
    expect((await store.newestDrops(9)).map(({ title }) => title)).toEqual([aDrop(1).title]);
    expect(await store.knows(aDrop(2).keys)).toEqual(new Map());
    expect([...(await store.knows(aDrop(1).keys)).values()]).toEqual([
      { kind: 'dropped' },
      { kind: 'dropped' },
    ]);
    await store.close();
  });

  test('removes a story that gained something before its limit, and not at it', async () => {
    const { store } = await timed();
    await store.commit(change({ stories: [storyAt(1, NOW), storyAt(2, NOW.subtract({ microseconds: 1 }))] }));
    expect(await store.removeBefore(NOW)).toEqual({ removed: 1 });
    expect((await store.stories({ limit: 9 })).map(({ id }) => id)).toEqual([aStory(1).id]);
    await store.close();
  });

  test('leaves a story that grows while it is read, and its keys lead to it', async () => {
    let grow = async (): Promise<void> => undefined;
    const readPart: typeof fileSystem.readPart = async (...part) => {
      await grow();
      return fileSystem.readPart(...part);
    };
    const { store } = await timed({ disk: { ...fileSystem, readPart } });
    const old = storyAt(1, NOW.subtract({ hours: 1 }));
    await store.commit(change({ stories: [old, storyAt(2, NOW.subtract({ hours: 1 }))] }));
    grow = async () => {
      grow = async () => undefined;
      const articles = [...old.articles, anArticle(3, { firstSeenAt: NOW })] as const;
      await store.commit(change({ stories: [{ ...old, articles }] }));
    };
    expect(await store.removeBefore(NOW)).toEqual({ removed: 1 });
    const kinds = async (n: number) =>
      new Set((await store.knows(keysToKeep(anArticle(n)))).values().map(({ kind }) => kind));
    expect([await kinds(1), await kinds(2)]).toEqual([new Set(['article']), new Set(['removed'])]);
    await store.close();
  });

  test('removes many stories in commits of fifty, and each key becomes a tombstone once', async () => {
    const { folder, store } = await timed();
    const count = 120;
    await store.commit(change({ stories: Array.from({ length: count }, (_, n) => aStory(n)) }));
    expect(await store.removeBefore(NOW)).toEqual({ removed: count });
    const [, ...removals] = await commitsIn(folder, '2026-11-24');
    expect(removals.map(({ removed }) => removed.stories.length)).toEqual([50, 50, 20]);
    const keys = removals.flatMap(({ removed }) => removed.keys);
    const asked = Array.from({ length: count }, (_, n) => keysToKeep(anArticle(n)).map(hashOfKey)).flat();
    expect(keys.toSorted()).toEqual(asked.toSorted());
    await store.close();
  });

  test('is not begun in a store that was closed', async () => {
    const { store } = await timed();
    await store.close();
    await expect(store.removeBefore(NOW)).rejects.toThrow('the store is closed');
    await expect(store.compact()).rejects.toThrow('the store is closed');
    await expect(store.whole()).rejects.toThrow('the store is closed');
  });
});

describe('a compaction', () => {
  test('leaves of each commit its live records, under its number', async () => {
    const { folder, store } = await timed();
    await store.commit(
      change({ stories: [aStory(1), aStory(2)], drops: [aDrop(1)], states: [aState('kanda')] }),
    );
    await store.commit(change({ states: [aState('kanda')] }));
    await store.commit(
      change({ stories: [aStory(1, { related: [aStory(2).id] })], states: [aState('ueno')] }),
    );
    const before = store.health().bytes;
    await store.compact();
    const left = { states: 0, removed: NOTHING_REMOVED };
    expect(await commitsIn(folder, '2026-11-24')).toEqual([
      { seq: 1, stories: [aStory(2).id], drops: 1, ...left },
      { seq: 3, stories: [aStory(1).id], drops: 0, ...left },
    ]);
    const { size } = await stat(join(folder, 'log/2026-11-24.jsonl'));
    expect([store.health().bytes, size < before]).toEqual([size, true]);
    expect(await jsonIn(folder, 'states.json')).toMatchObject({
      seq: 3,
      states: [{ source: 'kanda' }, { source: 'ueno' }],
    });
    await store.commit(change({ states: [aState('ueno', { itemHashes: ['z'] })] }));
    await store.close();
    const again = await openedStore(folder);
    expect(again.states()).toEqual([aState('kanda'), aState('ueno', { itemHashes: ['z'] })]);
    await again.commit(change({ drops: [aDrop(2)] }));
    await again.close();
    expect((await commitsIn(folder, '2026-11-24')).map(({ seq }) => seq)).toEqual([1, 3, 4, 5]);
  });

  test('deletes a file without live records, and moves its tombstones to the document of their month', async () => {
    const { folder, clock, store } = await timed();
    await store.commit(change({ stories: [storyAt(1, NOW)] }));
    clock.now = NOW.add({ hours: 24 });
    await store.removeBefore(clock.now);
    expect(await namesIn(folder, 'log')).toEqual(['2026-11-25.jsonl']);
    await store.compact();
    expect(await namesIn(folder, 'log')).toEqual([]);
    const keys = keysToKeep(anArticle(1)).map(hashOfKey);
    expect(await jsonIn(folder, 'removed/2026-11.json')).toEqual({ keys });
    await store.commit(change({ tombstones: ['00000000000000ff', ...keys] }));
    await store.compact();
    expect(await jsonIn(folder, 'removed/2026-11.json')).toEqual({ keys: [...keys, '00000000000000ff'] });
    await store.close();
    await rm(join(folder, 'index'), { recursive: true });
    const again = await openedStore(folder);
    for (const key of identityKeys(anArticle(1)).filter((one) => keysToKeep(anArticle(1)).includes(one)))
      expect((await again.knows([key])).get(key)).toEqual({ kind: 'removed' });
    await again.close();
  });

  test('knows the oldest file also after the index was made anew, and moves its tombstones to their document', async () => {
    const { folder, clock, store } = await timed();
    await store.commit(change({ stories: [aStory(1)], tombstones: ['00000000000000ff'] }));
    clock.now = NOW.add({ hours: 24 });
    await store.commit(change({ stories: [aStory(2)] }));
    await store.close();
    await rm(join(folder, 'index'), { recursive: true });
    const again = await openedStore(folder);
    await again.compact();
    expect(await jsonIn(folder, 'removed/2026-11.json')).toEqual({ keys: ['00000000000000ff'] });
    expect(await commitsIn(folder, '2026-11-24')).toMatchObject([{ seq: 1, removed: NOTHING_REMOVED }]);
    await again.close();
  });

  test('keeps a removal while an older file may hold the story', async () => {
    const { folder, clock, store } = await timed();
    await store.commit(change({ stories: [aStory(1), aStory(2)] }));
    const [first] = await namesIn(folder, 'log');
    clock.now = NOW.add({ hours: 24 });
    await store.commit(change({ stories: [aStory(3)], united: [aStory(1).id] }));
    const path = join(folder, 'log', first ?? '');
    const bytes = await readFile(path);
    await rm(path);
    await expect(store.compact()).rejects.toThrow(`${path} cannot be read (ENOENT`);
    expect(await commitsIn(folder, '2026-11-25')).toMatchObject([{ removed: { stories: [aStory(1).id] } }]);
    expect(store.health().problems).toEqual([
      expect.stringContaining('and was not rewritten: restore it from a backup, then restart'),
    ]);
    await appendFile(path, bytes);
    await store.compact();
    expect(await commitsIn(folder, '2026-11-25')).toEqual([
      { seq: 2, stories: [aStory(3).id], drops: 0, states: 0, removed: NOTHING_REMOVED },
    ]);
    await store.close();
  });

  test('of an empty store does nothing', async () => {
    const { folder, store } = await timed();
    await store.compact();
    expect(await namesIn(folder, 'documents')).toEqual(['removed']);
    await store.close();
  });
});

describe('the sizes of the log files', () => {
  test('are noted when the store is closed, and show without the index that a file lost its end', async () => {
    const { folder, clock, store } = await timed();
    await store.commit(change({ stories: [aStory(1)] }));
    await store.commit(change({ stories: [aStory(2)] }));
    clock.now = NOW.add({ hours: 24 });
    await store.commit(change({ stories: [aStory(3)] }));
    const path = join(folder, 'log/2026-11-24.jsonl');
    const { size } = await stat(path);
    // A new file means that the files before it are closed.
    expect(await jsonIn(folder, 'log.json')).toEqual({ bytes: { '2026-11-24': size } });
    await store.close();
    const last = (await stat(join(folder, 'log/2026-11-25.jsonl'))).size;
    expect(await jsonIn(folder, 'log.json')).toEqual({ bytes: { '2026-11-24': size, '2026-11-25': last } });

    await rm(join(folder, 'index'), { recursive: true });
    const whole = await openedStore(folder);
    expect(whole.health()).toMatchObject({ problems: [], bytes: size + last });
    await whole.close();
    const [firstLine = ''] = (await readFile(path, 'utf8')).split('\n');
    await truncate(path, Buffer.byteLength(firstLine) + 1);
    await rm(join(folder, 'index'), { recursive: true });
    const cut = await openedStore(folder);
    expect(cut.health().problems).toEqual([
      `${path} is shorter than it was: the records at its end are lost. Restore it from a backup`,
    ]);
    await cut.close();
  });

  test('stay as they were if nothing was written', async () => {
    const { folder, store } = await timed();
    await store.close();
    expect(await namesIn(folder, 'documents')).toEqual(['removed']);
  });
});
