import { once } from 'node:events';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { createServer } from '../../src/serve/create-server.ts';
import { waitFor } from '../support/wait-for.ts';
import { closed, read, siteForEachTest } from './raw-clients.ts';
import { ask, FEED, startSite } from './running-site.ts';

const raw = siteForEachTest();

/** Longer than any test lasts: a server that closes must not wait for it. */
const GRACE_MS = 60_000;

const FIRST = 'HEAD /feed.rss HTTP/1.1\r\nHost: x\r\n\r\n';
const NEXT = 'GET /feed.rss HTTP/1.1\r\nHost: x\r\n\r\n';

/** A connection that the server has accepted, and that has sent nothing. */
const openNew = async () => {
  const socket = await raw.open(raw.site.port);
  // Connections are accepted in order.
  await ask(raw.site, '/feed.rss');
  return socket;
};

/** A connection that has had an answer, and may send its next request. */
const openKept = async () => {
  const socket = await raw.open(raw.site.port);
  socket.write(FIRST);
  await once(socket, 'data');
  return socket;
};

test.each([
  ['a new connection', openNew],
  ['a kept connection', openKept],
])(
  'a server that is closing answers a request that has arrived on %s, and says that it closes',
  async (_, open) => {
    const socket = await open();
    const answer = read(socket);
    socket.write(NEXT);
    // The bytes have arrived, and the server has had no turn to read them.
    const ended = raw.site.close(GRACE_MS);
    expect(await answer).toMatch(/^HTTP\/1\.1 200 OK\r\nConnection: close\r\n.*<\/rss>$/s);
    await ended;
  },
);

test.each([
  ['the first request of a connection', openNew, ''],
  ['the rest of a first request', openNew, NEXT.slice(0, 20)],
  ['the rest of a next request', openKept, NEXT.slice(0, 20)],
])('a server that is closing waits for %s', async (_, open, sent) => {
  const socket = await open();
  const answer = read(socket);
  socket.write(sent);
  const ended = raw.site.close(GRACE_MS);
  for (let turn = 0; turn < 10; turn += 1) await nextTurn();
  socket.write(NEXT.slice(sent.length));
  expect(await answer).toMatch(/^HTTP\/1\.1 200 OK\r\n.*<\/rss>$/s);
  await ended;
});

test.each([
  ['', ''],
  [', also if it asked for more than one at once', FIRST],
])('a server that is closing sends the whole answer to a client that reads slowly%s', async (_, before) => {
  const bytes = 20_000_000;
  raw.site.paths.set('/large', { ...FEED, contentType: 'image/png', body: new Uint8Array(bytes) });
  const socket = await raw.open(raw.site.port);
  socket.write(`${before}GET /large HTTP/1.1\r\nHost: x\r\n\r\n`);
  socket.on('readable', () => undefined);
  await waitFor(() => socket.readableLength > 10_000);
  socket.removeAllListeners('readable');
  const ended = raw.site.close(GRACE_MS);
  for (let turn = 0; turn < 10; turn += 1) await nextTurn();
  expect((await read(socket)).length).toBeGreaterThan(bytes);
  await ended;
});

test('a server that is closing ends a kept connection whose client sends nothing', async () => {
  const socket = await openKept();
  await raw.site.close(GRACE_MS);
  await closed(socket);
  expect(socket.errored).toBeNull();
});

test('a server that is closing lets an answer end, then waits for nobody', async () => {
  const asked = Promise.withResolvers<void>();
  const ready = Promise.withResolvers<void>();
  const silent = () => undefined;
  const server = await createServer({
    host: '127.0.0.1',
    port: 0,
    site: {
      resource: async () => {
        asked.resolve();
        await ready.promise;
        return FEED;
      },
    },
    log: { debug: silent, info: silent, warn: silent, error: silent },
  });
  const socket = await raw.open(server.port);
  const answer = read(socket);
  socket.write('GET /feed.rss HTTP/1.1\r\nHost: x\r\n\r\n');
  await asked.promise;
  const ended = server.close(60_000);
  ready.resolve();
  expect(await answer).toContain('</rss>');
  await ended;
});

test('a server that is closing cuts off, after its grace, who still sends', async () => {
  const other = await startSite();
  const socket = await raw.open(other.port);
  socket.write('GET /feed.rss HTTP/1.1\r\nHo');
  await other.close(0);
  await closed(socket);
  expect(socket.closed).toBe(true);
});
