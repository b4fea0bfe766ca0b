import { setImmediate as nextTurn } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { keepEditions } from '../../../src/daemon/edition/keep-editions.ts';
import type { LogFields } from '../../../src/domain/log.ts';
import type { EditionShelf } from '../../../src/site/ports.ts';
import { instant, makeStory } from '../../make.ts';
import { createMemoryEditions } from '../../support/memory-editions.ts';
import { createMemoryStore, type MemoryStore } from '../../support/memory-store.ts';
import { makeConfig } from '../support/make-config.ts';

const SEVEN = instant('2026-11-26T07:00:00+09:00');

/** Milliseconds after which the due edition has been looked for. */
const LOOKED_MS = 60_000;

let store: MemoryStore;
let editions: EditionShelf;
let now: Temporal.Instant;
let events: [event: string, fields: LogFields | undefined][];
let made: string[];
let stop: () => Promise<void>;

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  store = createMemoryStore();
  await store.commit({
    stories: [makeStory('night', { published: SEVEN.subtract({ hours: 3 }) })],
    drops: [],
    states: [],
  });
  editions = createMemoryEditions();
  now = SEVEN;
  events = [];
  made = [];
});
afterEach(async () => {
  await stop();
  vi.useRealTimers();
});

const keep = (more: Partial<Parameters<typeof keepEditions>[0]> = {}): void => {
  const note = (event: string, fields?: LogFields): void => void events.push([event, fields]);
  stop = keepEditions({
    config: () => makeConfig(),
    store,
    editions,
    log: { debug: note, info: note, warn: note, error: note },
    now: () => now,
    clockProblem: () => undefined,
    polled: async () => undefined,
    mailer: { look: async () => undefined },
    onEdition: ({ date }) => void made.push(date.toString()),
    ...more,
  });
};

/** Lets time pass until it is looked again. */
const look = async (): Promise<void> => {
  await vi.advanceTimersByTimeAsync(LOOKED_MS);
  for (let turn = 0; turn < 20; turn += 1) await nextTurn();
};

test('an edition is made once, when it is due', async () => {
  now = SEVEN.subtract({ seconds: 20 });
  keep();
  await look();
  expect(made).toEqual([]);
  now = SEVEN.add({ seconds: 5 });
  await look();
  await look();
  expect(made).toEqual(['2026-11-26']);
  expect((await editions.read('2026-11-26'))?.stories.map(({ story }) => story)).toEqual(['night']);
  expect(events).toEqual([
    ['edition.made', { date: '2026-11-26', stories: 1, since: now.subtract({ hours: 24 }) }],
  ]);
});

test('it is looked when an edition comes due, not a second before, and then at least each minute', async () => {
  let looks = 0;
  const mailer = {
    look: async () => {
      looks += 1;
    },
  };
  now = SEVEN.subtract({ seconds: 20 });
  keep({ mailer });
  const pass = async (ms: number): Promise<number> => {
    await vi.advanceTimersByTimeAsync(ms);
    for (let turn = 0; turn < 20; turn += 1) await nextTurn();
    return looks;
  };
  expect(await pass(0)).toBe(1);
  expect(await pass(19_999)).toBe(1);
  now = SEVEN.subtract({ milliseconds: 200 });
  expect(await pass(1)).toBe(2);
  expect(made).toEqual([]);
  // Not more often than each second, even though it comes due before.
  now = SEVEN.add({ milliseconds: 800 });
  expect(await pass(999)).toBe(2);
  expect(await pass(1)).toBe(3);
  expect(made).toEqual(['2026-11-26']);
  expect(await pass(59_999)).toBe(3);
  expect(await pass(1)).toBe(4);
});

test('an edition waits for the polls in progress, but not longer than two minutes', async () => {
  const polls = Promise.withResolvers<void>();
  keep({ polled: () => polls.promise });
  const pass = async (ms: number): Promise<readonly string[]> => {
    await vi.advanceTimersByTimeAsync(ms);
    for (let turn = 0; turn < 20; turn += 1) await nextTurn();
    return made;
  };
  await pass(0);
  expect(await pass(119_999)).toEqual([]);
  expect(await pass(1)).toEqual(['2026-11-26']);
});

test('while the clock is doubted none is made', async () => {
  let problem: string | undefined = 'The clock leapt.';
  let looks = 0;
  const mailer = {
    look: async () => {
      looks += 1;
    },
  };
  keep({ clockProblem: () => problem, mailer });
  await look();
  expect([made, looks]).toEqual([[], 0]);
  problem = undefined;
  await look();
  expect(made).toEqual(['2026-11-26']);
  expect(looks).toBeGreaterThan(0);
});

test('an edition that cannot be stored is tried again, and its failure is said once', async () => {
  let isFull = true;
  const shelf = editions;
  const keepOne: EditionShelf['keep'] = async (date, edition) => {
    if (isFull) throw new Error('ENOSPC');
    await shelf.keep(date, edition);
  };
  keep({ editions: { ...shelf, keep: keepOne } });
  await look();
  await look();
  expect(events).toEqual([['edition.failed', { reason: 'ENOSPC' }]]);
  isFull = false;
  await look();
  expect(made).toEqual(['2026-11-26']);
});

test('a stop waits until an edition in progress is stored', async () => {
  const stored = Promise.withResolvers<void>();
  const shelf = editions;
  keep({ editions: { ...shelf, keep: () => stored.promise } });
  await look();
  let isStopped = false;
  void stop().then(() => {
    isStopped = true;
  });
  for (let turn = 0; turn < 20; turn += 1) await nextTurn();
  expect(isStopped).toBe(false);
  stored.resolve();
  for (let turn = 0; turn < 20; turn += 1) await nextTurn();
  expect(isStopped).toBe(true);
});

test('a stop under an edition in progress is no failure, and makes none any more', async () => {
  const whole = Promise.withResolvers<void>();
  keep({ store: { ...store, whole: () => whole.promise } });
  await vi.advanceTimersByTimeAsync(0);
  await stop();
  whole.reject(new Error('the store is closed'));
  await look();
  expect([made, events]).toEqual([[], []]);
});
