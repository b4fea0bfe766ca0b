import { once } from 'node:events';
import { connect } from 'node:net';
import { brotliDecompressSync, gunzipSync, zstdDecompressSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { targetOf } from '../../src/serve/answer.ts';
import { createServer } from '../../src/serve/create-server.ts';
import { createRepresentations } from '../../src/serve/representation.ts';
import { instant } from '../make.ts';
import { ask, FEED, type RunningSite, startSite } from './running-site.ts';

let site: RunningSite;

beforeAll(async () => {
  site = await startSite();
  site.paths.set('/', { ...FEED, contentType: 'text/html; charset=utf-8', page: true, maxAgeSeconds: 60 });
  site.paths.set('/style.css?v=1', { ...FEED, contentType: 'text/css', maxAgeSeconds: 31_536_000 });
  site.paths.set('/status', { ...FEED, page: true, maxAgeSeconds: 0 });
  site.paths.set('/gone', { ...FEED, status: 404, page: true });
  site.paths.set('/icon.png', { ...FEED, contentType: 'image/png', body: new Uint8Array(1000) });
});

afterAll(() => site.close(0));

describe('a feed', () => {
  test('is sent whole, with all that a reader and a cache need', async () => {
    const { status, headers, body } = await ask(site, '/feed.rss');
    expect([status, String(body)]).toEqual([200, FEED.body]);
    expect(headers).toMatchObject({
      'content-type': 'application/rss+xml; charset=utf-8',
      'content-length': String(body.length),
      'cache-control': 'public, max-age=300',
      'last-modified': 'Tue, 24 Nov 2026 03:00:00 GMT',
      vary: 'Accept-Encoding',
      'access-control-allow-origin': '*',
      'x-content-type-options': 'nosniff',
      etag: expect.stringMatching(/^"[\w-]{22}"$/),
      link: '<https://hub.example/>; rel="hub", <https://kawaraban.example/feed.rss>; rel="self"',
    });
    expect(headers).not.toHaveProperty('set-cookie');
  });

  test.each([
    ['gzip', gunzipSync],
    ['br', brotliDecompressSync],
    ['zstd', zstdDecompressSync],
  ] as const)(
    'is sent in %s to a client that asks for it, under an entity tag of its own',
    async (coding, decode) => {
      const { headers, body } = await ask(site, '/feed.rss', { 'accept-encoding': coding });
      expect(headers['content-encoding']).toBe(coding);
      expect(headers.etag?.endsWith(`-${coding}"`)).toBe(true);
      expect(String(decode(body))).toBe(FEED.body);
      const again = await ask(site, '/feed.rss', {
        'accept-encoding': coding,
        'if-none-match': headers.etag ?? '',
      });
      expect(again.status).toBe(304);
    },
  );

  test.each([
    ['http://news.example/feed.rss', 200],
    ['HTTPS://news.example:8080/style.css?v=1', 200],
    ['http://news.example', 200],
    ['http://news.example?q=1', 404],
    ['ftp://news.example/feed.rss', 404],
  ])('is found by its whole address, as a proxy may send it: %s', async (target, status) => {
    expect((await ask(site, target)).status).toBe(status);
  });

  test('answers HEAD with the headers of GET and nothing else', async () => {
    const [get, head] = [await ask(site, '/feed.rss'), await ask(site, '/feed.rss', {}, 'HEAD')];
    const { date: _, ...headers } = get.headers;
    expect(head.headers).toMatchObject(headers);
    expect(head.body).toHaveLength(0);
  });
});

describe('a client that has the feed', () => {
  test.each([
    ['its entity tag', (tag: string) => tag],
    ['a weak form of it', (tag: string) => `W/${tag}`],
    ['a list with it', (tag: string) => `"a,b", W/"c" , ${tag}`],
    ['a star', () => '*'],
  ])('and sends %s gets 304 without a body', async (_, write) => {
    const { headers } = await ask(site, '/feed.rss');
    const answer = await ask(site, '/feed.rss', { 'if-none-match': write(headers.etag ?? '') });
    expect([answer.status, answer.body.length]).toEqual([304, 0]);
    for (const name of ['etag', 'cache-control', 'vary', 'last-modified', 'link']) {
      expect(answer.headers[name]).toBe(headers[name]);
    }
    expect(answer.headers).not.toHaveProperty('content-type');
  });

  test.each([
    ['Tue, 24 Nov 2026 03:00:00 GMT', 304],
    ['Wed, 25 Nov 2026 00:00:00 GMT', 304],
    ['Tue, 24 Nov 2026 02:59:59 GMT', 200],
    ['garbage', 200],
  ])('and sends only the date %s gets %i', async (date, status) => {
    expect((await ask(site, '/feed.rss', { 'if-modified-since': date })).status).toBe(status);
  });

  test('is judged by its entity tag where it sends a date too', async () => {
    const headers = { 'if-none-match': '"other"', 'if-modified-since': 'Wed, 25 Nov 2026 00:00:00 GMT' };
    expect((await ask(site, '/feed.rss', headers)).status).toBe(200);
  });

  test('has the same entity tag after a restart', async () => {
    const other = await startSite();
    const [before, after] = [await ask(site, '/feed.rss'), await ask(other, '/feed.rss')];
    await other.close(0);
    expect(after.headers.etag).toBe(before.headers.etag);
  });
});

test('a resource is compressed once for each coding, and is at hand from then on', async () => {
  const representations = createRepresentations((_path, _etag, stated) => stated);
  expect(representations.atHand(FEED, 'gzip')).toBeUndefined();
  const coming = representations.get('/feed.rss', FEED, 'gzip');
  expect(representations.get('/feed.rss', FEED, 'gzip')).toBe(coming);
  expect(representations.atHand(FEED, 'gzip')).toBeUndefined();
  expect(representations.atHand(FEED, 'br')).toBeUndefined();
  const made = await coming;
  expect(representations.atHand(FEED, 'gzip')).toBe(made);
  expect(representations.atHand({ ...FEED }, 'gzip')).toBeUndefined();
});

describe('Last-Modified of a path', () => {
  test('never goes back, and moves when the bytes changed', async () => {
    const stated = instant('2026-11-20T00:00:00Z');
    site.paths.set('/moving', { ...FEED, lastModified: stated });
    const first = await ask(site, '/moving');
    site.paths.set('/moving', { ...FEED, body: 'other', lastModified: stated.subtract({ hours: 1 }) });
    const second = await ask(site, '/moving');
    const dates = [first, second].map(({ headers }) => Date.parse(headers['last-modified'] ?? ''));
    expect(dates[0]).toBe(stated.epochMilliseconds);
    expect(dates[1]).toBeGreaterThan(stated.epochMilliseconds);
    expect(dates[1]).toBeLessThanOrEqual(Date.parse(second.headers.date ?? ''));
  });

  test('stays where another object says the same', async () => {
    site.paths.set('/same', { ...FEED });
    const first = await ask(site, '/same');
    site.paths.set('/same', { ...FEED, lastModified: instant('2026-11-24T09:00:00Z') });
    expect((await ask(site, '/same')).headers['last-modified']).toBe(first.headers['last-modified']);
  });

  test('is left out where it is not known', async () => {
    const { lastModified: _, ...undated } = FEED;
    site.paths.set('/undated', undated);
    const { headers } = await ask(site, '/undated', { 'if-modified-since': 'Wed, 25 Nov 2026 00:00:00 GMT' });
    expect(headers).not.toHaveProperty('last-modified');
  });
});

test('an answer that is not ready says when to come again', async () => {
  site.paths.set('/busy', { ...FEED, status: 503, maxAgeSeconds: 0, retryAfterSeconds: 5 });
  const { status, headers } = await ask(site, '/busy');
  expect([status, headers['retry-after'], headers['cache-control']]).toEqual([503, '5', 'no-cache']);
});

describe('a page', () => {
  test('that shows pictures may load them, and nothing else, from any host by https', async () => {
    site.paths.set('/pictures', { ...FEED, page: true, images: true });
    const policy = (await ask(site, '/pictures')).headers['content-security-policy'];
    const plain = (await ask(site, '/')).headers['content-security-policy'];
    expect(policy).toBe(String(plain).replace("img-src 'self';", "img-src 'self' https:;"));
    expect(policy).not.toBe(plain);
  });

  test('forbids scripts inside pages and foreign hosts, and is not for scripts of other sites', async () => {
    const { headers } = await ask(site, '/');
    expect(headers['content-security-policy']).toBe(
      "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; img-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    );
    expect(headers['content-security-policy']).not.toMatch(/unsafe|http|data:|\*/);
    expect(headers['content-security-policy']).toContain("script-src 'self';");
    expect(headers['content-security-policy']).toContain("img-src 'self';");
    expect(headers['referrer-policy']).toBe('no-referrer');
    expect(headers).not.toHaveProperty('access-control-allow-origin');
  });

  test('that must be fresh is asked for each time', async () => {
    expect((await ask(site, '/status')).headers['cache-control']).toBe('no-cache');
  });

  test('that says not found is never a 304', async () => {
    expect((await ask(site, '/gone', { 'if-none-match': '*' })).status).toBe(404);
  });
});

test('a file whose address names its bytes is kept for ever', async () => {
  const { headers } = await ask(site, '/style.css?v=1');
  expect(headers['cache-control']).toBe('public, max-age=31536000, immutable');
});

test.each([
  ['GET', {}, 200],
  ['HEAD', {}, 200],
  ['GET', { 'if-none-match': '*' }, 304],
])(
  '%s with %j is answered alike when it is first asked for and ever after',
  async (method, asked, status) => {
    const headers = { ...asked, 'accept-encoding': 'gzip' };
    const first = await ask(site, '/feed.rss', headers, method);
    const { date: _, ...lasting } = first.headers;
    expect(first.status).toBe(status);
    for (let i = 0; i < 2; i += 1)
      expect(await ask(site, '/feed.rss', headers, method)).toMatchObject({
        status,
        headers: lasting,
        body: first.body,
      });
  },
);

test('a picture is not compressed again', async () => {
  const { headers } = await ask(site, '/icon.png', { 'accept-encoding': 'gzip' });
  expect(headers).not.toHaveProperty('content-encoding');
});

test.each([
  [255, undefined],
  [256, 'gzip'],
])('a text of %i bytes is sent in %s', async (length, encoding) => {
  site.paths.set(`/text-${length}`, { ...FEED, body: 'a'.repeat(length) });
  const { headers } = await ask(site, `/text-${length}`, { 'accept-encoding': 'gzip' });
  expect(headers['content-encoding']).toBe(encoding);
});

test('a page says which language it is in, and that the wishes of the client count', async () => {
  site.paths.set('/ja', { ...FEED, page: true, language: 'ja', isNegotiated: true });
  const { headers } = await ask(site, '/ja');
  expect(headers).toMatchObject({ 'content-language': 'ja', vary: 'Accept-Encoding, Accept-Language' });
});

test('a file for half a year may be asked for again, one for a year never is', async () => {
  site.paths.set('/half', { ...FEED, maxAgeSeconds: 31_535_999 });
  expect((await ask(site, '/half')).headers['cache-control']).toBe('public, max-age=31535999');
});

test('the site hears the path, the query and the language of a request, and who watches of its answer', async () => {
  const heard: unknown[] = [];
  const note = () => undefined;
  const log = { debug: note, info: note, warn: note, error: note };
  const failed = { ...FEED, status: 500, body: 'failed' };
  const server = await createServer({
    ...{ host: '127.0.0.1', port: 0, log },
    site: {
      resource: async (path, query, accepted) => {
        heard.push([path, query.toString(), accepted]);
        if (path === '/broken') throw new Error('the store is gone');
        return FEED;
      },
      atHand: (address, accepted) => {
        heard.push([address, accepted]);
        return undefined;
      },
      failed: (path, query, accepted) => {
        heard.push(['failed', path, query.toString(), accepted]);
        return failed;
      },
    },
    onAnswered: ({ path, status, ms }) => heard.push([path, status, ms >= 0]),
  });
  await ask(server, '/a?q=1?2', { 'accept-language': 'ja' });
  expect(String((await ask(server, '/broken?x=1', { 'accept-language': 'ja' })).body)).toBe('failed');
  await expect.poll(() => heard).toHaveLength(7);
  expect(heard).toEqual([
    ['/a?q=1?2', 'ja'],
    ['/a', 'q=1%3F2', 'ja'],
    ['/a?q=1?2', 200, true],
    ['/broken?x=1', 'ja'],
    ['/broken', 'x=1', 'ja'],
    ['failed', '/broken', 'x=1', 'ja'],
    ['/broken?x=1', 500, true],
  ]);
  await server.close(0);
});

test('the server asks itself whether it is alive, and says what it answers instead', async () => {
  expect(await site.askItself(5_000)).toBe('our own server answers 404 at /healthz');
  const server = await startSite(new Map([['/healthz', FEED]]));
  expect(await server.askItself(5_000)).toBeUndefined();
  expect(server.url).toBe(`http://127.0.0.1:${server.port}/`);
  await server.close(0);
  expect(await server.askItself(5_000)).toMatch(/^our own server does not answer: .*ECONNREFUSED/);
});

test.each(['0.0.0.0', '::1', '::'])('the server asks itself at %s, too', async (host) => {
  const server = await startSite(new Map([['/healthz', FEED]]), undefined, { host });
  expect(await server.askItself(5_000)).toBeUndefined();
  expect(server.url).toBe(`http://${host.includes(':') ? `[${host}]` : host}:${server.port}/`);
  await server.close(0);
});

test('a server that does not answer itself in time says so', async () => {
  const server = await startSite(new Map(), () => undefined, { isSilent: true });
  expect(await server.askItself(20.4)).toBe('our own server does not answer: waited 20 ms');
  await server.close(0);
});

test('a server that closes ends a connection after its answer, cuts off the others in the end, and leaves no timer', async () => {
  const closing = async (request: string, graceMs: number, ...waits: readonly number[]) => {
    const server = await startSite();
    const socket = connect(server.port, '127.0.0.1').on('error', () => undefined);
    socket.write(request);
    await (request.endsWith('\r\n\r\n') ? once(socket, 'data') : once(socket, 'connect'));
    socket.resume();
    await ask(server, '/feed.rss');
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval'] });
    try {
      const ended = server.close(graceMs);
      const closed: boolean[] = [];
      for (const ms of waits) {
        vi.advanceTimersByTime(ms);
        for (let turn = 0; turn < 20; turn += 1) await new Promise(setImmediate);
        closed.push(socket.destroyed);
      }
      await ended;
      return [closed, vi.getTimerCount()];
    } finally {
      vi.useRealTimers();
    }
  };
  expect(await closing('GET /feed.rss HTTP/1.1\r\nHo', 1000, 999, 1)).toEqual([[false, true], 0]);
  expect(await closing('GET /feed.rss HTTP/1.1\r\nHost: x\r\n\r\n', 1000, 0)).toEqual([[true], 0]);
});

test('what is no request is refused in words of HTTP', async () => {
  const socket = connect(site.port, '127.0.0.1');
  socket.end('hello\r\n\r\n');
  expect((await socket.toArray()).join('')).toMatch(/^HTTP\/1\.1 400 Bad Request\r\n/);
});

test('a request without a target is one for the first page', () => {
  expect([targetOf({}), targetOf({ url: '/a?b' })]).toEqual(['/', '/a?b']);
});

const inPlainText = (text: string) => ({
  'content-type': 'text/plain; charset=utf-8',
  'content-length': String(text.length),
  'cache-control': 'no-cache',
  'x-content-type-options': 'nosniff',
});

test.each(['POST', 'PUT', 'DELETE', 'OPTIONS'])('%s is answered with what is allowed', async (method) => {
  const { status, headers, body } = await ask(site, '/feed.rss', {}, method);
  const text = 'This server answers only GET and HEAD.\n';
  expect([status, String(body)]).toEqual([405, text]);
  expect(headers).toMatchObject({ ...inPlainText(text), allow: 'GET, HEAD', connection: 'close' });
});

test('a request that names its host twice is refused', async () => {
  const socket = connect(site.port, '127.0.0.1');
  socket.end('GET /feed.rss HTTP/1.1\r\nHost: a\r\nhost: b\r\n\r\n');
  const text = (await socket.toArray()).join('');
  expect(text).toMatch(/^HTTP\/1\.1 400 Bad Request\r\n(?:.*\r\n)*Connection: close\r\n/);
  expect(text).toMatch(
    /\r\n\r\nThe request has more than one Host header; send exactly one \(RFC 9112 §3\.2\)\.\n$/,
  );
});

test('an address with nothing at it is answered with 404, whatever it looks like', async () => {
  for (const path of ['/nothing', '//evil.example/', '/%', '/..%2f..%2fetc/passwd', '/?q=%ff', '*']) {
    expect((await ask(site, path)).status).toBe(404);
  }
  const { headers, body } = await ask(site, '/nothing');
  const text = 'This server has nothing at this address.\n';
  expect(String(body)).toBe(text);
  expect(headers).toMatchObject(inPlainText(text));
});

test('a failure of ours is answered with 500 and logged, and the next request is served', async () => {
  const { status, headers, body } = await ask(site, '/broken');
  const text = 'Something went wrong on this server; the log says why. Try again in a minute.\n';
  expect([status, String(body)]).toEqual([500, text]);
  expect(headers).toMatchObject({ ...inPlainText(text), 'access-control-allow-origin': '*' });
  expect(site.logged).toContainEqual({
    event: 'serve.failed',
    path: '/broken',
    reason: 'Error: the store is gone',
  });
  expect((await ask(site, '/feed.rss')).status).toBe(200);
});

test('a failure on the short way is answered with 500 and logged, too', async () => {
  const server = await startSite(undefined, () => {
    throw new Error('nothing is at hand');
  });
  expect((await ask(server, '/feed.rss')).status).toBe(500);
  expect(server.logged).toMatchObject([{ event: 'serve.failed', reason: 'Error: nothing is at hand' }]);
  await server.close(0);
});

test('a failure to say that something failed is answered with 500 in plain words, too', async () => {
  const fail = (): never => {
    throw new Error('nothing is left');
  };
  const note = () => undefined;
  const log = { debug: note, info: note, warn: note, error: note };
  const site = { resource: async () => fail(), failed: fail };
  const server = await createServer({ host: '127.0.0.1', port: 0, site, log });
  const { status, body } = await ask(server, '/');
  expect([status, String(body)]).toEqual([500, expect.stringContaining('the log says why')]);
  await server.close(0);
});

test('an address that is taken is an error at once', async () => {
  const options = { host: '127.0.0.1', port: site.port, site: { resource: async () => undefined } };
  const silent = () => undefined;
  const log = { debug: silent, info: silent, warn: silent, error: silent };
  await expect(createServer({ ...options, log })).rejects.toThrow('EADDRINUSE');
});
