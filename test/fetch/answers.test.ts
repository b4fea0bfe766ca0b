import { describe, expect, test } from 'vitest';
import { ask, failureOf, textOf } from './support/ask.ts';
import { always, answer, FEED, head, serveRaw } from './support/raw-server.ts';

const answered = async (bytes: Uint8Array, request: Parameters<typeof ask>[1] = {}) => {
  await using server = await serveRaw(always(bytes));
  return await ask(`${server.origin}/feed`, request);
};

const failureFor = async (status: number, headers: Record<string, string> = {}, body = '') =>
  failureOf(await answered(answer(status, headers, body)));

const CHALLENGE_PAGE =
  '<!DOCTYPE html><html><head><title>Just a moment...</title></head><body>Enable JavaScript and cookies</body></html>';
const ERROR_PAGE = '<html><head><title>503 Service Temporarily Unavailable</title></head></html>';

test('what a failure quotes of a server leaves a terminal as it is', async () => {
  const quoted = [
    [429, 'Retry-After: \x9b2J\x9b31m', '\ufffd'],
    [200, 'Content-Encoding: \x9bx', '\ufffd'],
    [302, 'Location: ftp://\xc2\x9b2J\xe2\x80\xae', '%C2%9B2J%E2%80%AE'],
  ] as const;
  for (const [status, header, shown] of quoted) {
    const bytes = Buffer.from(`HTTP/1.1 ${status} X\r\n${header}\r\nContent-Length: 1\r\n\r\nx`, 'latin1');
    const result = await answered(bytes);
    expect(result).toMatchObject({ kind: 'failed', failure: { detail: expect.stringContaining(shown) } });
    expect(JSON.stringify(result)).not.toMatch(/[\p{Cc}\u202e]/u);
  }
});

describe('answers that are documents', () => {
  test('a document comes with its type, its validators, its size and a hash of its bytes', async () => {
    const result = await answered(
      answer(200, { 'Content-Type': 'text/xml; charset=Shift_JIS', ETag: '"1"' }, FEED),
    );
    expect(result).toMatchObject({
      kind: 'fetched',
      status: 200,
      contentType: 'text/xml; charset=Shift_JIS',
      validators: { etag: '"1"' },
      bytes: Buffer.byteLength(FEED),
    });
  });

  test('the time that a server says it is comes with its host, an old copy made up for by its Age', async () => {
    await using server = await serveRaw(
      always(answer(200, { Date: 'Tue, 24 Nov 2026 03:00:00 GMT', Age: '60' }, FEED)),
    );
    const times: string[] = [];
    const onServerTime = (host: string, time: Temporal.Instant) => times.push(`${host} ${time.toString()}`);
    await ask(`${server.origin}/feed`, {}, { onServerTime });
    expect(times).toEqual([`${new URL(server.origin).host} 2026-11-24T03:01:00Z`]);
  });

  test('a server that says no time, or none that can be read, is not asked for it', async () => {
    const last = { Date: 'Sat, 13 Sep 275760 00:00:00 GMT', Age: '99999999999' };
    for (const headers of [{}, { Date: 'yesterday' }, last]) {
      await using server = await serveRaw(always(answer(200, headers, FEED)));
      const times: string[] = [];
      const result = await ask(`${server.origin}/feed`, {}, { onServerTime: (host) => times.push(host) });
      expect(result.kind).toBe('fetched');
      expect(times).toEqual([]);
    }
  });

  test('equal bodies have equal hashes, different ones different hashes', async () => {
    const hashOf = async (body: string) => {
      const result = await answered(answer(200, {}, body));
      return result.kind === 'fetched' ? result.bodyHash : '';
    };
    const hash = await hashOf(FEED);
    expect(hash).toMatch(/^[\w-]{43}$/);
    expect(await hashOf(FEED)).toBe(hash);
    expect(await hashOf(`${FEED} `)).not.toBe(hash);
  });

  test('a document without a length ends with the connection', async () => {
    expect(textOf(await answered(Buffer.concat([head(200), Buffer.from(FEED)])))).toBe(FEED);
  });

  test('a chunked document is put together', async () => {
    const chunks = `5\r\n<rss>\r\n6;note=1\r\n</rss>\r\n0\r\nX-Trailer: 1\r\n\r\n`;
    const result = await answered(
      Buffer.concat([head(200, { 'Transfer-Encoding': 'chunked' }), Buffer.from(chunks)]),
    );
    expect(textOf(result)).toBe('<rss></rss>');
  });

  test('a document by a transforming proxy (203) counts', async () => {
    expect(textOf(await answered(answer(203, {}, FEED)))).toBe(FEED);
  });

  test('a web page is a document as long as it is no challenge', async () => {
    expect(
      (await answered(answer(200, { 'Content-Type': 'text/html' }, '<html><link rel=alternate></html>')))
        .kind,
    ).toBe('fetched');
  });

  test('a feed that reports on captchas is a feed', async () => {
    expect(
      (await answered(answer(200, {}, '<rss><channel><title>captcha</title></channel></rss>'))).kind,
    ).toBe('fetched');
  });
});

describe('answers that say unchanged', () => {
  test('304 to a conditional request is "not modified", without the validators of the answer', async () => {
    const result = await answered(answer(304, { ETag: '"2"' }), { validators: { etag: '"1"' } });
    expect(result).toMatchObject({ kind: 'not-modified' });
    expect(result).not.toHaveProperty('validators');
  });

  test('304 to an unconditional request is a bad answer', async () => {
    const result = await answered(answer(304, { ETag: '"2"' }));
    expect(failureOf(result)).toBe('bad-answer');
  });
});

describe('answers that refuse', () => {
  test.each([401, 403, 451])('status %i is "blocked"', async (status) => {
    expect(await failureFor(status)).toBe('blocked');
  });

  test.each([200, 403, 503])('a challenge page with status %i is "blocked"', async (status) => {
    expect(await failureFor(status, {}, CHALLENGE_PAGE)).toBe('blocked');
  });

  test('cf-mitigated is "blocked", whatever the status', async () => {
    expect(await failureFor(503, { 'cf-mitigated': 'challenge' }, ERROR_PAGE)).toBe('blocked');
    expect(await failureFor(429, { 'cf-mitigated': 'challenge' })).toBe('blocked');
  });

  test('a plain error page with 503 is "unavailable", not "blocked"', async () => {
    expect(await failureFor(503, {}, ERROR_PAGE)).toBe('unavailable');
  });

  test('429 is "rate-limited", with the rest it asks for', async () => {
    const result = await answered(answer(429, { 'Retry-After': '7200' }));
    expect(result).toMatchObject({
      failure: { kind: 'rate-limited' },
      freshness: { retryAfterMs: 7_200_000 },
    });
  });

  test('503 is "unavailable", with the rest it asks for as a date', async () => {
    const headers = { Date: 'Tue, 24 Nov 2026 03:00:00 GMT', 'Retry-After': 'Tue, 24 Nov 2026 03:10:00 GMT' };
    expect(await answered(answer(503, headers))).toMatchObject({
      failure: { kind: 'unavailable' },
      freshness: { retryAfterMs: 600_000 },
    });
  });

  test('410 is "gone", 404 is "not found"', async () => {
    expect(await failureFor(410)).toBe('gone');
    expect(await failureFor(404)).toBe('not-found');
  });

  test.each([400, 408, 500, 502, 504, 520])('status %i is an "http error"', async (status) => {
    expect(await failureFor(status)).toBe('http-error');
  });

  test.each([206, 226, 300])('status %i, which we never asked for, is a bad answer', async (status) => {
    expect(await answered(answer(status, {}, FEED))).toMatchObject({
      failure: {
        kind: 'bad-answer',
        detail: `the server answered ${status} instead of 200`,
      },
    });
  });

  test('204 and an empty document are "empty"', async () => {
    expect(await failureFor(204)).toBe('empty');
    expect(await failureFor(200)).toBe('empty');
  });

  test('a refusal cut off in the middle of its page is still the refusal', async () => {
    await using server = await serveRaw(
      always(Buffer.concat([head(403, { 'Content-Length': 9999 }), Buffer.from('no')])),
    );
    expect(failureOf(await ask(server.origin))).toBe('blocked');
  });

  test('of an endless error page only the beginning is read', async () => {
    await using server = await serveRaw((_request, socket) => {
      socket.write(head(403));
      const more = () => {
        while (!socket.destroyed && socket.write('x'.repeat(4096)));
      };
      socket.on('drain', more);
      more();
    });
    expect(failureOf(await ask(server.origin))).toBe('blocked');
  });
});

describe('what answers say about when to ask again', () => {
  const freshnessOf = async (headers: Record<string, string>) =>
    (await answered(answer(200, headers, FEED))).freshness;

  test('max-age counts less the age that the answer has already', async () => {
    expect(await freshnessOf({ 'Cache-Control': 'public, max-age=600', Age: '100' })).toEqual({
      maxAgeMs: 500_000,
    });
  });

  test('no-cache means that it may be asked again at once, whatever else it says', async () => {
    expect(await freshnessOf({ 'Cache-Control': 'no-cache, max-age=315360000' })).toEqual({ maxAgeMs: 0 });
  });

  test('Expires is read against the server’s own clock', async () => {
    const { expiresAt } = await freshnessOf({
      Date: 'Fri, 01 Jan 1999 00:00:00 GMT',
      Expires: 'Fri, 01 Jan 1999 01:00:00 GMT',
    });
    const minutes = Temporal.Now.instant()
      .until(expiresAt ?? Temporal.Now.instant())
      .total('minutes');
    expect(minutes).toBeGreaterThan(55);
    expect(minutes).toBeLessThanOrEqual(60);
  });

  test.each([
    { Expires: '0' },
    { Expires: '-1' },
    { 'Cache-Control': 'max-age=soon' },
    { 'Retry-After': 'later' },
    { 'Cache-Control': 's-maxage=600' },
  ])('invalid values and those for other clients are ignored: %o', async (headers) => {
    expect(await freshnessOf(headers)).toEqual({});
  });

  test('an absurd max-age stays a number that dates can bear', async () => {
    const { maxAgeMs } = await freshnessOf({ 'Cache-Control': `max-age=${'9'.repeat(30)}` });
    const years = (maxAgeMs ?? 0) / (365.25 * 86_400_000);
    expect(years).toBeGreaterThan(99);
    expect(() => Temporal.Now.instant().add({ milliseconds: maxAgeMs ?? 0 })).not.toThrow();
  });
});
