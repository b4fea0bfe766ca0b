import { expect, test } from 'vitest';
import type { Story } from '../../src/domain/story/story.ts';
import { createIntake } from '../../src/intake/intake.ts';
import { filled, makeCandidate, makeFolding, makeIntakeRest, makeSource, NOON } from '../make.ts';
import { createMemoryStore } from '../support/memory-store.ts';

const TITLES: Readonly<Record<string, string>> = {
  a: '架空電機が純利益を上方修正',
  b: '港の新しい橋が開通',
  c: '大豆の値段が三か月ぶりに下がる',
  d: '都心の地価、五年続けて上昇',
};

const polled = (id: string) => ({
  source: makeSource(id),
  url: `https://${id}.example/feed.xml`,
  outcome: { kind: 'changed', listed: 1 } as const,
  arrived: [{ candidate: makeCandidate(id, { title: TITLES[id] ?? id }), silent: false }],
  rejections: [],
  at: NOON,
  durationMs: 1,
});

const setUp = (refuse: (stories: readonly Story[]) => void | Promise<void> = () => {}) => {
  const store = createMemoryStore();
  const commits: number[] = [];
  const counting = {
    ...store,
    commit: async (change: Parameters<typeof store.commit>[0]) => {
      await refuse(change.stories);
      commits.push(change.stories.length);
      await store.commit(change);
    },
  };
  const folding = makeFolding(1);
  const intake = createIntake(() => ({
    store: counting,
    folding: filled(folding),
    ...makeIntakeRest(),
    digest: (text) => `digest of ${text}`,
    tagStory: (articles) => articles,
    judge: (candidate) => ({
      kind: 'kept',
      article: { ...candidate, tags: [], relevance: { score: 1, reasons: [] } },
    }),
  }));
  return { store, intake, commits };
};

test('what arrives together shares a write', async () => {
  const { intake, commits } = setUp();
  const reports = await Promise.all(['a', 'b', 'c', 'd'].map((id) => intake.take(polled(id))));
  expect(reports.map(({ source, added }) => `${source} ${added}`)).toEqual(['a 1', 'b 1', 'c 1', 'd 1']);
  expect(commits).toEqual([4]);
});

const FULL_BATCH = 200;

test.each([
  [FULL_BATCH, 1],
  [FULL_BATCH + 1, 2],
])('%i articles that arrive together are written at once, or in %i parts', async (count, writes) => {
  const { intake, commits } = setUp();
  const first = polled('a');
  const others = Array.from({ length: count - 1 }, (_, n) => ({
    candidate: makeCandidate(`${n}`, { title: `${n}` }),
    silent: false,
  }));
  await Promise.all([intake.take(first), intake.take({ ...polled('b'), arrived: others })]);
  expect(commits).toHaveLength(writes);
});

test('a poll with more articles than fit is written alone, and does not keep the others from being written', async () => {
  const { intake, commits } = setUp();
  const many = Array.from({ length: FULL_BATCH + 1 }, (_, n) => ({
    candidate: makeCandidate(`${n}`, { title: `${n}` }),
    silent: false,
  }));
  await Promise.all([
    intake.take({ ...polled('a'), arrived: many }),
    intake.take(polled('b')),
    intake.take(polled('c')),
  ]);
  expect(commits).toEqual([expect.any(Number), 2]);
});

test('a batch that cannot be stored is stored poll by poll, and only the poll that is at fault is lost', async () => {
  const { intake, commits, store } = setUp((stories) => {
    if (stories.some(({ id }) => id === 'b')) throw new Error('oops');
  });
  const ends = await Promise.allSettled(['a', 'b', 'c'].map((id) => intake.take(polled(id))));
  expect(ends).toEqual([
    { status: 'fulfilled', value: expect.objectContaining({ source: 'a', added: 1 }) },
    { status: 'rejected', reason: new Error('oops') },
    { status: 'fulfilled', value: expect.objectContaining({ source: 'c', added: 1 }) },
  ]);
  expect(commits).toEqual([1, 1]);
  expect(store.allStories().map(({ id }) => id)).toEqual(['a', 'c']);
});

test('what runs between two batches begins after the one in progress, and the next waits for its end', async () => {
  const { intake, commits } = setUp();
  const first = intake.take(polled('a'));
  const work = Promise.withResolvers<void>();
  const between = intake.between(() => {
    commits.push(0);
    return work.promise;
  });
  const failing = intake.between(() => Promise.reject(new Error('oops')));
  failing.catch(() => undefined);
  await first;
  const second = intake.take(polled('b'));
  await new Promise((resolve) => setImmediate(resolve));
  expect(commits).toEqual([1, 0]);
  work.resolve();
  await between;
  await expect(failing).rejects.toThrow('oops');
  await second;
  expect(commits).toEqual([1, 0, 1]);
});

test('each poll of a write that fails gets the reason as it is, and the next batch is tried', async () => {
  const { store, intake } = setUp();
  const failure = new Error('not stored: ENOSPC');
  store.failWith(failure);
  const ends = await Promise.allSettled(['a', 'b'].map((id) => intake.take(polled(id))));
  expect(ends).toEqual([failure, failure].map((reason) => ({ status: 'rejected', reason })));
  store.failWith(undefined);
  await expect(intake.take(polled('a'))).resolves.toMatchObject({ added: 1 });
});

test('its end waits until the commit in progress is durable', async () => {
  const durable = Promise.withResolvers<void>();
  const { intake } = setUp(() => durable.promise);
  const ended: string[] = [];
  const taking = intake.take(polled('a')).then(() => ended.push('stored'));
  await new Promise((resolve) => setImmediate(resolve));
  const closing = intake.close().then(() => ended.push('closed'));
  await new Promise((resolve) => setImmediate(resolve));
  expect(ended).toEqual([]);
  durable.resolve();
  await Promise.all([taking, closing]);
  expect(ended.toSorted()).toEqual(['closed', 'stored']);
});

test('its end refuses what waits, and is over when the batch in progress is stored', async () => {
  const { intake, commits } = setUp();
  const inProgress = intake.take(polled('a'));
  await intake.between(async () => undefined).catch(() => undefined);
  const next = intake.take(polled('b'));
  const late = intake.take(polled('c'));
  late.catch(() => undefined);
  await Promise.resolve();
  const closed = intake.close();
  await closed;
  expect((await inProgress).added).toBe(1);
  expect(commits[0]).toBe(1);
  const ends = await Promise.allSettled([next, late]);
  // Each was either part of the batch in progress, and is stored, or is refused: none is left open.
  expect(commits.reduce((sum, stories) => sum + stories, 0)).toBe(
    1 + ends.filter(({ status }) => status === 'fulfilled').length,
  );
  await expect(intake.take(polled('d'))).rejects.toThrow(
    'the poll of d was not stored, because this process is ending',
  );
});
