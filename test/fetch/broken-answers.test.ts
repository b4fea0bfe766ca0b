import { createServer } from 'node:net';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { ask, failureOf, textOf } from './support/ask.ts';
import { always, answer, FEED, head, serveRaw } from './support/raw-server.ts';

const failureAt = async (bytes: string | Uint8Array): Promise<string | undefined> => {
  await using server = await serveRaw(always(Buffer.from(bytes)));
  return failureOf(await ask(server.origin));
};

describe('connections that fail', () => {
  test('a port without a listener is "refused"', async () => {
    const server = await serveRaw(() => undefined);
    const { origin } = server;
    await server[Symbol.asyncDispose]();
    expect(failureOf(await ask(origin))).toBe('refused');
  });

  test('a connection cut before any answer is "reset"', async () => {
    await using server = await serveRaw((_request, socket) => socket.destroy());
    expect(failureOf(await ask(server.origin))).toBe('reset');
  });

  test('a connection cut by RST is "reset"', async () => {
    await using server = await serveRaw((_request, socket) => socket.resetAndDestroy());
    expect(failureOf(await ask(server.origin))).toBe('reset');
  });

  test('a host that has no address is a "dns" failure', async () => {
    const result = await ask(
      'http://vanished.invalid/feed',
      {},
      {
        resolve: (name, callback) =>
          callback(Object.assign(new Error(`getaddrinfo ENOTFOUND ${name}`), { code: 'ENOTFOUND' })),
      },
    );
    expect(result).toMatchObject({
      failure: { kind: 'dns', detail: 'getaddrinfo ENOTFOUND vanished.invalid' },
      url: 'http://vanished.invalid/feed',
    });
  });

  test('a name that resolves to nothing is a "dns" failure', async () => {
    const result = await ask('http://empty.test/', {}, { resolve: (_name, callback) => callback(null, []) });
    expect(result).toMatchObject({
      failure: { kind: 'dns', detail: 'empty.test has no address (ENOTFOUND)' },
    });
  });

  test('a server that speaks first, and something else than HTTP, is a bad answer', async () => {
    const server = createServer((socket) =>
      socket.on('error', () => undefined).end('220 mail.example ESMTP\r\n'),
    );
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    const port = address !== null && typeof address === 'object' ? address.port : 0;
    expect(failureOf(await ask(`http://127.0.0.1:${port}/`))).toBe('bad-answer');
    server.close();
  });
});

describe('answers that break the rules', () => {
  test('no HTTP at all is a bad answer', async () => {
    expect(await failureAt('<rss></rss>\r\n\r\n')).toBe('bad-answer');
  });

  test('a server that switches to another protocol is a bad answer, and its connection is closed', async () => {
    const closed = Promise.withResolvers<void>();
    await using server = await serveRaw((_request, socket) => {
      socket.on('close', () => closed.resolve());
      socket.write('HTTP/1.1 101 Switching Protocols\r\nConnection: upgrade\r\nUpgrade: x\r\n\r\nhello');
    });
    expect(await ask(server.origin)).toMatchObject({
      failure: { kind: 'bad-answer', detail: 'the server answered 101: it switches to another protocol' },
    });
    await closed.promise;
  });

  test('a header line without a colon is a bad answer', async () => {
    expect(await failureAt('HTTP/1.1 200 OK\r\nnonsense here\r\n\r\n<rss/>')).toBe('bad-answer');
  });

  test('two different lengths are a bad answer', async () => {
    expect(await failureAt('HTTP/1.1 200 OK\r\nContent-Length: 6\r\nContent-Length: 7\r\n\r\n<rss/>')).toBe(
      'bad-answer',
    );
  });

  test('a length and chunks at once are a bad answer', async () => {
    const headers = 'HTTP/1.1 200 OK\r\nContent-Length: 6\r\nTransfer-Encoding: chunked\r\n\r\n';
    expect(await failureAt(`${headers}6\r\n<rss/>\r\n0\r\n\r\n`)).toBe('bad-answer');
  });

  test('a chunk size that is no number is a bad answer', async () => {
    expect(await failureAt('HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n<rss/>\r\n')).toBe(
      'bad-answer',
    );
  });

  test('garbage after a chunk is a bad answer', async () => {
    expect(
      await failureAt('HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\n<rssss/>\r\n0\r\n\r\n'),
    ).toBe('bad-answer');
  });

  test('a chunked body without its last chunk is truncated', async () => {
    const chunked = 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n6\r\n<rss/>\r\n';
    await using server = await serveRaw(always(Buffer.from(chunked)));
    expect(await ask(server.origin)).toMatchObject({
      failure: { kind: 'truncated', detail: 'the connection ended after 6 bytes' },
    });
  });

  test('a body shorter than its length is truncated', async () => {
    await using server = await serveRaw(
      always(Buffer.concat([head(200, { 'Content-Length': 999 }), Buffer.from(FEED)])),
    );
    expect(await ask(server.origin)).toMatchObject({
      failure: { kind: 'truncated', detail: expect.stringContaining('of 999 bytes') },
    });
  });

  test('of a body longer than its length only the length counts', async () => {
    await using server = await serveRaw(always(answer(200, { 'Content-Length': 6 }, '<rss/> and more')));
    expect(textOf(await ask(server.origin))).toBe('<rss/>');
  });

  test('a negative length is a bad answer', async () => {
    expect(await failureAt('HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n<rss/>')).toBe('bad-answer');
  });

  test('an early hint (103) before the answer is passed over', async () => {
    await using server = await serveRaw(
      always(
        Buffer.concat([Buffer.from('HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n'), answer(200, {}, FEED)]),
      ),
    );
    expect(textOf(await ask(server.origin))).toBe(FEED);
  });

  test('a switch of protocols is a bad answer', async () => {
    expect(
      await failureAt(
        'HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n',
      ),
    ).toBe('bad-answer');
  });

  test('a body cut in the middle of its gzip stream is truncated', async () => {
    const body = gzipSync(FEED).subarray(0, -12);
    expect(await failureAt(answer(200, { 'Content-Encoding': 'gzip' }, body))).toBe('truncated');
  });

  test.each(['/feed.xml', 'feeds.example/rss', 'gopher://feeds.example/', ''])(
    '%j is a bad URL',
    async (url) => {
      expect(failureOf(await ask(url))).toBe('bad-url');
    },
  );
});
