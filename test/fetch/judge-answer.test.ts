import type { IncomingHttpHeaders } from 'node:http';
import { describe, expect, test } from 'vitest';
import type { FailureKind } from '../../src/domain/source/failure.ts';
import { decompress } from '../../src/fetch/decompress.ts';
import { judgeAnswer } from '../../src/fetch/judge-answer.ts';
import { redirectTarget } from '../../src/fetch/web-url.ts';

const bytes = (text: string): Uint8Array => Buffer.from(text);

/** The failure that a status means; undefined for a document. */
const judgeStatus = (status: number, headers: IncomingHttpHeaders, body: Uint8Array) => {
  const judged = judgeAnswer(
    { kind: 'answered', status, headers, body },
    {},
    { url: 'https://a.example/' },
    100_000,
  );
  return judged.kind === 'failed' ? judged.failure : undefined;
};
const CHALLENGE = bytes('<!DOCTYPE html><title>Just a moment...</title>');

test.each<[status: number, kind: FailureKind, detail: string]>([
  [204, 'empty', 'the server answered 204 (no content)'],
  [205, 'empty', 'the server answered 205 (no content)'],
  [206, 'bad-answer', 'the server answered 206 instead of 200'],
  [399, 'bad-answer', 'the server answered 399 instead of 200'],
  [400, 'http-error', 'the server answered 400'],
  [401, 'blocked', 'the server refuses the request (status 401)'],
  [403, 'blocked', 'the server refuses the request (status 403)'],
  [451, 'blocked', 'the server refuses the request (status 451)'],
  [404, 'not-found', 'the server answered 404'],
  [410, 'gone', 'the server answered 410: gone for good'],
  [429, 'rate-limited', 'the server answered 429: too many requests'],
  [500, 'http-error', 'the server answered 500'],
  [503, 'unavailable', 'the server answered 503'],
])('the status %d is a failure: %s', (status, kind, detail) => {
  expect(judgeStatus(status, {}, bytes('<rss>'))).toEqual({ kind, detail });
});

test.each([200, 203])('the status %d brings a document, unless it is a challenge page', (status) => {
  expect(judgeStatus(status, {}, bytes('<rss><!-- captcha -->'))).toBeUndefined();
  expect(judgeStatus(status, {}, bytes('<html><title>A page</title>'))).toBeUndefined();
  const blocked = {
    kind: 'blocked',
    detail: `the server refuses the request with a challenge page (status ${status})`,
  };
  expect(judgeStatus(status, {}, CHALLENGE)).toEqual(blocked);
  expect(judgeStatus(503, {}, CHALLENGE)).toMatchObject({ kind: 'blocked' });
  expect(judgeStatus(status, {}, bytes(`\ufeff\n${CHALLENGE.toString()}`))).toEqual(blocked);
  expect(judgeStatus(status, { 'cf-mitigated': 'challenge' }, bytes('<rss>'))).toEqual({
    kind: 'blocked',
    detail: `the server refuses the request through Cloudflare (status ${status})`,
  });
});

test.each([
  ...['just a moment...', 'challenge-platform', 'cf_chl', 'cf-chl', 'Attention Required! | Cloudflare'],
  ...['_Incapsula_', 'datadome', 'px-captcha', 'PerimeterX', 'captcha', 'enable JavaScript and cookies'],
  ...['DDoS protection by', 'Access Denied'],
])('a page with "%s" is a challenge, in its first 16 KiB', (phrase) => {
  const page = (at: number) => bytes(`<html>${'x'.repeat(at - '<html>'.length)}${phrase}`);
  expect(judgeStatus(200, {}, page(16 * 1024 - phrase.length))?.kind).toBe('blocked');
  expect(judgeStatus(200, {}, page(16 * 1024))).toBeUndefined();
});

test('how long to wait is said as the server says it', () => {
  const headers = { 'retry-after': '120' };
  expect(judgeStatus(429, headers, bytes(''))?.detail).toBe(
    'the server answered 429: too many requests, retry after 120 seconds',
  );
  expect(judgeStatus(503, headers, bytes(''))?.detail).toBe(
    'the server answered 503, retry after 120 seconds',
  );
  expect(judgeStatus(503, { 'retry-after': '' }, bytes(''))?.detail).toBe('the server answered 503');
  expect(judgeStatus(503, { 'retry-after': 'x'.repeat(99) }, bytes(''))?.detail).toHaveLength(
    'the server answered 503, retry after '.length + 40,
  );
});

describe('an answer', () => {
  const place = { url: 'https://a.example/' };
  const judge = (rest: object, sent: object = {}) =>
    judgeAnswer(
      { kind: 'answered', status: 200, headers: {}, body: bytes('<rss>'), ...rest },
      sent,
      place,
      100,
    );

  test('of 304 needs a condition, and brings no validators, which may be those of a version that was never read', () => {
    expect(judge({ status: 304 })).toMatchObject({
      kind: 'failed',
      status: 304,
      failure: { kind: 'bad-answer', detail: 'the server answered 304 to an unconditional request' },
    });
    for (const sent of [{ etag: '"1"' }, { lastModified: 'x' }])
      expect(judge({ status: 304, headers: { etag: '"2"' } }, sent)).toEqual({
        ...place,
        kind: 'not-modified',
        freshness: {},
      });
  });

  test('with a body is a document with its type, size and validators', () => {
    expect(judge({ headers: { 'content-type': 'text/xml', 'last-modified': 'x', etag: '' } })).toMatchObject({
      kind: 'fetched',
      contentType: 'text/xml',
      bytes: 5,
      status: 200,
      url: place.url,
      validators: { lastModified: 'x' },
    });
    expect(judge({ body: bytes('') })).toMatchObject({
      failure: { kind: 'empty', detail: 'the body is empty' },
    });
  });
});

test.each([
  ['gzip, br, zstd', 'bad-encoding', 'the body is compressed 3 times, more than 2'],
  ['sdch', 'bad-encoding', 'the encoding "sdch" is none of gzip, br, zstd and deflate'],
  ['gzip', 'bad-encoding', 'the gzip body cannot be decompressed: incorrect header check'],
])('a body encoded as %s is a failure: %s', (encoding, kind, detail) => {
  expect(decompress(bytes('hello'), encoding, 100)).toEqual({ kind: 'failed', failure: { kind, detail } });
});

test.each([undefined, '', 'identity', ' Identity , '])(
  'a body encoded as %s is taken as it is',
  (encoding) => {
    expect(decompress(bytes('hello'), encoding, 100)).toEqual({ kind: 'body', body: bytes('hello') });
  },
);

describe('a redirect', () => {
  const from = new URL('https://me:word@a.example/feed');
  const target = (location?: string) => redirectTarget(from, location === undefined ? {} : { location });

  test('that leads nowhere, or from https to http, is a failure', () => {
    expect(target()).toEqual({
      kind: 'failed',
      failure: {
        kind: 'bad-answer',
        detail: 'the server redirects without a Location header',
      },
    });
    expect(target('http://b.example/')).toEqual({
      kind: 'failed',
      failure: { kind: 'insecure-redirect', detail: 'the server redirects from https to http://b.example' },
    });
    expect(target('ftp://b.example/')).toMatchObject({
      failure: {
        kind: 'bad-answer',
        detail: 'the server redirects, but "ftp://b.example/" is not a web address',
      },
    });
  });

  test('carries a password to its own origin alone', () => {
    const hrefOf = (location: string) => {
      const found = target(location);
      return found.kind === 'url' ? found.url.href : found;
    };
    expect(hrefOf('/new#top')).toBe('https://me:word@a.example/new');
    expect(hrefOf('https://b.example/new')).toBe('https://b.example/new');
    expect(hrefOf('https://x:y@b.example/new')).toBe('https://b.example/new');
    expect(hrefOf(Buffer.from('/経済').toString('latin1'))).toBe(
      'https://me:word@a.example/%E7%B5%8C%E6%B8%88',
    );
  });

  test('keeps the bytes of a path in another charset than UTF-8', () => {
    expect(target('/caf\xe9/feed?q=\x93\xfa\x8b\xe2')).toMatchObject({
      url: { href: 'https://me:word@a.example/caf%E9/feed?q=%93%FA%8B%E2' },
    });
  });
});
