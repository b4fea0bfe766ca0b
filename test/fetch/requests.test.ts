import { describe, expect, test } from 'vitest';
import type { Resolve } from '../../src/fetch/guard-address.ts';
import { ask, makeFetcher, textOf } from './support/ask.ts';
import { always, answer, FEED, inTurn, serveRaw } from './support/raw-server.ts';

const OK = answer(200, { 'Content-Type': 'application/rss+xml' }, FEED);

/** The headers of the one request that a server sees. */
const headersSeen = async (request: Parameters<typeof ask>[1]): Promise<ReadonlyMap<string, string>> => {
  await using server = await serveRaw(always(OK));
  await ask(`${server.origin}/feed?lang=ja#newest`, request);
  return server.requests[0]?.headers ?? new Map();
};

describe('what a server sees of us', () => {
  test('a feed is asked for with GET and no more of the URL than a server may see', async () => {
    await using server = await serveRaw(always(OK));
    await ask(`${server.origin}/feed?lang=ja#newest`);
    expect(server.requests[0]).toMatchObject({ method: 'GET', path: '/feed?lang=ja' });
  });

  test('we say who we are and where to find us', async () => {
    expect((await headersSeen({})).get('user-agent')).toBe(
      'Kawaraban/1.2.3 (+https://kawaraban.example/about)',
    );
  });

  test('we ask for feeds, compressed', async () => {
    const headers = await headersSeen({});
    expect(headers.get('accept')).toMatch(
      /^application\/rss\+xml, application\/atom\+xml, application\/feed\+json/,
    );
    expect(headers.get('accept-encoding')).toBe('gzip, br, zstd');
  });

  test('a first request has no validators, no cookie, no referrer', async () => {
    const headers = await headersSeen({});
    for (const name of [
      'if-none-match',
      'if-modified-since',
      'cookie',
      'referer',
      'origin',
      'authorization',
    ]) {
      expect([name, headers.has(name)]).toEqual([name, false]);
    }
  });

  test('a source may have a User-Agent and headers of its own', async () => {
    const headers = await headersSeen({
      userAgent: 'Reader/9',
      headers: { 'X-Key': 'k1', Accept: 'text/xml' },
    });
    expect(headers.get('user-agent')).toBe('Reader/9');
    expect(headers.get('x-key')).toBe('k1');
    expect(headers.get('accept')).toBe('text/xml');
  });

  test('validators are echoed byte for byte, odd ones too', async () => {
    const etag = 'W/"caf\xe9 \xff--gzip" , unquoted';
    const lastModified = 'tue, 24 nov 2026 3:00 JST';
    await using server = await serveRaw(
      inTurn(answer(200, { ETag: etag, 'Last-Modified': lastModified }, FEED), answer(304)),
    );
    const first = await ask(server.origin);
    expect(first.kind === 'fetched' && first.validators).toEqual({ etag, lastModified });
    const second = await ask(server.origin, { validators: first.kind === 'fetched' ? first.validators : {} });
    expect(second.kind).toBe('not-modified');
    expect(server.requests[1]?.headers.get('if-none-match')).toBe(etag);
    expect(server.requests[1]?.headers.get('if-modified-since')).toBe(lastModified);
  });

  test('only the validator we have is sent', async () => {
    expect((await headersSeen({ validators: { lastModified: 'x' } })).has('if-none-match')).toBe(false);
    expect((await headersSeen({ validators: { etag: '"x"' } })).has('if-modified-since')).toBe(false);
  });

  test('a cookie that a server sets is forgotten', async () => {
    await using server = await serveRaw(always(answer(200, { 'Set-Cookie': 'id=1' }, FEED)));
    const fetcher = makeFetcher();
    const { signal } = new AbortController();
    const request = { url: server.origin, validators: {}, headers: {} };
    await fetcher.fetch(request, signal);
    await fetcher.fetch(request, signal);
    expect(server.requests.map(({ headers }) => headers.has('cookie'))).toEqual([false, false]);
  });

  test('a password that is no percent-encoded text is sent as it is written', async () => {
    await using server = await serveRaw(always(answer(200, {}, FEED)));
    await ask(`${server.origin.replace('//', '//user:100%@')}/`);
    expect(server.requests[0]?.headers.get('authorization')).toBe(`Basic ${btoa('user:100%')}`);
  });

  test('a name and password of the URL are sent, and not shown in the result', async () => {
    await using server = await serveRaw(always(OK));
    const result = await ask(server.origin.replace('//', '//user:p%40ss@'));
    expect(server.requests[0]?.headers.get('authorization')).toBe(`Basic ${btoa('user:p@ss')}`);
    expect(JSON.stringify(result)).not.toContain('p%40ss');
    const nameless = await ask(server.origin.replace('//', '//:p%40ss@'));
    expect(nameless.url).toBe(`${server.origin}/`);
  });

  test('a port that is not allowed is not asked, and said with its host', async () => {
    const resolve: Resolve = (_, callback) => callback(null, [{ address: '127.0.0.1', family: 4 }]);
    const failure = async (url: string) => {
      const result = await ask(url, {}, { resolve, allowPrivateAddresses: false, ports: [80, 443, 8080] });
      return result.kind === 'failed' ? result.failure : undefined;
    };
    expect(await failure('http://outlet.example:2222/')).toEqual({
      kind: 'port-not-allowed',
      detail: 'port 2222 of outlet.example is not allowed',
    });
    for (const url of ['http://outlet.example/', 'https://outlet.example/', 'http://outlet.example:8080/'])
      expect(await failure(url)).toEqual({
        kind: 'private-address',
        detail: 'outlet.example resolves to 127.0.0.1, which is not public',
      });
    for (const [host, address] of [
      ['10.0.0.1', '10.0.0.1'],
      ['[::1]', '::1'],
    ])
      expect(await failure(`http://${host}/`)).toEqual({
        kind: 'private-address',
        detail: `${address} is not a public address`,
      });
  });

  test('a name that has no address is not found', async () => {
    const result = await ask('http://outlet.example/', {}, { resolve: (_, callback) => callback(null, []) });
    expect(result).toMatchObject({
      failure: { kind: 'dns', detail: 'outlet.example has no address (ENOTFOUND)' },
    });
  });

  test('the time that a server states is passed on with its host, with the age of a copy', async () => {
    const headers = { Date: 'Tue, 24 Nov 2026 03:00:00 GMT', Age: 60 };
    await using server = await serveRaw(
      inTurn(answer(302, { ...headers, Location: '/feed' }), answer(200, {}, FEED)),
    );
    const heard: unknown[] = [];
    await ask(server.origin, {}, { onServerTime: (...given) => heard.push(given) });
    expect(heard).toEqual([[`127.0.0.1:${server.port}`, Temporal.Instant.from('2026-11-24T03:01:00Z')]]);
  });

  const form = new URLSearchParams({ 'hub.mode': 'publish', 'hub.url': 'https://a.example/?q=日銀' });
  const post = (url: string) => makeFetcher().post(url, form, new AbortController().signal);

  test('a form is sent whole, with its type and length', async () => {
    await using server = await serveRaw(always(answer(200)));
    expect(await post(`${server.origin}/push`)).toBeUndefined();
    const [{ method, path, headers } = { method: '', path: '', headers: new Map() }] = server.requests;
    expect([method, path]).toEqual(['POST', '/push']);
    expect(headers.get('content-type')).toBe('application/x-www-form-urlencoded');
    expect(headers.get('content-length')).toBe(String(form.toString().length));
    expect(headers.get('user-agent')).toBe('Kawaraban/1.2.3 (+https://kawaraban.example/about)');
  });

  test.each<[status: number, headers: Record<string, string>, detail: string | undefined]>([
    [200, {}, undefined],
    [299, {}, undefined],
    [300, {}, 'the server answered 300'],
    [302, {}, 'the server answered 302'],
    [404, {}, 'the server answered 404'],
    [
      302,
      { Location: '\x9b2J' },
      'the server redirects to ORIGIN/%9B2J; if this is its new address, write it in the config',
    ],
    [
      307,
      { Location: Buffer.from('/移転').toString('latin1') },
      'the server redirects to ORIGIN/%E7%A7%BB%E8%BB%A2; if this is its new address, write it in the config',
    ],
    [
      307,
      { Location: '/moved' },
      'the server redirects to ORIGIN/moved; if this is its new address, write it in the config',
    ],
    [307, { Location: 'http://' }, 'the server answered 307'],
    [307, { Location: 'javascript:1' }, 'the server answered 307'],
    [
      307,
      { Location: 'https://me:word@b.example/' },
      'the server redirects to https://b.example/; if this is its new address, write it in the config',
    ],
    [307, { Location: `/${'x'.repeat(5000)}` }, 'the server answered 307'],
  ])('a form that is answered with %i has failed or not', async (status, headers, detail) => {
    await using server = await serveRaw(always(answer(status, headers)));
    const expected = detail?.replace('ORIGIN', server.origin);
    expect(await post(server.origin)).toEqual(expected && { kind: 'http-error', detail: expected });
  });

  test('feeds of one host on different loopback addresses are asked at the same time', async () => {
    await using one = await serveRaw(always(OK), '127.0.3.1');
    await using two = await serveRaw(always(OK), '127.0.3.2');
    const results = await Promise.all([ask(one.origin), ask(two.origin)]);
    expect(results.map(textOf)).toEqual([FEED, FEED]);
  });
});
