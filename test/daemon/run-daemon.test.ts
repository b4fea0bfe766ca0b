import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { runDaemon } from '../../src/daemon/daemon.ts';
import { readConfig } from '../../src/daemon/read-config.ts';
import type { DaemonSetup } from '../../src/daemon/service.ts';
import { markConfig } from '../../src/daemon/watch-config.ts';
import { createMeter } from '../../src/system/metrics/create-meter.ts';
import { VERSION } from '../../src/system/version.ts';
import { queueDatabase } from '../cluster/support/queue-database.ts';
import { NO_EDITIONS, NOON } from '../make.ts';
import { createMemoryStore } from '../support/memory-store.ts';
import { ROOT } from '../support/product.ts';
import { waitFor } from '../support/wait-for.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'kawaraban-run-'));
  await cp(path.join(ROOT, 'test/fixtures/config'), folder, { recursive: true });
  await writeFile(path.join(folder, 'sources.yaml'), 'sources: []\n');
  await writeFile(path.join(folder, 'kawaraban.yaml'), 'server: { port: 0 }\n');
});
afterEach(() => rm(folder, { recursive: true }));

/** Starts a daemon without sources over a store in memory; what it says and does to its surroundings is noted in order. */
const start = async (rest: Partial<DaemonSetup> = {}) => {
  const done: unknown[] = [];
  const note =
    (event: string) =>
    (...given: readonly unknown[]): void =>
      void done.push([event, ...given]);
  const loaded = await readConfig(folder, {}, { port: 0 });
  if (loaded.kind !== 'loaded') throw new Error(JSON.stringify(loaded.problems));
  const stop = new AbortController();
  let reload = (): void => {};
  const store = createMemoryStore();
  const setup: DaemonSetup = {
    ...{ config: loaded.config, configFolder: folder, configMark: await markConfig(folder), env: {} },
    address: { port: 0 },
    store: { ...store, close: async () => note('store closed')() },
    shelf: { names: async () => [], read: async () => undefined, keep: async () => undefined },
    editions: NO_EDITIONS,
    dataFolder: folder,
    log: { debug: () => {}, info: note('info'), warn: note('warn'), error: note('error') },
    meter: createMeter('test'),
    supervisor: {
      ready: note('ready'),
      reloading: note('reloading'),
      stopping: note('stopping'),
      status: note('status'),
      alive: note('alive'),
    },
    listenFile: undefined,
    systemNow: () => NOON,
    elapsedMs: () => performance.now(),
    monotonicMs: () => performance.now(),
    chance: () => 0,
    stop: stop.signal,
    onReloadAsked: (ask) => {
      reload = ask;
    },
    ...rest,
  };
  const ended = runDaemon(setup);
  ended.catch(() => undefined);
  return { done, ended, store, stop: () => stop.abort(), reload: () => reload() };
};

const isIn = (done: readonly unknown[], event: string): boolean =>
  done.some((one) => Array.isArray(one) && one[0] === event);

const STATUS = '0 sources; no item yet';

test('a daemon says that it started, is ready and stops, and closes its store before it has stopped', async () => {
  const { done, ended, stop } = await start();
  await expect.poll(() => isIn(done, 'ready')).toBe(true);
  stop();
  await ended;
  expect(done).toEqual([
    ['info', 'daemon.started', { version: VERSION, url: expect.stringMatching(/^http/), pid: process.pid }],
    ['warn', 'config.no-source', expect.anything()],
    [
      'warn',
      'config.no-address',
      {
        links: 'http://127.0.0.1:0',
        advice:
          'Links in feeds and mails have port 0, so they lead nowhere. Write the public address as `feed.url`, or choose a port.',
      },
    ],
    ['ready', STATUS],
    ['info', 'daemon.stopping'],
    ['stopping', 'finishing the requests and writes in progress'],
    ['store closed'],
    ['info', 'daemon.stopped'],
  ]);
});

test('a stop waits two seconds at most for what is in progress', async () => {
  const { done, ended, stop } = await start();
  await waitFor(() => isIn(done, 'ready'));
  const timer = vi.spyOn(globalThis, 'setTimeout');
  stop();
  await ended;
  expect(Math.max(...timer.mock.calls.map(([, ms]) => Number(ms)))).toBe(2_000);
  timer.mockRestore();
});

test('once it is ready, a daemon serves its pages and says so to those that ask', async () => {
  const { done, ended, stop } = await start();
  await expect.poll(() => isIn(done, 'ready')).toBe(true);
  const [[, , { url }]] = done as unknown as [[string, string, { readonly url: string }]];
  const ready = await fetch(new URL('readyz', url));
  expect([ready.status, await ready.text()]).toEqual([200, 'ready\n']);
  expect((await fetch(url)).status).toBe(200);
  stop();
  await ended;
  await expect(fetch(url)).rejects.toThrow('fetch failed');
});

test('a reload is shown to the supervisor from its begin to its end, and polls by the new schedule', async () => {
  const { done, ended, stop, reload } = await start();
  await expect.poll(() => isIn(done, 'ready')).toBe(true);
  done.splice(0);
  reload();
  await expect.poll(() => isIn(done, 'ready')).toBe(true);
  expect(done.map((one) => (one as readonly unknown[]).slice(0, 2))).toEqual([
    ['reloading'],
    ['info', 'config.reloaded'],
    ['warn', 'config.no-source'],
    ['warn', 'config.no-address'],
    ['ready', STATUS],
  ]);
  await writeFile(path.join(folder, 'kawaraban.yaml'), 'serve: {}\n');
  done.splice(0);
  reload();
  await expect.poll(() => isIn(done, 'ready')).toBe(true);
  expect(done.at(-1)).toEqual([
    'ready',
    expect.stringMatching(/^0 sources; no item yet; PROBLEM: .*kawaraban\.yaml:1:1: "serve" is not a key/),
  ]);
  stop();
  await ended;
});

test('beside others a daemon serves at once, leads when it is elected, and ends when another process leads', async () => {
  let leads = true;
  const database = await queueDatabase(({ sql }) => {
    if (sql.includes('pg_try_advisory_lock') || sql.includes('pg_backend_pid')) return [{ leads }];
    if (sql.includes('current_schema() AS schema')) return [{ schema: 'news' }];
    return [];
  });
  const [opened, refreshed] = [Promise.withResolvers<void>(), [] as unknown[]];
  const { done, ended } = await start({
    cluster: {
      ...{ role: 'publish', url: database.url },
      openToWrite: () => opened.promise,
      refresh: async (sources) => void refreshed.push(sources),
    },
  });
  await waitFor(() => isIn(done, 'ready'));
  expect(done.splice(0)).toEqual([
    ['info', 'daemon.started', expect.objectContaining({ role: 'publish', id: expect.any(String) })],
    ['ready', STATUS],
  ]);
  expect(refreshed).toEqual([undefined]);
  opened.resolve();
  await waitFor(() => done.some((one) => JSON.stringify(one) === '["info","cluster.leads"]'));
  const said = database.statements.filter(({ sql }) => sql.includes('pg_notify')).map(({ values }) => values);
  expect(said).toContainEqual(['kawaraban_changes', 'everything']);
  leads = false;
  database.cut();
  await expect(ended).rejects.toThrow(
    'This process no longer leads, or the database has changed since this process read it. Start this process again.',
  );
  expect(done.map((one) => (one as readonly unknown[]).slice(0, 2)).slice(-4)).toEqual([
    ['info', 'daemon.stopping'],
    ['stopping', 'finishing the requests and writes in progress'],
    ['store closed'],
    ['info', 'daemon.stopped'],
  ]);
});

test('a daemon that cannot begin closes its store, and says why', async () => {
  const broken = createMemoryStore();
  const closed: string[] = [];
  const { ended, done } = await start({
    store: {
      ...broken,
      health: () => {
        throw new Error('the index is gone');
      },
      close: async () => void closed.push('closed'),
    },
  });
  await expect(ended).rejects.toThrow('the index is gone');
  expect(closed).toEqual(['closed']);
  expect(done).toEqual([]);
});

test('a daemon that cannot serve closes its store, too', async () => {
  const { ended, done, stop } = await start();
  await expect.poll(() => isIn(done, 'ready')).toBe(true);
  const [[, , { url }]] = done as unknown as [[string, string, { readonly url: string }]];
  const { hostname: host, port } = new URL(url);
  const loaded = await readConfig(folder, {}, { host, port: Number(port) });
  if (loaded.kind !== 'loaded') throw new Error('not loaded');
  const other = await start({ config: loaded.config });
  await expect(other.ended).rejects.toThrow('EADDRINUSE');
  expect(other.done).toEqual([['store closed']]);
  stop();
  await ended;
});

test('a daemon with a watchdog gives signs of life while it answers itself', async () => {
  const silent = () => undefined;
  let signs = 0;
  const alive = (): void => {
    signs += 1;
  };
  const supervisor = { ready: silent, reloading: silent, stopping: silent, status: silent, alive };
  const { ended, stop } = await start({ supervisor: { ...supervisor, watchdogMs: 60 } });
  await expect.poll(() => signs).toBeGreaterThan(1);
  stop();
  await ended;
});
