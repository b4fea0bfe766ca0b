import type { IncomingHttpHeaders } from 'node:http';
import { expect, test } from 'vitest';
import { readFreshness, readServerTime } from '../../src/fetch/read-headers.ts';
import { readWebUrl } from '../../src/fetch/web-url.ts';
import { instant } from '../make.ts';

const RECEIVED = instant('2026-11-24T03:00:00Z');
const CENTURY_MS = 100 * 366 * 86_400_000;
const NOON = { date: 'Tue, 24 Nov 2026 12:00:00 GMT' };

const freshnessOf = (headers: IncomingHttpHeaders) => readFreshness(headers, RECEIVED.epochMilliseconds);
const expiring = (ms: number) => ({ expiresAt: RECEIVED.add({ milliseconds: ms }) });

test.each<[headers: IncomingHttpHeaders, freshness: ReturnType<typeof readFreshness>]>([
  [{ 'cache-control': 'max-age=60' }, { maxAgeMs: 60_000 }],
  [{ 'cache-control': 'public,MAX-AGE = "60"', age: ' 20 ' }, { maxAgeMs: 40_000 }],
  [{ 'cache-control': 'max-age=60', age: '90' }, { maxAgeMs: 0 }],
  [{ 'cache-control': 'max-age=60', age: 'old' }, { maxAgeMs: 60_000 }],
  [{ 'cache-control': 'no-store,max-age=60' }, { maxAgeMs: 0 }],
  [{ 'cache-control': 'my-no-cache, s-max-age=60' }, {}],
  [{ 'cache-control': `max-age=${'9'.repeat(30)}` }, { maxAgeMs: CENTURY_MS }],
  [{ ...NOON, expires: 'Tue, 24 Nov 2026 12:00:05 GMT' }, expiring(5_000)],
  [{ ...NOON, expires: 'Tue, 24 Nov 2026 11:59:55 GMT' }, expiring(-5_000)],
  [{ expires: 'Tue, 24 Nov 2026 03:00:05 GMT' }, expiring(5_000)],
  [{ ...NOON, age: '2', expires: 'Tue, 24 Nov 2026 12:00:05 GMT' }, expiring(3_000)],
  [{ ...NOON, expires: 'Sat, 13 Sep 275760 00:00:00 GMT' }, expiring(CENTURY_MS)],
  [{ ...NOON, expires: 'Fri, 01 Jan 0100 00:00:00 GMT' }, expiring(-CENTURY_MS)],
  [{ expires: '0' }, {}],
  [{ 'retry-after': '120' }, { retryAfterMs: 120_000 }],
  [{ 'retry-after': '1.5' }, {}],
  [{ ...NOON, 'retry-after': 'Tue, 24 Nov 2026 12:00:30 GMT' }, { retryAfterMs: 30_000 }],
  [{ ...NOON, 'retry-after': 'Tue, 24 Nov 2026 11:00:00 GMT' }, { retryAfterMs: 0 }],
])('the headers %o say how long an answer is fresh: %o', (headers, freshness) => {
  expect(freshnessOf(headers)).toEqual(freshness);
});

test.each([
  ['Fri, 31 Dec 1999 23:59:59 GMT', undefined],
  ['Sat, 01 Jan 2000 00:00:00 GMT', '2000-01-01T00:00:00Z'],
  ['Wed, 01 Jan 2200 00:00:00 GMT', '2200-01-01T00:00:00Z'],
  ['Wed, 01 Jan 2200 00:00:01 GMT', undefined],
  ['noon', undefined],
])('the clock of a server that says %s is at %s', (date, time) => {
  expect(readServerTime({ date })?.toString()).toBe(time);
});

test('the copy of a cache is as old as its Age says', () => {
  expect(readServerTime({ ...NOON, age: '60' })?.toString()).toBe('2026-11-24T12:01:00Z');
  expect(readServerTime({ ...NOON, age: '-1' })?.toString()).toBe('2026-11-24T12:00:00Z');
});

test('what is no web address is quoted without its password, in two hundred characters', () => {
  expect(readWebUrl('https://me:se/cret@kaku.example/')).toMatchObject({
    failure: { detail: '"https://…@kaku.example/" is not a web address' },
  });
  expect(readWebUrl(`x"${'y'.repeat(300)}`)).toEqual({
    kind: 'failed',
    failure: { kind: 'bad-url', detail: `"x\\"${'y'.repeat(198)}" is not a web address` },
  });
});
