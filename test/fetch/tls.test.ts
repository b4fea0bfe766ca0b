import { once } from 'node:events';
import { createServer, type Server } from 'node:https';
import { createServer as createPlainServer, type Server as NetServer } from 'node:net';
import { getCACertificates, setDefaultCACertificates, type TLSSocket } from 'node:tls';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ask, failureOf, makeFetcher, textOf } from './support/ask.ts';
import { CERTIFICATE, PRIVATE_KEY } from './support/certificate.ts';
import { FEED } from './support/raw-server.ts';

const portOf = (listening: NetServer): number => {
  const address = listening.address();
  return address !== null && typeof address === 'object' ? address.port : 0;
};

let server: Server;
let port = 0;
const resumed: boolean[] = [];

beforeAll(async () => {
  server = createServer({ key: PRIVATE_KEY, cert: CERTIFICATE }, (request, response) => {
    resumed.push((request.socket as TLSSocket).isSessionReused());
    if (request.url === '/down') response.writeHead(302, { location: 'http://127.0.0.1/feed' }).end();
    else response.end(FEED);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  port = portOf(server);
});

afterAll(() => server.close());

const trusting = async (run: () => Promise<void>): Promise<void> => {
  const before = getCACertificates('default');
  setDefaultCACertificates([...before, CERTIFICATE]);
  try {
    await run();
  } finally {
    setDefaultCACertificates(before);
  }
};

const toLoopback = {
  resolve: (
    _name: string,
    callback: (error: null, addresses: { address: string; family: number }[]) => void,
  ) => callback(null, [{ address: '127.0.0.1', family: 4 }]),
};

describe('TLS', () => {
  test('a certificate of an unknown authority is a failure of its own, without advice of Node', async () => {
    expect(await ask(`https://127.0.0.1:${port}/`)).toMatchObject({
      failure: { kind: 'untrusted', detail: expect.not.stringContaining('system-ca') },
    });
  });

  test('a certificate for another host is a "tls" failure', () =>
    trusting(async () => {
      expect(failureOf(await ask(`https://other.test:${port}/`, {}, toLoopback))).toBe('tls');
    }));

  test('a server that answers in plain HTTP is named as one that does not speak TLS', async () => {
    const plain = createPlainServer((socket) => {
      socket.on('error', () => undefined).on('data', () => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'));
    }).listen(0, '127.0.0.1');
    await once(plain, 'listening');
    expect(await ask(`https://127.0.0.1:${portOf(plain)}/`)).toMatchObject({
      failure: { kind: 'no-tls', detail: 'the server does not speak TLS' },
    });
    plain.close();
  });

  test('a certificate for the host is trusted, and the session is resumed at the next poll', () =>
    trusting(async () => {
      const fetcher = makeFetcher(toLoopback);
      const request = { url: `https://feeds.test:${port}/`, validators: {}, headers: {} };
      const { signal } = new AbortController();
      resumed.length = 0;
      expect(textOf(await fetcher.fetch(request, signal))).toBe(FEED);
      expect(textOf(await fetcher.fetch(request, signal))).toBe(FEED);
      expect(resumed).toEqual([false, true]);
    }));

  test('a redirect from https down to http is refused', () =>
    trusting(async () => {
      const result = await ask(`https://feeds.test:${port}/down`, {}, toLoopback);
      expect(failureOf(result)).toBe('insecure-redirect');
    }));
});
