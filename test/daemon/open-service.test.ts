import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer as createHttpServer } from 'node:http';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, expect, onTestFinished, test } from 'vitest';
import { type DaemonSetup, openService } from '../../src/daemon/service.ts';
import type { Config } from '../../src/domain/config.ts';
import { createMeter } from '../../src/system/metrics/create-meter.ts';
import { sampleEdition } from '../domain/edition/sample-edition.ts';
import { makeSource, makeStory, NO_EDITIONS, NOON, SILENT } from '../make.ts';
import { fakeTimers, pass, turns } from '../support/fake-timers.ts';
import { createMemoryEditions } from '../support/memory-editions.ts';
import { createMemoryStore } from '../support/memory-store.ts';
import { makeConfig } from './support/make-config.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'kawaraban-service-'));
});
afterEach(() => rm(folder, { recursive: true }));

/** The service of a daemon over a store in memory, and how often each commit was measured. */
const open = async (config: Config = makeConfig(), rest: Partial<DaemonSetup> = {}) => {
  const store = createMemoryStore();
  const commits: boolean[] = [];
  const service = await openService(
    {
      ...{ config, configFolder: folder, configMark: '', env: {}, store, dataFolder: folder, log: SILENT },
      shelf: { names: async () => [], read: async () => undefined, keep: async () => undefined },
      editions: NO_EDITIONS,
      meter: { ...createMeter('test'), committed: (_, isStored) => commits.push(isStored) },
      supervisor: {} as never,
      listenFile: undefined,
      systemNow: () => NOON,
      elapsedMs: () => 0,
      monotonicMs: () => 0,
      chance: () => 0,
      stop: new AbortController().signal,
      onReloadAsked: () => {},
      ...rest,
    },
    () => {},
  );
  onTestFinished(() => service.pipeline[Symbol.asyncDispose]());
  const page = async (address: string): Promise<string> =>
    Buffer.from((await service.site.resource(address, new URLSearchParams()))?.body ?? []).toString();
  return { ...service, page, commits };
};

const commitOf = (id: string) => ({ stories: [makeStory(id)], drops: [], states: [] });

test('a service begins without a cycle of polls, and with the hosts of its config', async () => {
  const { status, together, mailer } = await open(makeConfig({ sources: [makeSource('kaku')] }));
  expect(status).toEqual({
    missing: ['The daemon is starting.'],
    configProblems: [],
    configSince: NOON,
    hosts: new Map([['kaku.example', 'kaku']]),
  });
  expect(together).toBeUndefined();
  expect(mailer.problem()).toBeUndefined();
});

test('what is committed is measured, and in the feeds at once', async () => {
  const { store, page, commits } = await open();
  expect(await page('/feed.json')).not.toContain('見出し a');
  await store.commit(commitOf('a'));
  expect(await page('/feed.json')).toContain('見出し a');
  expect(commits).toEqual([true]);
});

test('a hub that the config names is told of the feeds of each commit and of each edition', async () => {
  const told: string[] = [];
  const hub = createHttpServer((request, response) => {
    void text(request).then((form) => {
      told.push(new URLSearchParams(form).get('hub.url') ?? '');
      response.writeHead(204).end();
    });
  }).listen(0, '127.0.0.1');
  onTestFinished(() => void hub.close());
  await once(hub, 'listening');
  const config = makeConfig();
  const feed = { ...config.feed, hub: `http://127.0.0.1:${(hub.address() as AddressInfo).port}/` };
  fakeTimers();
  const { store, onEdition } = await open({ ...config, feed });
  await store.commit({ stories: [makeStory('a', { announcedAt: NOON })], drops: [], states: [] });
  await pass(4_999);
  expect(told).toEqual([]);
  await pass(1);
  while (!told.includes(`${feed.url}/feed.atom`)) await turns(1);
  onEdition();
  await pass(5_000);
  const editions = ['rss', 'atom', 'json'].map((format) => `${feed.url}/edition.${format}`);
  while (!editions.every((address) => told.includes(address))) await turns(1);
  const stop = new AbortController();
  const stopped = await open({ ...config, feed }, { stop: stop.signal });
  stopped.onEdition();
  await turns();
  stop.abort();
  told.splice(0);
  await pass(60_000);
  expect(told).toEqual([]);
});

test('an edition that is made, and a network that is lost, change the pages', async () => {
  const { onEdition, page, status, pipeline } = await open();
  await page('/status');
  status.configProblems = ['sources.yaml:1:1: nothing is right'];
  onEdition();
  expect(await page('/status')).toContain('nothing is right');
  expect(await page('/status')).not.toContain('offline');
  const sources = ['a', 'b', 'c'].map((id) => makeSource(id));
  pipeline.reload(makeConfig({ sources }));
  const failure = { kind: 'dns', detail: 'getaddrinfo EAI_AGAIN a.example' } as const;
  const attempts = sources.map((source) => ({ source, attempt: pipeline.network.attempt() }));
  for (const { attempt } of attempts) attempt.begin();
  await Promise.all(
    attempts.map(({ source, attempt }) =>
      attempt.failed(source, source.endpoints[0], failure, new AbortController().signal),
    ),
  );
  expect(await page('/status')).toContain('offline');
});

test('pages name the problem of a clock that is not believed', async () => {
  const { page, clock } = await open(makeConfig(), {
    store: {
      ...createMemoryStore(),
      health: () => ({ ...createMemoryStore().health(), newestCommitAt: NOON.add({ hours: 24 * 400 }) }),
    },
  });
  expect(clock.problem()).toBeDefined();
  expect(await page('/status')).toContain('clock');
});

test('pages say since when the config is in force, and of its problems not where its files lie', async () => {
  const { site, status, page } = await open();
  status.configSince = NOON.subtract({ hours: 1 });
  const list = await site.resource('/sources.opml', new URLSearchParams());
  expect(list?.lastModified).toEqual(NOON.subtract({ hours: 1 }));
  status.configProblems = [`${folder}/sources.yaml:1:1: nothing is right`];
  expect(await page('/status')).toContain('<li lang="en">sources.yaml:1:1: nothing is right</li>');
});

test('pages name an edition that could not be mailed, and the next one that is due', async () => {
  const config = makeConfig();
  const refusing = createServer((socket) => socket.destroy()).listen(0, '127.0.0.1');
  onTestFinished(() => void refusing.close());
  await once(refusing, 'listening');
  const { port } = refusing.address() as AddressInfo;
  const mail = {
    to: ['reader@one.example'],
    from: 'news@kawaraban.example',
    smtp: { host: '127.0.0.1', port, isSecure: false },
  };
  const { mailer, page } = await open(
    { ...config, edition: { ...config.edition, mail } },
    { editions: createMemoryEditions(sampleEdition('2026-11-24')) },
  );
  await mailer.look();
  expect(mailer.problem()).toMatch(/^The edition of 2026-11-24 could not be mailed: /);
  expect(await page('/status')).toContain('The edition of 2026-11-24 could not be mailed: ');
  // At noon, the next edition is due at seven of the next day, 25 November.
  expect(await page('/edition')).toContain('25');
});
