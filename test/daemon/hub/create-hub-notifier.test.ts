import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createHubNotifier } from '../../../src/daemon/hub/create-hub-notifier.ts';
import type { Log, LogFields } from '../../../src/domain/log.ts';
import { makeFetcher } from '../../fetch/support/ask.ts';

type Told = {
  readonly method: string | undefined;
  readonly headers: IncomingMessage['headers'];
  readonly form: Record<string, string>;
};

let hub: string;
let told: Told[];
let statuses: number[];
let close: () => void;
beforeEach(async () => {
  [told, statuses] = [[], []];
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const form = Object.fromEntries(new URLSearchParams(await text(request)));
    told.push({ method: request.method, headers: request.headers, form });
    response.writeHead(statuses.shift() ?? 204, { location: 'https://moved.example/' }).end();
  };
  const server = createServer((request, response) => void answer(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  hub = `http://127.0.0.1:${(server.address() as AddressInfo).port}/push`;
  close = () => server.close();
});
afterEach(() => close());

const FEED = 'https://kawaraban.example/feed.atom';
const TOPIC = 'https://kawaraban.example/companies/7203.rss?q=日銀';

/** A notifier whose waits are noted and over at once, and a promise of the moment when it has nothing left to do. */
const notifierOf = (address = (): string | undefined => hub) => {
  const stop = new AbortController();
  const waits: number[] = [];
  const events: [string, LogFields | undefined][] = [];
  const note = (event: string, fields?: LogFields) => void events.push([event, fields]);
  const log: Log = { debug: note, info: note, warn: note, error: note };
  const { post } = makeFetcher();
  const notifier = createHubNotifier({
    hub: address,
    post,
    log,
    signal: stop.signal,
    wait: async (ms) => void waits.push(ms),
  });
  const seen = async (event: string): Promise<LogFields | undefined> => {
    for (;;) {
      const found = events.find(([name]) => name === event);
      if (found !== undefined) return found[1];
      await new Promise((resolve) => setImmediate(resolve));
    }
  };
  return { ...notifier, waits, events, seen, stop };
};

describe('the hub', () => {
  test('is told of each feed by its own address, in the form that hubs read', async () => {
    const { notify, seen, waits } = notifierOf();
    notify([FEED, TOPIC]);
    notify([FEED]);
    await expect.poll(() => told.length).toBe(2);
    expect(await seen('hub.notified')).toEqual({ topic: FEED });
    expect(told.map(({ form }) => form)).toEqual(
      [FEED, TOPIC].map((topic) => ({ 'hub.mode': 'publish', 'hub.url': topic, 'hub.topic': topic })),
    );
    expect(told.map(({ method }) => method)).toEqual(['POST', 'POST']);
    expect(told[0]?.headers).toMatchObject({
      'content-type': 'application/x-www-form-urlencoded',
      'user-agent': 'Kawaraban/1.2.3 (+https://kawaraban.example/about)',
    });
    expect(waits).toEqual([5000]);
  });

  test('that fails twice is asked again, later and later, and in the end has been told of all', async () => {
    statuses = [503, 500];
    const { notify, seen, events, waits } = notifierOf();
    notify([FEED, TOPIC]);
    await seen('hub.recovered');
    expect(waits).toEqual([5000, 10_000, 30_000]);
    expect(events.filter(([event]) => event === 'hub.failed')).toEqual([
      ['hub.failed', { feeds: 2, reason: 'the server answered 503', retryMs: 10_000 }],
      ['hub.failed', { feeds: 2, reason: 'the server answered 500', retryMs: 30_000 }],
    ]);
    expect(new Set(told.slice(2).map(({ form }) => form['hub.url']))).toEqual(new Set([FEED, TOPIC]));
  });

  test('that fails once has recovered with its next answer, and one that never failed has not', async () => {
    statuses = [503];
    const { notify, seen, events } = notifierOf();
    notify([FEED]);
    await seen('hub.recovered');
    await new Promise((resolve) => setImmediate(resolve));
    notify([TOPIC]);
    await expect.poll(() => events.length).toBe(4);
    await new Promise((resolve) => setImmediate(resolve));
    expect(events.map(([event]) => event)).toEqual([
      'hub.failed',
      'hub.notified',
      'hub.recovered',
      'hub.notified',
    ]);
  });

  test('that leaves the config while it fails has not recovered', async () => {
    statuses = [503];
    const { notify, seen, events } = notifierOf(() => (told.length === 0 ? hub : undefined));
    notify([FEED]);
    await seen('hub.failed');
    for (let step = 0; step < 5; step += 1) await new Promise((resolve) => setImmediate(resolve));
    expect(events.map(([event]) => event)).toEqual(['hub.failed']);
  });

  test('that never answers is given up, and tried anew with the next news', async () => {
    statuses = Array.from({ length: 6 }, () => 503);
    const { notify, seen, waits } = notifierOf();
    notify([FEED]);
    expect(await seen('hub.given-up')).toEqual({ feeds: 1, reason: 'the server answered 503' });
    expect(waits).toEqual([5000, 10_000, 30_000, 120_000, 600_000, 3_600_000]);
    await new Promise((resolve) => setImmediate(resolve));
    notify([TOPIC]);
    await expect.poll(() => told.at(-1)?.form['hub.url']).toBe(TOPIC);
  });

  test('hears of a feed that changes in any step while the round before it ends', async () => {
    const silent = () => {};
    for (let steps = 0; steps < 20; steps += 1) {
      const asked: (string | null)[] = [];
      const { notify } = createHubNotifier({
        hub: () => hub,
        post: async (_, form) => void asked.push(form.get('hub.url')),
        log: { debug: silent, info: silent, warn: silent, error: silent },
        signal: new AbortController().signal,
        wait: () => Promise.resolve(),
      });
      notify([FEED]);
      for (let step = 0; step < steps; step += 1) await Promise.resolve();
      notify([TOPIC]);
      await new Promise((resolve) => setImmediate(resolve));
      expect(asked, `after ${steps} steps`).toEqual([FEED, TOPIC]);
    }
  });

  test('that has moved is named with its new address, so that the operator can write it', async () => {
    statuses = Array.from({ length: 6 }, () => 308);
    const { notify, seen } = notifierOf();
    notify([FEED]);
    expect(await seen('hub.failed')).toMatchObject({
      reason:
        'the server redirects to https://moved.example/; if this is its new address, write it in the config',
    });
  });

  test('is left alone after the stop', async () => {
    const { notify, waits, stop } = notifierOf();
    stop.abort();
    notify([FEED]);
    await expect.poll(() => waits).toEqual([5000]);
    expect(told).toEqual([]);
  });

  test('is left alone once it is no longer configured', async () => {
    const { notify, waits } = notifierOf(() => undefined);
    notify([FEED]);
    await expect.poll(() => waits).toEqual([5000]);
    expect(told).toEqual([]);
  });
});

test.each([
  ['http://127.0.0.1:1/', 'private-address', false],
  ['https://hub.example:2222/', 'port-not-allowed', false],
  ['ftp://hub.example/', 'bad-url', true],
  ['http://127.0.0.1:9/', 'refused', true],
])('a form for %s is not sent: %s', async (url, kind, allowPrivateAddresses) => {
  const { post } = makeFetcher({ allowPrivateAddresses, ports: [80, 443, 1] });
  expect(await post(url, new URLSearchParams(), new AbortController().signal)).toMatchObject({ kind });
});
