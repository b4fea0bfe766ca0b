import { describe, expect, test } from 'vitest';
import { ask, failureOf, textOf } from './support/ask.ts';
import { always, answer, FEED, type Script, serveRaw } from './support/raw-server.ts';

type Step = { readonly status: number; readonly to: string };

/** Redirects as a table of paths says; every other path is the feed. */
const redirecting =
  (table: Readonly<Record<string, Step>>): Script =>
  ({ path }, socket) => {
    const step = table[path];
    socket.end(step === undefined ? answer(200, {}, FEED) : answer(step.status, { Location: step.to }));
  };

describe('redirects', () => {
  test.each([301, 302, 303, 307, 308])('a redirect with %i is followed', async (status) => {
    await using server = await serveRaw(redirecting({ '/old': { status, to: '/new' } }));
    const result = await ask(`${server.origin}/old`);
    expect(textOf(result)).toBe(FEED);
    expect(result.url).toBe(`${server.origin}/new`);
  });

  test.each([301, 308])('a permanent redirect (%i) is reported', async (status) => {
    await using server = await serveRaw(redirecting({ '/old': { status, to: '/new' } }));
    expect((await ask(`${server.origin}/old`)).movedTo).toBe(`${server.origin}/new`);
  });

  test.each([302, 303, 307])('a passing redirect (%i) is not', async (status) => {
    await using server = await serveRaw(redirecting({ '/old': { status, to: '/new' } }));
    expect((await ask(`${server.origin}/old`)).movedTo).toBeUndefined();
  });

  test('behind a permanent redirect only what is permanent from the start on is reported', async () => {
    const table = {
      '/a': { status: 301, to: '/b' },
      '/b': { status: 302, to: '/c' },
      '/c': { status: 301, to: '/d' },
    };
    await using server = await serveRaw(redirecting(table));
    const result = await ask(`${server.origin}/a`);
    expect(result.movedTo).toBe(`${server.origin}/b`);
    expect(result.url).toBe(`${server.origin}/d`);
  });

  test('five redirects are followed', async () => {
    const table = Object.fromEntries([0, 1, 2, 3, 4].map((n) => [`/${n}`, { status: 302, to: `/${n + 1}` }]));
    await using server = await serveRaw(redirecting(table));
    expect(textOf(await ask(`${server.origin}/0`))).toBe(FEED);
  });

  test('a sixth is not', async () => {
    const table = Object.fromEntries(
      [0, 1, 2, 3, 4, 5].map((n) => [`/${n}`, { status: 302, to: `/${n + 1}` }]),
    );
    await using server = await serveRaw(redirecting(table));
    expect(await ask(`${server.origin}/0`)).toEqual({
      kind: 'failed',
      failure: { kind: 'too-many-redirects', detail: 'the request was redirected more than 5 times' },
      url: `${server.origin}/6`,
      freshness: {},
    });
    expect(server.requests.length).toBe(6);
  });

  test('a loop through an address of 30,000 characters is named in a line', async () => {
    await using server = await serveRaw(always(answer(302, { Location: `/${'x'.repeat(30_000)}` })));
    const result = await ask(server.origin);
    expect(failureOf(result)).toBe('redirect-loop');
    expect(result).toMatchObject({
      failure: { detail: expect.stringMatching(/^the redirects lead back to .{400,480}…$/) },
    });
  });

  test('a loop ends when it closes', async () => {
    await using server = await serveRaw(
      redirecting({ '/a': { status: 302, to: '/b' }, '/b': { status: 302, to: '/a' } }),
    );
    expect(await ask(`${server.origin}/a`)).toMatchObject({
      failure: { kind: 'redirect-loop', detail: `the redirects lead back to ${server.origin}/a` },
    });
    expect(server.requests.length).toBe(2);
  });

  test('a redirect without a Location is a bad answer, and says what it lacks', async () => {
    await using server = await serveRaw((_request, socket) => socket.end(answer(302)));
    expect(await ask(server.origin)).toMatchObject({
      failure: {
        kind: 'bad-answer',
        detail: 'the server redirects without a Location header',
      },
    });
  });

  test.each(['ftp://feeds.example/', 'javascript:alert(1)', 'http://[::bad', 'file:///etc/passwd'])(
    'a redirect to %s is a bad answer',
    async (to) => {
      await using server = await serveRaw(redirecting({ '/': { status: 302, to } }));
      expect(failureOf(await ask(`${server.origin}/`))).toBe('bad-answer');
    },
  );

  test('a Japanese path sent as bare UTF-8 is found', async () => {
    await using server = await serveRaw(({ path }, socket) => {
      socket.end(
        path === '/'
          ? answer(302, { Location: Buffer.from('/経済/feed').toString('latin1') })
          : answer(200, {}, FEED),
      );
    });
    await ask(`${server.origin}/`);
    expect(decodeURIComponent(server.requests[1]?.path ?? '')).toBe('/経済/feed');
  });

  test('the body of a redirect is not read', async () => {
    await using server = await serveRaw(({ path }, socket) => {
      if (path === '/new') socket.end(answer(200, {}, FEED));
      else socket.write(answer(302, { Location: '/new', 'Content-Length': 1_000_000_000 }, 'begin'));
    });
    expect(textOf(await ask(`${server.origin}/old`))).toBe(FEED);
  });

  test('secrets stay with us through a redirect within the origin', async () => {
    await using server = await serveRaw(redirecting({ '/': { status: 302, to: '/feed' } }));
    await ask(`${server.origin.replace('//', '//user:secret@')}/`, { headers: { 'X-Key': 'k1' } });
    expect(server.requests[1]?.headers.get('x-key')).toBe('k1');
    expect(server.requests[1]?.headers.has('authorization')).toBe(true);
  });

  test('a name and password in a Location are not used', async () => {
    await using other = await serveRaw(redirecting({}), '127.0.3.5');
    const to = other.origin.replace('//', '//evil:password@');
    await using server = await serveRaw(redirecting({ '/': { status: 301, to } }));
    const result = await ask(`${server.origin}/`);
    expect(other.requests[0]?.headers.has('authorization')).toBe(false);
    expect(result.movedTo).toBe(`${other.origin}/`);
  });

  test('a redirect into a host that is to be left alone is not followed, and says for how long', async () => {
    await using other = await serveRaw(redirecting({}), '127.0.3.6');
    await using server = await serveRaw(
      redirecting({ '/': { status: 301, to: '/b' }, '/b': { status: 301, to: `${other.origin}/feed` } }),
    );
    const restMs = (url: string) => (url.startsWith(other.origin) ? 90_000 : 0);
    const result = await ask(`${server.origin}/`, { restMs });
    expect(result).toMatchObject({
      kind: 'failed',
      failure: {
        kind: 'rate-limited',
        detail: 'the server redirects to 127.0.3.6, which asked us to wait',
      },
      url: `${other.origin}/feed`,
      freshness: { retryAfterMs: 90_000 },
    });
    expect(server.requests.length).toBe(2);
    expect(other.connections()).toBe(0);
  });

  test('304 behind a redirect is "not modified"', async () => {
    await using server = await serveRaw(({ path }, socket) =>
      socket.end(path === '/' ? answer(301, { Location: '/feed' }) : answer(304)),
    );
    expect(await ask(`${server.origin}/`, { validators: { etag: '"1"' } })).toMatchObject({
      kind: 'not-modified',
      movedTo: `${server.origin}/feed`,
    });
  });
});
