import { once } from 'node:events';
import { createServer as createHttpServer } from 'node:http';
import type { Socket } from 'node:net';
import { expect, test } from 'vitest';
import { limitConnections } from '../../src/serve/connections.ts';
import { waitFor } from '../support/wait-for.ts';
import { ANSWERED, closed, read, siteForEachTest } from './raw-clients.ts';
import { ask, FEED } from './running-site.ts';

const raw = siteForEachTest();

test('headers of a megabyte are refused, and others are served', async () => {
  const socket = await raw.open(raw.site.port);
  const answer = read(socket);
  socket.write(`GET /feed.rss HTTP/1.1\r\nHost: x\r\nX-Long: ${'a'.repeat(1_000_000)}`);
  expect(await answer).toMatch(/^HTTP\/1\.1 431 |^$/);
  expect((await ask(raw.site, '/feed.rss')).status).toBe(200);
});

test('what is no HTTP is refused', async () => {
  const socket = await raw.open(raw.site.port);
  const answer = read(socket);
  socket.write('\x16\x03\x01 hello\r\n\r\n');
  expect(await answer).toMatch(/^HTTP\/1\.1 400 Bad Request\r\n/);
});

test.each([
  ['GET /search.rss?q=日銀&a=%41/é HTTP/1.1', './search.rss?q=%E6%97%A5%E9%8A%80&a=%41/%C3%A9'],
  ['HEAD /companies/架空 HTTP/1.1', './%E6%9E%B6%E7%A9%BA'],
])('%s, sent as it was written, is led to the address as it is spelt', async (request, location) => {
  const socket = await raw.open(raw.site.port);
  const answer = read(socket);
  socket.write(`${request}\r\nHost: x\r\n\r\n`);
  expect(await answer).toContain(`HTTP/1.1 301 Moved Permanently\r\nLocation: ${location}\r\n`);
});

test.each([
  'GET /a\x01日 HTTP/1.1',
  'GET /日/feed.rss HTTP/1.1',
  'POST /日 HTTP/1.1',
  'GET https://a.example/日 HTTP/1.1',
])('%j is refused', async (request) => {
  const socket = await raw.open(raw.site.port);
  const answer = read(socket);
  socket.write(`${request}\r\nHost: x\r\n\r\n`);
  expect(await answer).toMatch(/^HTTP\/1\.1 400 Bad Request\r\n/);
});

test('half a request and silence keep nobody else waiting', async () => {
  for (let i = 0; i < 20; i++) (await raw.open(raw.site.port)).write('GET /feed.rss HTTP/1.1\r\nHo');
  expect((await ask(raw.site, '/feed.rss')).status).toBe(200);
});

test('a client that leaves in the middle of its answer does no harm', async () => {
  raw.site.paths.set('/large', { ...FEED, body: new Uint8Array(20_000_000) });
  const socket = await raw.open(raw.site.port);
  socket.write('GET /large HTTP/1.1\r\nHost: x\r\n\r\n');
  await once(socket, 'data');
  socket.destroy();
  expect((await ask(raw.site, '/feed.rss')).status).toBe(200);
  expect(raw.site.logged).toEqual([]);
});

test('requests sent at once on one connection are answered in order', async () => {
  const socket = await raw.open(raw.site.port);
  const answer = read(socket);
  socket.write(
    'GET /nothing HTTP/1.1\r\nHost: x\r\n\r\nHEAD /feed.rss HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n',
  );
  expect((await answer).match(/^HTTP\/1\.1 \d+/gm)).toEqual(['HTTP/1.1 404', 'HTTP/1.1 200']);
});

test('a request with two Host lines is refused, and so is what follows it', async () => {
  const socket = await raw.open(raw.site.port);
  const answer = read(socket);
  const two = 'GET /feed.rss HTTP/1.1\r\nHost: kawaraban.example\r\nhOST: other.example\r\n\r\n';
  socket.write(two + ANSWERED);
  const lines = (await answer).match(/^HTTP\/1\.1 \d+/gm);
  expect(lines).toEqual(['HTTP/1.1 400']);
});

test('a thousand requests sent at once on one connection are answered in order', async () => {
  const socket = await raw.open(raw.site.port);
  const answer = read(socket);
  const pair = `${ANSWERED}HEAD /feed.rss HTTP/1.1\r\nHost: x\r\n\r\n`;
  socket.write(`${pair.repeat(500)}GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`);
  const statuses = (await answer).match(/^HTTP\/1\.1 \d+/gm);
  expect(statuses?.join()).toBe(`${'HTTP/1.1 404,HTTP/1.1 200,'.repeat(500)}HTTP/1.1 404`);
});

test.each([1, 2])(
  'a client that sends its last %d requests and hangs up is still answered',
  async (count) => {
    const socket = await raw.open(raw.site.port);
    const answer = read(socket);
    socket.end(ANSWERED.repeat(count));
    expect((await answer).match(/^HTTP\/1\.1 404/gm)).toHaveLength(count);
  },
);

/** A server with so many places; `/never` is never answered. */
const serveWithPlaces = async (places: number) => {
  const server = createHttpServer(({ socket, url }, response) => {
    response.on('close', noteRequest(socket));
    if (url === '/') response.end('ok');
  });
  const { noteRequest } = limitConnections(server, places);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const asked = { count: 0 };
  server.on('request', () => {
    asked.count += 1;
  });
  return {
    port: typeof address === 'object' && address !== null ? address.port : 0,
    asked,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
};

const UNANSWERED = 'GET /never HTTP/1.1\r\nHost: x\r\n\r\n';

test('more connections than there are places end the one that has waited longest, and the newcomer is served', async () => {
  const places = 5;
  const server = await serveWithPlaces(places);
  const [first, second] = [await raw.open(server.port), await raw.open(server.port)];
  first.write(ANSWERED);
  await once(first, 'data');
  for (let i = 2; i < places; i++) (await raw.open(server.port)).write(UNANSWERED);
  await waitFor(() => server.asked.count === places - 1);
  expect((await ask(server, '/')).status).toBe(200);
  await closed(second);
  expect(first.destroyed).toBe(false);
  for (let i = 0; i < places; i++) await raw.open(server.port);
  await closed(first);
  server.close();
});

test('where all places are taken by those who wait for an answer, the one that is there longest makes room', async () => {
  const places = 3;
  const server = await serveWithPlaces(places);
  const held: Socket[] = [];
  for (let i = 0; i < places; i++) {
    const socket = await raw.open(server.port);
    socket.write(UNANSWERED);
    held.push(socket);
    await waitFor(() => server.asked.count === i + 1);
  }
  expect((await ask(server, '/')).status).toBe(200);
  const [oldest, ...others] = held;
  if (oldest !== undefined) await closed(oldest);
  expect(others.map(({ destroyed }) => destroyed)).toEqual([false, false]);
  server.close();
});

test('newcomers who come at once take the places of those who had their answer, and not of each other', async () => {
  const places = 20;
  const server = await serveWithPlaces(places);
  for (let i = 0; i < places - 1; i++) {
    const socket = await raw.open(server.port);
    socket.write(ANSWERED);
    await once(socket, 'data');
  }
  const answers = await Promise.all(Array.from({ length: 10 }, () => ask(server, '/')));
  expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200));
  server.close();
});

test.each([
  // More than the server has places for is enough for the second and the third kind.
  [10_000, 'say nothing', ''],
  [2_000, 'had their answer', 'HEAD /feed.rss HTTP/1.1\r\nHost: x\r\n\r\n'],
  [2_000, 'send half a request', 'GET /feed.rss HTTP/1.1\r\nHo'],
])('while %i connections that %s are held, every reader is served', async (held, _, said) => {
  const atOnce = 500;
  for (let count = 0; count < held; count += atOnce) {
    await Promise.all(
      Array.from({ length: atOnce }, async () => (await raw.open(raw.site.port)).resume().write(said)),
    );
    expect((await ask(raw.site, '/feed.rss')).status).toBe(200);
  }
  // The server lets go of all but those that it has places for.
  await waitFor(() => raw.sockets.filter(({ destroyed }) => !destroyed).length <= 2 * atOnce);
  expect(raw.site.logged).toEqual([]);
});
