import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { identityKeys } from '../../src/domain/article/identity-keys.ts';
import type { StoreChange } from '../../src/domain/store/contract.ts';
import { checkStore } from '../../src/store/check-store.ts';
import { type CopyResult, copyStore } from '../../src/store/copy-store.ts';
import { createEditionShelf } from '../../src/store/document/create-shelves.ts';
import { openStore, type WholeStore } from '../../src/store/open-store.ts';
import { checkPostgres } from '../../src/store/postgres/check-postgres.ts';
import { hasPostgres, type PostgresServer, startPostgres } from '../support/postgres.ts';
import { LAST, storeOfFortyDays } from '../support/store-of-days.ts';
import { aDrop, anArticle, aStory } from './make-story.ts';
import { NOW, newFolder, silent } from './opened-store.ts';
import { tryPostgres } from './postgres/opened-postgres.ts';

const edition = {
  ...{ id: 'tag:kanda.example:edition', date: Temporal.PlainDate.from('2026-11-25'), since: NOW, until: NOW },
  ...{ language: 'en' as const, stories: [] },
};

/** A folder with a store of forty days, its archive and an edition. */
const filledFolder = async (): Promise<string> => {
  const folder = await newFolder();
  const store = await storeOfFortyDays(folder);
  // An item that was dropped and is an article now, and a text that `jsonb` does not hold.
  const kept = anArticle(2000, { otherKeys: aDrop(391).keys, title: 'a\0b' });
  await store.commit({ stories: [aStory(2000, { articles: [kept] })], drops: [], states: [] });
  await store.close();
  const editions = createEditionShelf(folder);
  await editions.keep(edition.date.toString(), edition);
  await editions.noteMailed('2026-11-25');
  return folder;
};

const openFolder = async (folder: string, isCopy = false): Promise<WholeStore> => {
  const opened = await openStore({ folder, log: silent, now: () => NOW, isPatient: false, isCopy });
  if (opened.kind !== 'opened') throw new Error(JSON.stringify(opened));
  return opened;
};

const openDatabase = async (url: string, isCopy = false): Promise<WholeStore> => {
  const opened = await tryPostgres(url, { isCopy, isPatient: false });
  if (opened.kind !== 'opened') throw new Error(JSON.stringify(opened));
  return opened;
};

const open = (home: string, isCopy = false): Promise<WholeStore> =>
  home.startsWith('postgres:') ? openDatabase(home, isCopy) : openFolder(home, isCopy);

type Changes = {
  readonly name?: string;
  readonly signal?: AbortSignal;
  /** What the target does with each commit before it stores it. */
  readonly commit?: (change: StoreChange) => StoreChange;
};

const copy = async (from: string, to: string, changes: Changes = {}): Promise<CopyResult> => {
  const { name = 'the source', signal = new AbortController().signal, commit = (same) => same } = changes;
  const [source, target] = [await open(from), await open(to, true)];
  const store = {
    ...target.store,
    commit: async (change: StoreChange) => target.store.commit(commit(change)),
  };
  try {
    return await copyStore(source, { ...target, store }, { name, signal, onProgress: () => undefined });
  } finally {
    await source.store.close();
    await target.store.close();
  }
};

/** Everything that can be asked of a store. */
const contentOf = async (home: string) => {
  const { store, shelf, editions } = await open(home);
  const numbers = [...Array.from({ length: 420 }, (_, n) => n), LAST, 2000, 2001];
  const keys = numbers.flatMap((n) => [...identityKeys(anArticle(n)), ...aDrop(n).keys]);
  const dropKeys = [1, 391, 381, 2000].flatMap((n) => aDrop(n).keys);
  const { stories, articles, newestCommitAt } = store.health();
  const content = {
    ...{ stories, articles, newestCommitAt },
    all: (await Array.fromAsync(store.each({}))).flat(),
    gained: (await Array.fromAsync(store.gainedSince(NOW.subtract({ hours: 9999 }))))
      .flat()
      .map(({ id }) => id),
    known: [...(await store.knows(keys))],
    drops: await store.newestDrops(999),
    dropped: await Array.fromAsync(dropKeys, (key) => store.drop(key)),
    states: store.states().toSorted((a, b) => (a.source < b.source ? -1 : 1)),
    tombstones: (await Array.fromAsync(store.tombstones())).flat().toSorted(),
    archives: await Promise.all((await shelf.names()).map((month) => shelf.read(month))),
    editions: await Promise.all((await editions.names()).map((date) => editions.read(date))),
    mailed: await editions.lastMailed(),
  };
  await store.close();
  return content;
};

/** The same without the character that a database does not hold. */
const withoutNul = (content: Awaited<ReturnType<typeof contentOf>>) => ({
  ...content,
  all: content.all.map((story) =>
    story.articles[0].title === 'a\0b'
      ? { ...story, articles: [{ ...story.articles[0], title: 'a\u{fffd}b' }] }
      : story,
  ),
});

describe.skipIf(!hasPostgres())('a copy of a store', () => {
  let server: PostgresServer;
  let folder: string;
  beforeAll(async () => {
    server = await startPostgres();
    folder = await filledFolder();
  });
  afterAll(() => server.remove());

  test('that cannot be written says why, however many commits are under way', async () => {
    const commit = (): never => {
      throw new Error('the disk is full');
    };
    const to = await newFolder();
    const [source, target] = [await open(folder), await open(to, true)];
    const store = { ...target.store, commit: async () => commit() };
    const options = { name: 'x', signal: new AbortController().signal, onProgress: () => undefined };
    expect(await copyStore(source, { ...target, store }, options)).toEqual({
      kind: 'failed',
      reason: 'a part of the store cannot be copied (the disk is full)',
    });
    await source.store.close();
    await target.store.close();
  });

  test('names the story that the target refuses', async () => {
    const refused = aStory(LAST).id;
    const commit = (change: StoreChange): StoreChange => {
      if (change.stories.some(({ id }) => id === refused)) throw new Error('invalid input');
      return change;
    };
    const url = await server.newSchema();
    expect(await copy(folder, url, { commit })).toEqual({
      kind: 'failed',
      reason: `the story ${refused} cannot be copied (invalid input)`,
    });
    expect((await copy(folder, url)).kind).toBe('copied');
  });

  test('holds everything as it was, in PostgreSQL and in JSON files again', async () => {
    const [url, back] = [await server.newSchema(), await newFolder()];
    const before = await contentOf(folder);
    expect(before.tombstones.length).toBeGreaterThan(300);
    const there = await copy(folder, url);
    expect(there).toMatchObject({ kind: 'copied', copied: { counts: { stories: before.stories } } });
    expect(await checkPostgres(url)).toEqual([]);
    expect(await contentOf(url)).toEqual(withoutNul(before));
    expect(await copy(url, back)).toEqual(there);
    expect(await checkStore(back)).toEqual([]);
    expect(await contentOf(back)).toEqual(withoutNul(before));
    // Each record is in the file of its day, so that retention frees the disk day by day.
    const days = (await readdir(join(back, 'log'))).filter((name) => name.endsWith('.jsonl'));
    expect(days.length).toBeGreaterThan(20);
    expect(days.toSorted()[0]).toMatch(/^2026-/);
  });

  test.each(['a database', 'a folder'])(
    'that was stopped is opened by nobody, and goes on: %s',
    async (kind) => {
      const to = kind === 'a folder' ? await newFolder() : await server.newSchema();
      const stop = new AbortController();
      let commits = 0;
      const commit = (change: StoreChange): StoreChange => {
        commits += 1;
        if (commits === 30) stop.abort();
        return change;
      };
      expect(await copy(folder, to, { signal: stop.signal, commit })).toEqual({ kind: 'stopped' });
      await expect(open(to)).rejects.toThrow(
        'old items would count as new: run `kawaraban store copy` again',
      );
      const checking = to.startsWith('postgres') ? checkPostgres(to) : checkStore(to);
      await expect(checking).rejects.toThrow('it is an unfinished copy');
      expect(await copy(folder, to, { name: 'another' })).toEqual({
        kind: 'refused',
        reason: expect.stringContaining('an unfinished copy of the source: copy from there again'),
      });
      let again = 0;
      const count = (change: StoreChange): StoreChange => {
        again += change.stories.length + change.drops.length;
        return change;
      };
      const resumed = await copy(folder, to, { commit: count });
      expect(resumed.kind).toBe('copied');
      const { all, drops } = await contentOf(to);
      expect(again).toBeLessThan(all.length + drops.length);
      expect(withoutNul(await contentOf(to))).toEqual(withoutNul(await contentOf(folder)));
    },
  );

  test('that lacks a story is reported and stays unfinished, until it is repeated', async () => {
    const url = await server.newSchema();
    const commit = (change: StoreChange): StoreChange => ({
      ...change,
      stories: change.stories.filter(({ id }) => id !== aStory(LAST).id),
    });
    const failed = await copy(folder, url, { commit });
    if (failed.kind !== 'differs') throw new Error(failed.kind);
    expect(failed.target.counts.stories).toBe(Number(failed.original.counts.stories) - 1);
    await expect(open(url)).rejects.toThrow('an unfinished copy');
    expect((await copy(folder, url)).kind).toBe('copied');
  });

  test('is made in an empty store alone', async () => {
    const url = await server.newSchema();
    const first = await open(url);
    await first.store.commit({ stories: [aStory(1)], drops: [], states: [] });
    await first.store.close();
    for (const [from, to] of [
      [folder, url],
      [url, folder],
    ] as const)
      expect(await copy(from, to)).toEqual({
        kind: 'refused',
        reason: expect.stringMatching(/^it already contains a store \(\d+ stor(?:y|ies)\): name an empty/),
      });
    await (await open(url)).store.close();
  });
});
