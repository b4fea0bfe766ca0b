import { setImmediate as nextTurn } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { keepTidy } from '../../src/daemon/keep-tidy.ts';
import type { ArchiveShelf } from '../../src/site/ports.ts';
import { instant, makeStory, NOON, SILENT } from '../make.ts';
import { createMemoryStore, type MemoryStore } from '../support/memory-store.ts';
import { makeConfig } from './support/make-config.ts';

const HOURS_400_DAYS = 400 * 24;

let store: MemoryStore;
let frozen: string[];
let said: string[];
let forgotten: Temporal.Instant[];

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  store = createMemoryStore();
  [frozen, said, forgotten] = [[], [], []];
  const stories = ['2025-09-15T00:00:00Z', '2026-10-05T00:00:00Z', '2026-11-24T00:00:00Z'].map((at, index) =>
    makeStory(`story-${index}`, { published: instant(at) }),
  );
  await store.commit({ stories, drops: [], states: [] });
});
afterEach(() => {
  vi.useRealTimers();
});

/** A clock, and the newest commit, which the store knows. */
const tidyAt = (
  now: Temporal.Instant,
  newestCommitAt: Temporal.Instant,
  problem: () => string | undefined,
  whole: () => Promise<void> = store.whole,
  onError: (event: string) => void = () => {},
) => {
  const shelf: ArchiveShelf = {
    names: async () => frozen,
    read: async () => undefined,
    keep: async (month) => {
      frozen.push(month);
    },
  };
  return keepTidy({
    config: () => makeConfig(),
    store: { ...store, whole, health: () => ({ ...store.health(), newestCommitAt }) },
    shelf,
    log: {
      ...SILENT,
      info: (event, fields) => said.push(`${event} ${JSON.stringify(fields)}`),
      error: onError,
    },
    now: () => now,
    clockProblem: problem,
    forgetBefore: (moment) => void forgotten.push(moment),
  });
};

const HOUR_MS = 3_600_000;

/** A month is written in a few turns of the event loop; in so many, all of them would be. */
const MANY_TURNS = 1_000;

const untilRemoved = async (): Promise<void> => {
  for (let turn = 0; turn < MANY_TURNS && store.allStories().length === 3; turn++) await nextTurn();
};

test('while the clock is not believed nothing is removed and nothing frozen, and a minute after it is, all is done', async () => {
  let problem: string | undefined = 'The clock leapt.';
  const stop = tidyAt(NOON, NOON, () => problem);
  await vi.advanceTimersByTimeAsync(2 * HOUR_MS);
  await untilRemoved();
  expect([store.allStories().length, frozen]).toEqual([3, []]);
  problem = undefined;
  await vi.advanceTimersByTimeAsync(60_000);
  await untilRemoved();
  expect(store.allStories().map(({ id }) => id)).toEqual(['story-1', 'story-2']);
  expect(frozen.at(-1)).toBe('2026-10');
  expect(said).toEqual([
    ...frozen.map((month) => `archive.frozen {"month":"${month}"}`),
    'store.pruned {"removed":1}',
  ]);
  expect(forgotten).toEqual([NOON.subtract({ hours: 72 })]);
  const saidOnce = [...said];
  await vi.advanceTimersByTimeAsync(HOUR_MS - 1);
  expect(forgotten).toHaveLength(1);
  await vi.advanceTimersByTimeAsync(1);
  for (let turn = 0; turn < MANY_TURNS && forgotten.length < 2; turn++) await nextTurn();
  expect(forgotten).toHaveLength(2);
  // Nothing is left to freeze or to remove.
  expect(said).toEqual(saidOnce);
  stop();
  await vi.advanceTimersByTimeAsync(2 * HOUR_MS);
  for (let turn = 0; turn < MANY_TURNS; turn++) await nextTurn();
  expect(forgotten).toHaveLength(2);
});

test('no month is frozen that was not over when the newest commit was made, whatever the clock says', async () => {
  const stop = tidyAt(NOON.add({ hours: HOURS_400_DAYS }), NOON, () => undefined);
  await untilRemoved();
  expect(frozen.at(-1)).toBe('2026-10');
  expect(store.allStories().map(({ id }) => id)).toEqual(['story-1', 'story-2']);
  stop();
});

test('no month is frozen before all that is stored can be found', async () => {
  const found = Promise.withResolvers<void>();
  const stop = tidyAt(
    NOON,
    NOON,
    () => undefined,
    () => found.promise,
  );
  for (let turn = 0; turn < MANY_TURNS; turn++) await nextTurn();
  expect([store.allStories().length, frozen]).toEqual([3, []]);
  found.resolve();
  await untilRemoved();
  expect(frozen.at(-1)).toBe('2026-10');
  stop();
});

test('no month is frozen where the store is closed before all that is stored can be found', async () => {
  const errors: string[] = [];
  const whole = () => Promise.reject(new Error('the store is closed'));
  const stop = tidyAt(
    NOON,
    NOON,
    () => undefined,
    whole,
    (event) => void errors.push(event),
  );
  for (let turn = 0; turn < MANY_TURNS; turn++) await nextTurn();
  expect([store.allStories().length, frozen]).toEqual([3, []]);
  expect(errors).toEqual(['store.prune-failed']);
  stop();
});

test('a removal that a stop interrupts is no error', async () => {
  const errors: string[] = [];
  const found = Promise.withResolvers<void>();
  const whole = (): Promise<void> => found.promise;
  const stop = tidyAt(
    NOON,
    NOON,
    () => undefined,
    whole,
    (event) => void errors.push(event),
  );
  stop();
  found.reject(new Error('the store is closed'));
  for (let turn = 0; turn < MANY_TURNS; turn++) await nextTurn();
  expect(errors).toEqual([]);
});
