import { appendFile, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { IdentityKey } from '../../src/domain/article/article.ts';
import type { StoreChange } from '../../src/domain/store/contract.ts';
import { type Disk, fileSystem } from '../../src/store/disk/file-system.ts';
import { openStore } from '../../src/store/open-store.ts';
import { waitFor } from '../support/wait-for.ts';
import { aDrop, anArticle, aState, aStory } from './make-story.ts';
import { NOW, newFolder, openedStore, recordingLog, silent } from './opened-store.ts';

const change = (rest: Partial<StoreChange>): StoreChange => ({ stories: [], drops: [], states: [], ...rest });

/** A store whose clock a test sets. */
const timed = async (options: Parameters<typeof openedStore>[1] = {}) => {
  const folder = await newFolder();
  const clock = { now: NOW };
  const store = await openedStore(folder, { now: () => clock.now, ...options });
  return { folder, clock, store };
};

const namesIn = async (folder: string, place: string) => (await readdir(join(folder, place))).toSorted();

describe('a commit', () => {
  test.each<[string, Partial<StoreChange>, number]>([
    ['of nothing', {}, 0],
    ['of unions alone', { united: [aStory(1).id] }, 0],
    ['of a story', { stories: [aStory(1)] }, 1],
    ['of a drop', { drops: [aDrop(1)] }, 1],
    ['of a state', { states: [aState('kanda')] }, 1],
    ['of a tombstone', { tombstones: ['00000000000000ff'] }, 1],
  ])('%s is written, or needs no line', async (_, rest, lines) => {
    const { folder, store } = await timed();
    await store.commit(change(rest));
    expect((await namesIn(folder, 'log')).length).toBe(lines);
    expect(store.health().newestCommitAt).toEqual(lines === 0 ? undefined : NOW);
    await store.close();
  });

  test('has the time that it says, and the file of that day', async () => {
    const { folder, store } = await timed();
    const at = NOW.subtract({ hours: 72 });
    await store.commit(change({ stories: [aStory(1)], at }));
    expect(await namesIn(folder, 'log')).toEqual(['2026-11-21.jsonl']);
    expect(store.health().newestCommitAt).toEqual(at);
    await store.close();
  });

  test('waits as long as no more than a bound waits already', async () => {
    let fails = true;
    const open: Disk['open'] = (path) =>
      fails
        ? Promise.reject(Object.assign(new Error('ENOSPC: no room'), { code: 'ENOSPC' }))
        : fileSystem.open(path);
    const { store } = await timed({ disk: { ...fileSystem, open }, retryMs: 5, limits: { waitingBytes: 0 } });
    const first = store.commit(change({ stories: [aStory(1), aStory(2)] }));
    await waitFor(() => store.health().isWaiting);
    const { unwritten, problems, stories } = store.health();
    expect([unwritten, problems.length, stories]).toEqual([2, 1, 0]);
    await expect(store.commit(change({ stories: [aStory(3)] }))).rejects.toThrow(
      /^not stored: \d{3,} bytes are already waiting for the disk \(ENOSPC: no room\)$/,
    );
    fails = false;
    await first;
    await waitFor(() => !store.health().isWaiting);
    await store.commit(change({ stories: [aStory(3)] }));
    expect(store.health()).toMatchObject({ stories: 3, articles: 3, unwritten: 0, problems: [] });
    await store.close();
  });
});

describe('a file of the log', () => {
  test('that another program writes to is left, and the day goes on in the next file, as often as that happens', async () => {
    const { folder, store } = await timed();
    const path = (name: string) => join(folder, 'log', `${name}.jsonl`);
    const names = ['2026-11-24', '2026-11-24.2', '2026-11-24.3'];
    for (const [n, name] of names.entries()) {
      await store.commit(change({ stories: [aStory(n)] }));
      expect(await namesIn(folder, 'log')).toEqual(
        names
          .slice(0, n + 1)
          .map((one) => `${one}.jsonl`)
          .toSorted(),
      );
      await appendFile(path(name), 'not ours\n');
    }
    await store.commit(change({ stories: [aStory(9)] }));
    expect(store.health().problems).toEqual(
      names.map(
        (name) =>
          `${path(name)} was changed by another program and is left as it is; further commits of that day are in another file. Run \`kawaraban store check\` for details`,
      ),
    );
    expect(await store.stories({ limit: 9 })).toHaveLength(4);
    await store.close();
  });

  test('that appears where there was none is not written to', async () => {
    const { folder, store } = await timed({ isPatient: false });
    const path = join(folder, 'log/2026-11-24.jsonl');
    await writeFile(path, 'not ours\n');
    const refusal = `not stored: ${path} is not the file that was read at the start: restart this process`;
    await expect(store.commit(change({ stories: [aStory(1)] }))).rejects.toThrow(refusal);
    expect(await readFile(path, 'utf8')).toBe('not ours\n');
    await writeFile(path, '');
    await store.commit(change({ stories: [aStory(1)] }));
    await store.close();
  });
});

describe('a store', () => {
  test('says in its log that it was opened, and what it holds', async () => {
    const { folder, store } = await timed();
    await store.commit(change({ stories: [aStory(1, { articles: [anArticle(1), anArticle(2)] })] }));
    await store.close();
    const logged: unknown[] = [];
    const log = { ...silent, info: (...line: unknown[]) => logged.push(line) };
    await (await openedStore(folder, { log })).close();
    expect(logged).toEqual([['store.opened', { folder, stories: 1, articles: 2 }]]);
  });

  test('says when it cannot be written, and when it can again', async () => {
    let fails = true;
    const logged: unknown[] = [];
    const note = (...line: unknown[]) => logged.push(line);
    const open: Disk['open'] = (path) =>
      fails ? Promise.reject(Object.assign(new Error('EIO'), { code: 'EIO' })) : fileSystem.open(path);
    const { store } = await timed({
      disk: { ...fileSystem, open },
      retryMs: 5,
      log: { ...silent, error: note, info: note },
    });
    logged.splice(0);
    const waiting = store.commit(change({ stories: [aStory(1)] }));
    await waitFor(() => logged.length > 0);
    fails = false;
    await waiting;
    await waitFor(() => logged.length > 1);
    expect(logged).toEqual([
      ['store.write-failed', { reason: expect.stringContaining('EIO') }],
      ['store.write-recovered'],
    ]);
    await store.close();
  });

  test('without its index reads its days, the newest two first, and says how many are done', async () => {
    const { folder, clock, store } = await timed();
    for (let day = 0; day < 4; day += 1) {
      await store.commit(change({ stories: [aStory(day)] }));
      clock.now = clock.now.add({ hours: 24 });
    }
    await store.close();
    const progress: unknown[] = [];
    const onProgress = (...done: unknown[]) => progress.push(done);
    await (await openedStore(folder, { onProgress })).close();
    expect(progress).toEqual([]);
    await rm(join(folder, 'index'), { recursive: true });
    const read: string[] = [];
    const readPart: Disk['readPart'] = (path, from, length) => {
      if (from === 0 && length > 100) read.push(path.slice(-8, -6));
      return fileSystem.readPart(path, from, length);
    };
    await (await openedStore(folder, { onProgress, disk: { ...fileSystem, readPart } })).close();
    expect(progress).toEqual([1, 2, 3, 4].map((done) => [done, 4]));
    expect(read.slice(-4)).toEqual(['26', '27', '24', '25']);
  });

  test('opened for reading keeps the index in memory if it can write none, and says nothing of it', async () => {
    const { folder, store } = await timed();
    await store.commit(change({ stories: [aStory(1)] }));
    await store.close();
    const { log, errors } = recordingLog();
    const reader = await openStore({ folder, log, now: () => NOW, lock: false });
    if (reader.kind !== 'opened') throw new Error(reader.kind);
    expect(await reader.store.stories({ limit: 9 })).toEqual([aStory(1)]);
    await expect(reader.store.commit(change({ drops: [aDrop(1)] }))).rejects.toThrow(
      'not stored: the store is open read-only',
    );
    await reader.store.close();
    expect(errors.filter(({ event }) => event === 'store.damaged')).toEqual([]);
  });

  test('finds its drops and tombstones, slice by slice', async () => {
    const { store } = await timed();
    const drops = Array.from({ length: 501 }, (_, n) => aDrop(n));
    await store.commit(change({ drops }));
    const keys = ['0000000000000001', 'ffffffffffffffff'];
    await store.commit(change({ tombstones: keys }));
    const slices = await Array.fromAsync(store.allDrops());
    expect(slices.map(({ length }) => length)).toEqual([500, 1]);
    expect(slices.flat().map(({ title }) => title)).toEqual(drops.map(({ title }) => title));
    expect(await Array.fromAsync(store.tombstones())).toEqual([['ffffffffffffffff', '0000000000000001']]);
    const key = aDrop(1).keys[0] as IdentityKey;
    expect(await store.drop(key)).toEqual(aDrop(1));
    expect(await store.drop('url:unknown' as IdentityKey)).toBeUndefined();
    await store.close();
  });
});
