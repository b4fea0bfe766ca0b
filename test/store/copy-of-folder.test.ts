import { beforeAll, describe, expect, test } from 'vitest';
import type { StoreChange } from '../../src/domain/store/contract.ts';
import { type CopyResult, copyStore } from '../../src/store/copy-store.ts';
import { openStore, type WholeStore } from '../../src/store/open-store.ts';
import { sampleEdition } from '../domain/edition/sample-edition.ts';
import { aDrop, anArticle, aState, aStory } from './make-story.ts';
import { NOW, newFolder, silent } from './opened-store.ts';

const open = async (folder: string, isCopy = false): Promise<WholeStore> => {
  const opened = await openStore({ folder, log: silent, now: () => NOW, isPatient: false, isCopy });
  if (opened.kind !== 'opened') throw new Error(JSON.stringify(opened));
  await opened.store.whole();
  return opened;
};

/** Fills a folder with a store. */
const fill = async (work: (whole: WholeStore) => Promise<void>, folder?: string): Promise<string> => {
  const home = folder ?? (await newFolder());
  const whole = await open(home);
  await work(whole);
  await whole.store.close();
  return home;
};
const commit = (change: Partial<StoreChange>) => (whole: WholeStore) =>
  whole.store.commit({ stories: [], drops: [], states: [], ...change });

const storyOn = (n: number, day: number) => {
  const firstSeenAt = NOW.add({ hours: 24 * day });
  return aStory(n, { articles: [anArticle(n, { firstSeenAt })] });
};

type Change = Partial<Pick<StoreChange, 'stories' | 'drops'>>;
type Copying = {
  readonly name?: string;
  readonly stop?: AbortController;
  /** What the target does with each commit before it stores it. */
  readonly change?: (change: StoreChange) => StoreChange;
};

const copy = async (from: string, to: string, { name = 'the source', stop, change }: Copying = {}) => {
  const [source, target] = [await open(from), await open(to, true)];
  const commits: Change[] = [];
  const progress: (readonly [number, number])[] = [];
  const store: typeof target.store = {
    ...target.store,
    commit: async (given) => {
      commits.push(given);
      await target.store.commit(change?.(given) ?? given);
    },
  };
  const onProgress = (done: number, total: number): void => {
    progress.push([done, total]);
    stop?.abort();
  };
  const signal = stop?.signal ?? new AbortController().signal;
  try {
    const result: CopyResult = await copyStore(source, { ...target, store }, { name, onProgress, signal });
    const sizes = (kind: 'stories' | 'drops') =>
      commits.flatMap((one) => (one[kind]?.length ? [one[kind].length] : []));
    return { result, progress, sizes, copyOf: await target.store.copyOf() };
  } finally {
    await source.store.close();
    await target.store.close();
  }
};

const archive = { frozenAt: NOW, base: 'https://x.invalid', atom: '<feed/>' };
const edition = sampleEdition('2026-11-24');

describe('a copy of a folder', () => {
  let two: string;
  beforeAll(async () => {
    two = await fill(commit({ stories: [aStory(1), aStory(2)] }));
  });

  test('holds each kind of what the source holds, and says how many there are', async () => {
    const from = await fill(async (whole) => {
      await commit({ stories: [aStory(1)], at: NOW.subtract({ hours: 72 }) })(whole);
      await whole.store.removeBefore(NOW.subtract({ hours: 1 }));
      await commit({ stories: [storyOn(2, 0), storyOn(3, 0)], drops: [aDrop(1)], states: [aState('kanda')] })(
        whole,
      );
      await whole.shelf.keep('2026-10', archive);
      await whole.editions.keep('2026-11-24', edition);
      await whole.editions.noteMailed('2026-11-24');
    });
    const to = await newFolder();
    const { result, progress, copyOf } = await copy(from, to);
    expect(result).toEqual({
      kind: 'copied',
      copied: {
        counts: {
          ...{ stories: 2, articles: 2, drops: 1, tombstones: expect.any(Number), states: 1 },
          ...{ archives: 1, editions: 1, mailed: 1 },
        },
        digest: expect.stringMatching(/^[0-9a-f]{60,64}$/),
      },
    });
    expect(result.kind === 'copied' && result.copied.counts.tombstones).toBeGreaterThan(0);
    expect(progress).toEqual([
      [2, 4],
      [4, 4],
    ]);
    expect(copyOf).toBeUndefined();
    const { store, shelf, editions } = await open(to);
    expect(await store.stories({ limit: 9 })).toEqual([storyOn(3, 0), storyOn(2, 0)]);
    expect(store.health().newestCommitAt).toEqual(NOW);
    expect(await shelf.read('2026-10')).toEqual(archive);
    expect([await editions.names(), await editions.lastMailed()]).toEqual([['2026-11-24'], '2026-11-24']);
    await store.close();
  });

  test.each<[what: string, work: (whole: WholeStore) => Promise<void>, stories: number]>([
    ['stories', commit({ stories: [aStory(1)] }), 1],
    ['states', commit({ states: [aState('kanda')] }), 0],
    ['drops', commit({ drops: [aDrop(1)] }), 0],
    ['an archive', ({ shelf }) => shelf.keep('2026-10', archive), 0],
    ['an edition', ({ editions }) => editions.keep('2026-11-24', edition), 0],
  ])('is refused by a folder that holds %s', async (_, work, stories) => {
    const to = await fill(work);
    const { result, copyOf } = await copy(two, to);
    expect(result).toEqual({
      kind: 'refused',
      reason: `it already contains a store (${stories === 1 ? '1 story' : `${stories} stories`}): name an empty folder or database`,
    });
    expect(copyOf).toBeUndefined();
  });

  test('is written two hundred records at a time, each day by itself; stopped, it goes on from the same source alone with what is missing or differs', async () => {
    const many = Array.from({ length: 201 }, (_, n) => storyOn(n, 0));
    const late = [storyOn(301, 1), storyOn(302, 1)];
    const drops = Array.from({ length: 200 }, (_, n) => aDrop(n));
    const from = await fill(commit({ stories: [...many, ...late], drops }));
    const whole = await copy(from, await newFolder());
    expect(whole.result.kind).toBe('copied');
    expect([whole.sizes('drops'), whole.sizes('stories')]).toEqual([[200], [200, 1, 2]]);
    const to = await newFolder();
    const stopped = await copy(from, to, { stop: new AbortController() });
    expect([stopped.result, stopped.copyOf]).toEqual([{ kind: 'stopped' }, 'the source']);
    expect((await copy(from, to, { name: 'another' })).result).toEqual({
      kind: 'refused',
      reason:
        'it contains an unfinished copy of the source: copy from there again, or name an empty folder or database',
    });
    await fill(commit({ stories: [storyOn(7, 3)] }), from);
    const resumed = await copy(from, to);
    expect(resumed.result.kind).toBe('copied');
    expect([resumed.sizes('drops'), resumed.sizes('stories')]).toEqual([[], [1, 2, 1]]);
    expect(resumed.copyOf).toBeUndefined();
  });

  test('that lacks something is no copy, and stays marked as unfinished', async () => {
    const { result, copyOf } = await copy(two, await newFolder(), {
      change: (given) => ({ ...given, stories: given.stories.slice(1) }),
    });
    expect(result).toMatchObject({
      kind: 'differs',
      original: { counts: { stories: 2, articles: 2 } },
      target: { counts: { stories: 1, articles: 1 } },
    });
    expect(copyOf).toBe('the source');
  });

  test('that cannot be written is a failure with its reason', async () => {
    const change = (): never => {
      throw new Error('the disk is full');
    };
    const { result } = await copy(two, await newFolder(), { change });
    expect(result).toMatchObject({ kind: 'failed', reason: expect.stringContaining('the disk is full') });
  });
});
