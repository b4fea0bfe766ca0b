import { describe, expect, test } from 'vitest';
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
  });

  test('feeds of one host on different loopback addresses are asked at the same time', async () => {
    await using one = await serveRaw(always(OK), '127.0.3.1');
    await using two = await serveRaw(always(OK), '127.0.3.2');
    const results = await Promise.all([ask(one.origin), ask(two.origin)]);
    expect(results.map(textOf)).toEqual([FEED, FEED]);
  });
});
