import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { LogFields } from '../../src/domain/log.ts';
import type { Resolve } from '../../src/fetch/guard-address.ts';
import { type OutletsServer, rssOf, serveOutlets } from '../support/outlets-server.ts';
import { type Installation, install } from '../support/product.ts';
import { waitFor } from '../support/wait-for.ts';
import { runInProcess } from './support/run-in-process.ts';

const SOURCES = ['kaku', 'kei', 'sangyo', 'times'];

type Event = LogFields & { readonly event: string; readonly level: string };

let outlets: OutletsServer;
let at: Installation;
let events: Event[] = [];
let hasNetwork = false;
/** Number of names that were resolved. */
let resolved = 0;
beforeEach(async () => {
  vi.useFakeTimers({ shouldAdvanceTime: true, toFake: ['setTimeout', 'clearTimeout', 'performance'] });
  events = [];
  hasNetwork = false;
  const published = Temporal.Now.instant().subtract({ minutes: 5 });
  outlets = await serveOutlets(
    SOURCES.map((id) => [
      id,
      {
        body: rssOf(id, [
          { title: `架空電機、${id}で工場を稼働`, link: `https://${id}.example/1`, published },
        ]),
      },
    ]),
  );
  const { port } = new URL(outlets.url);
  at = await install(SOURCES.map((id) => ({ id, url: `http://${id}.example:${port}/${id}` })));
});
afterEach(async () => {
  vi.useRealTimers();
  await outlets.close();
  await at.remove();
});

const resolve: Resolve = (name, callback) => {
  const error = Object.assign(new Error(`getaddrinfo EAI_AGAIN ${name}`), { code: 'EAI_AGAIN' });
  setImmediate(() => {
    if (!hasNetwork) {
      callback(error);
      return;
    }
    resolved += 1;
    callback(null, [{ address: '127.0.0.1', family: 4 }]);
  });
};

/** Runs the daemon while something is done with it. */
const withDaemon = async (work: (url: string) => Promise<void>): Promise<void> => {
  const note =
    (level: string) =>
    (event: string, fields: LogFields = {}): void =>
      void events.push({ ...fields, event, level });
  const log = { debug: note('debug'), info: note('info'), warn: note('warn'), error: note('error') };
  const began = Temporal.Now.instant();
  const beganMs = performance.now();
  const now = () => began.add({ milliseconds: Math.round(performance.now() - beganMs) });
  const { end } = await runInProcess(at, log, now, { resolve });
  await waitFor(() => named('daemon.started').length > 0);
  await work(String(named('daemon.started')[0]?.url).replace(/\/$/, ''));
  await end();
};

const named = (name: string): readonly Event[] => events.filter(({ event }) => event === name);

const realTimeout = setTimeout;

/** Lets time pass until something holds, and leaves a little real time to each second; gives the seconds. */
const secondsUntil = async (holds: () => boolean): Promise<number> => {
  let seconds = 0;
  for (; !holds(); seconds += 1) {
    await vi.advanceTimersByTimeAsync(1_000);
    await new Promise((resolve) => realTimeout(resolve, 20));
  }
  return seconds;
};

const read = async (url: string): Promise<string> => (await fetch(url)).text();

test('a start without network is said in one line, on the pages and by /readyz, and no source suffers', async () => {
  await withDaemon(async (url) => {
    await waitFor(() => named('network.offline').length > 0);
    const loud = events.filter(({ level }) => level !== 'debug');
    expect(loud.map(({ event }) => event)).toEqual(['store.opened', 'daemon.started', 'network.offline']);
    expect(loud[2]).toMatchObject({
      level: 'warn',
      reason: expect.stringMatching(
        /^This machine looks offline: host names cannot be resolved \(4 sites tried; getaddrinfo EAI_AGAIN \w+\.example\)/,
      ),
      next: expect.anything(),
    });
    const readiness = await fetch(`${url}/readyz`);
    expect(readiness.status).toBe(200);
    expect(await readiness.text()).toMatch(/^ready\nThis machine looks offline: /);
    for (const page of ['/', '/status'])
      expect(await read(url + page)).toMatch(
        /<section class="problems"[^>]*><h2>This machine looks offline<\/h2>\n<p>Host names cannot be resolved\./,
      );
    expect(await read(`${url}/status`)).not.toContain('all-ok');
    const status = JSON.parse(await read(`${url}/status.json`));
    expect(status.offline).toMatchObject({
      kind: 'dns',
      attempts: 1,
      why: expect.stringContaining('looks offline'),
    });
    for (const source of status.sources) {
      expect(source.health).toMatchObject({ kind: 'new', why: 'The source has not been polled yet.' });
      expect(source.nextPollAt).toBeUndefined();
    }
    expect(await read(`${url}/metrics`)).toMatch(/^kawaraban_network_offline 1$/m);
  });
});

test('news is there within a minute of the network’s return, and every source is asked then', async () => {
  await withDaemon(async (url) => {
    expect(await secondsUntil(() => named('network.offline').length === 4)).toBeGreaterThan(200);
    // The next attempt is due in four minutes.
    hasNetwork = true;
    resolved = 0;
    const seconds = await secondsUntil(() => resolved > 0);
    // From here time passes as it does: a busy machine would run into the limits of a fetch.
    const beganMs = performance.now();
    await waitFor(() => named('source.polled').length === SOURCES.length);
    expect(seconds + (performance.now() - beganMs) / 1000).toBeLessThan(60);
    expect(named('network.online')).toHaveLength(1);
    for (const id of SOURCES) expect(await read(`${url}/feed.json`)).toContain(`https://${id}.example/1`);
    expect(await read(`${url}/readyz`)).toBe('ready\n');
    expect(await read(`${url}/`)).not.toContain('looks offline');
    expect(named('network.offline').filter(({ level }) => level === 'warn')).toHaveLength(1);
    expect(named('source.fetch-failed')).toEqual([]);
  });
});
