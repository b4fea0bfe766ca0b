import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { preparePolls, startLeading } from '../../../src/daemon/lead/start-leading.ts';
import { createPipeline } from '../../../src/daemon/pipeline.ts';
import type { DaemonSetup, Service } from '../../../src/daemon/service.ts';
import { makeOffline, makeSource, makeStory, NO_EDITIONS, NOON, UNMARKED } from '../../make.ts';
import { createMemoryStore } from '../../support/memory-store.ts';
import { makeConfig } from '../support/make-config.ts';

/** Leads a daemon whose parts note what is done to them; beside other processes, or alone. */
const lead = async ({ isAlone = false, stop = new AbortController(), onSend = () => {} } = {}) => {
  const done: unknown[] = [];
  const note =
    (event: string) =>
    (...given: readonly unknown[]): void =>
      void done.push(given[0] === undefined ? event : [event, ...given]);
  const store = createMemoryStore();
  await store.commit({
    stories: [makeStory('old', { published: NOON.subtract({ hours: 500 * 24 }) })],
    drops: [],
    states: [],
  });
  const dataFolder = await mkdtemp(path.join(tmpdir(), 'kawaraban-lead-'));
  const kaku = makeSource('kaku', { enabled: false });
  const ours = await createPipeline({
    config: makeConfig({ sources: [kaku] }),
    store,
    now: () => NOON,
    chance: () => 0,
    underWay: { ...UNMARKED, unfinished: async () => [kaku.id] },
  });
  const following: Parameters<typeof ours.network.follow>[0][] = [];
  const network = {
    ...ours.network,
    follow: (listener: (typeof following)[0]) => void following.push(listener),
  };
  const pipeline: typeof ours = {
    ...ours,
    network,
    refill: async () => note('refills')(),
    forgetBefore: note('forgets'),
  };
  const log = { debug: () => {}, info: note('info'), warn: note('warn'), error: note('error') };
  const meter = { polled: note('counts'), pollBroke: note('counts') };
  const setup = {
    ...{ log, meter, dataFolder, stop: stop.signal, configFolder: dataFolder, monotonicMs: () => 0 },
    ...{ shelf: { names: async () => [], read: async () => undefined, keep: async () => undefined } },
    editions: NO_EDITIONS,
    ...(isAlone ? {} : { cluster: { openToWrite: async () => note('opens the store to write')() } }),
  } as unknown as DaemonSetup;
  const service = {
    ...{ pipeline, store, status: {}, mailer: { look: async () => undefined }, onEdition: () => {} },
    clock: { now: () => NOON, problem: () => undefined, confirm: () => {} },
    site: { changed: note('renders anew') },
    together: isAlone
      ? undefined
      : {
          announce: (change: unknown) => done.push(['announces', change]),
          send: async (parts: unknown) => {
            note('sends')(parts);
            onSend();
          },
        },
  } as unknown as Service;
  const polls = preparePolls(setup, service);
  const led = new AsyncDisposableStack();
  onTestFinished(async () => {
    await led.disposeAsync();
    await ours[Symbol.asyncDispose]();
    await rm(dataFolder, { recursive: true });
  });
  const ends: Promise<unknown>[] = [];
  const leading = startLeading(setup, service, {
    ...polls,
    polling: { restart: note('polls'), stop: note('polls no more'), settled: async () => undefined },
    ...{ onDeposed: () => {}, catchUp: async () => undefined, led, ends },
  });
  return { done, leading, service, setup, polls, led, ends, following };
};

const forgotten = NOON.subtract({ hours: 72 });
const interrupted = ['warn', 'source.interrupted', { source: 'kaku', next: NOON.add({ minutes: 15 }) }];

test('beside others, a process first takes over what the one before it left, and only then polls and tidies', async () => {
  const { done, leading, service, setup, polls } = await lead();
  await leading;
  await expect.poll(() => done).toContainEqual(['info', 'store.pruned', { removed: 1 }]);
  const { pipeline, store, clock } = service;
  const sent = { pipeline, store, listeners: polls.listeners, now: clock.now, stop: setup.stop };
  expect(done.filter((one) => !Array.isArray(one) || one[1] !== 'archive.frozen')).toEqual([
    'opens the store to write',
    'refills',
    'renders anew',
    ['announces', undefined],
    ['sends', sent],
    interrupted,
    'polls',
    ['info', 'cluster.leads'],
    ['forgets', forgotten],
    ['announces', { stories: [], sources: [], forgetBefore: forgotten }],
    ['info', 'store.pruned', { removed: 1 }],
  ]);
});

test('alone, a process polls and tidies at once, and its end stops both and answers no commands any more', async () => {
  const { done, leading, led, ends } = await lead({ isAlone: true });
  await leading;
  await expect.poll(() => done).toContainEqual(['info', 'store.pruned', { removed: 1 }]);
  expect(done.filter((one) => !Array.isArray(one) || one[1] !== 'archive.frozen')).toEqual([
    interrupted,
    'polls',
    ['forgets', forgotten],
    ['info', 'store.pruned', { removed: 1 }],
  ]);
  await led.disposeAsync();
  expect(done.at(-1)).toBe('polls no more');
  expect(ends).toHaveLength(1);
  await Promise.all(ends);
});

test('a process that is stopped while it takes over does not begin to send polls', async () => {
  const stop = new AbortController();
  stop.abort();
  const { done, leading } = await lead({ stop });
  await expect(leading).rejects.toThrow('abort');
  expect(done).toEqual(['opens the store to write']);
});

test('a process that is stopped while it begins to send polls answers no commands, and polls nothing', async () => {
  const stop = new AbortController();
  const { done, leading, led, ends } = await lead({ stop, onSend: () => stop.abort() });
  await expect(leading).rejects.toThrow('abort');
  expect(done.at(-1)).toEqual(['sends', expect.anything()]);
  await led.disposeAsync();
  expect(ends).toEqual([]);
});

test('each poll is logged, counted and seen as progress, and the network is followed', async () => {
  const { done, polls, leading, following } = await lead({ isAlone: true });
  await leading;
  done.splice(0);
  const { listeners, progress } = polls;
  progress.cycle(new Promise(() => {}));
  listeners.onMistake(makeSource('kaku'), new Error('oops'));
  expect(done).toEqual([
    ['error', 'source.poll-crashed', { source: 'kaku', reason: 'oops' }],
    ['counts', 'kaku', 'mistake'],
  ]);
  done.splice(0);
  const offline = makeOffline();
  for (const listener of following) listener(offline);
  expect(done).toEqual([['warn', 'network.offline', expect.anything()]]);
  polls.polling.stop();
});
