import { getEventListeners } from 'node:events';
import { type AddressInfo, createServer, type Server } from 'node:net';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { Resolve } from '../../src/fetch/guard-address.ts';
import { fakeTimers, turns } from '../support/fake-timers.ts';
import { ask, makeFetcher } from './support/ask.ts';

const SIGNAL = new AbortController().signal;

let server: Server;
let port = 0;
let connections = 0;
let bytes = 0;
beforeAll(async () => {
  server = createServer((socket) => {
    connections += 1;
    socket.on('data', (data) => {
      bytes += data.length;
    });
    socket.on('error', () => undefined);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  ({ port } = server.address() as AddressInfo);
});
afterAll(() => server.close());

const local: Resolve = (_, callback) => callback(null, [{ address: '127.0.0.1', family: 4 }]);
const nobody: Resolve = (name, callback) =>
  callback(Object.assign(new Error(`getaddrinfo EAI_AGAIN ${name}`), { code: 'EAI_AGAIN' }));
const silent: Resolve = () => undefined;

test('a server is reached by a connection over which nothing is sent', async () => {
  const before = connections;
  const url = `http://outlet.example:${port}/feed`;
  expect(await makeFetcher({ resolve: local }).reach(url, 'connection', SIGNAL)).toBeUndefined();
  await expect.poll(() => connections).toBe(before + 1);
  expect(bytes).toBe(0);
});

test('by its name alone, a server is reached without a connection', async () => {
  const url = 'http://outlet.example:9/feed';
  expect(await makeFetcher({ resolve: local }).reach(url, 'lookup', SIGNAL)).toBeUndefined();
  expect(await makeFetcher({ resolve: local }).reach(url, 'connection', SIGNAL)).toMatchObject({
    kind: 'refused',
  });
});

test('a name that is not resolved is a failure, and so is a name server that is silent', async () => {
  const url = 'https://outlet.example/feed';
  expect(await makeFetcher({ resolve: nobody }).reach(url, 'lookup', SIGNAL)).toEqual({
    kind: 'dns',
    detail: 'getaddrinfo EAI_AGAIN outlet.example',
  });
  const hasty = makeFetcher({ resolve: silent, timeoutMs: 60 });
  expect(await hasty.reach(url, 'connection', SIGNAL)).toMatchObject({ kind: 'dns' });
  expect(await ask(url, {}, { resolve: silent, timeoutMs: 60 })).toMatchObject({
    failure: { kind: 'dns', detail: 'the host name outlet.example was not resolved within 20 ms' },
  });
});

test('what may not be requested is not tried', async () => {
  const careful = makeFetcher({ resolve: local, allowPrivateAddresses: false });
  expect(await careful.reach('https://10.0.0.1/', 'connection', SIGNAL)).toMatchObject({
    kind: 'private-address',
  });
  expect(await careful.reach('https://outlet.example/', 'lookup', SIGNAL)).toMatchObject({
    kind: 'private-address',
  });
  expect(await careful.reach('no address', 'lookup', SIGNAL)).toMatchObject({ kind: 'bad-url' });
});

test('an address is reached by a connection however it is asked, and nothing is left of the attempt', async () => {
  const closed = new Promise<void>((resolve) => {
    server.once('connection', (socket) => socket.on('close', () => resolve()));
  });
  fakeTimers();
  const { signal } = new AbortController();
  expect(await makeFetcher().reach(`http://127.0.0.1:${port}/`, 'lookup', signal)).toBeUndefined();
  await closed;
  expect([vi.getTimerCount(), getEventListeners(signal, 'abort')]).toEqual([0, []]);
});

test.each<[url: string, resolve: Resolve, kind: string, missing: string]>([
  ['http://127.0.0.1/', silent, 'timeout', '127.0.0.1 did not answer'],
  ['http://outlet.example/', silent, 'dns', 'the host name outlet.example was not resolved'],
])('%s is given up after five seconds', async (url, resolve, kind, missing) => {
  fakeTimers();
  let failure: unknown;
  void makeFetcher({ resolve })
    .reach(url, 'connection', SIGNAL)
    .then((found) => {
      failure = found;
    });
  vi.advanceTimersByTime(4_999);
  expect(vi.getTimerCount()).toBe(1);
  vi.advanceTimersByTime(1);
  await turns();
  expect(failure).toEqual({ kind, detail: `${missing} within 5000 ms` });
});

test('a stop ends it', async () => {
  const stop = new AbortController();
  const reached = makeFetcher({ resolve: silent }).reach('https://outlet.example/', 'lookup', stop.signal);
  stop.abort();
  expect(await reached).toMatchObject({ kind: 'stopped' });
  expect(await makeFetcher().reach(`http://127.0.0.1:${port}/`, 'connection', stop.signal)).toMatchObject({
    kind: 'stopped',
  });
});
