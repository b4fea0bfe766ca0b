import { describe, expect, test } from 'vitest';
import {
  type HostRests,
  hostRestsFrom,
  hostRestUntil,
  restHost,
} from '../../../../src/domain/source/poll/host-rest.ts';
import { NOON } from '../../../make.ts';
import { DAY_MS, failed, fetched, HOUR_MS, later, poll, URL_A, URL_B } from '../support/poll.ts';

const NONE: HostRests = new Map();
const LIMITED = failed('rate-limited', { freshness: { retryAfterMs: HOUR_MS } });
const OTHER_FEED = 'https://a.example/other?x=1';

describe('a host that answers 429', () => {
  test('rests as a whole, for as long as it asks', () => {
    const rests = restHost(NONE, URL_A, LIMITED, NOON);
    expect(hostRestUntil(rests, OTHER_FEED, later(HOUR_MS - 1))).toEqual(later(HOUR_MS));
    expect(hostRestUntil(rests, OTHER_FEED, later(HOUR_MS))).toBeUndefined();
    expect(hostRestUntil(rests, URL_B, NOON)).toBeUndefined();
  });

  test('rests for half an hour when it does not say how long, for a day at most', () => {
    expect(hostRestUntil(restHost(NONE, URL_A, failed('rate-limited'), NOON), URL_A, NOON)).toEqual(
      later(HOUR_MS / 2),
    );
    const long = failed('rate-limited', { freshness: { retryAfterMs: 1e12 } });
    expect(hostRestUntil(restHost(NONE, URL_A, long, NOON), URL_A, NOON)).toEqual(later(DAY_MS));
  });

  test('rests for whole milliseconds, also if a redirect leads to it between two', () => {
    const left = failed('rate-limited', { freshness: { retryAfterMs: 999.000_001 } });
    expect(hostRestUntil(restHost(NONE, URL_A, left, NOON), URL_A, NOON)).toEqual(later(1000));
    expect(poll(undefined, left).endpoints[0]?.restUntil).toEqual(later(1000));
  });

  test('is asked again where its rest is longer than a day: the clock was wrong when it was set', () => {
    const until = (ms: number) => hostRestUntil(new Map([['a.example', later(ms)]]), URL_A, NOON);
    expect(until(DAY_MS)).toEqual(later(DAY_MS));
    expect(until(DAY_MS + 1)).toBeUndefined();
  });

  test('does not rest if another host redirected to it: only the source that was redirected waits', () => {
    const result = failed('rate-limited', { url: URL_B, freshness: { retryAfterMs: DAY_MS } });
    expect(restHost(NONE, URL_A, result, NOON)).toBe(NONE);
    const state = poll(undefined, result);
    expect(hostRestsFrom([state]).size).toBe(0);
    expect(state.endpoints[0]?.restUntil).toEqual(later(DAY_MS));
  });

  test('does not rest if a feed has moved to it: only the source of that feed waits', () => {
    const endpoint = { url: URL_A, movedTo: URL_B, validators: {}, failures: 0 };
    const result = failed('rate-limited', { url: URL_B });
    const state = poll({ ...poll(undefined, fetched()), endpoints: [endpoint] }, result);
    expect(hostRestsFrom([state]).size).toBe(0);
    expect(state.endpoints[0]?.restUntil).toEqual(later(HOUR_MS / 2));
  });

  test('keeps the longer of two rests', () => {
    const short = failed('rate-limited', { freshness: { retryAfterMs: 1000 } });
    const rests = restHost(restHost(NONE, URL_A, LIMITED, NOON), URL_A, short, NOON);
    expect(hostRestUntil(rests, URL_A, NOON)).toEqual(later(HOUR_MS));
  });

  test('rests beside other hosts that rest', () => {
    const one = restHost(NONE, URL_A, LIMITED, NOON);
    const both = restHost(one, URL_B, failed('rate-limited', { url: URL_B }), NOON);
    expect([URL_A, URL_B].map((url) => hostRestUntil(both, url, NOON))).toEqual([
      later(HOUR_MS),
      later(HOUR_MS / 2),
    ]);
    expect(one.size).toBe(1);
  });

  test('rests on after a restart', () => {
    const rests = hostRestsFrom([poll(undefined, LIMITED)]);
    expect(hostRestUntil(rests, OTHER_FEED, later(1))).toEqual(later(HOUR_MS));
  });
});

test('503 rests the URL and not the host', () => {
  const result = failed('unavailable', { freshness: { retryAfterMs: HOUR_MS } });
  expect(restHost(NONE, URL_A, result, NOON)).toBe(NONE);
  expect(hostRestsFrom([poll(undefined, result)]).size).toBe(0);
});

test('any other answer changes nothing', () => {
  expect(restHost(NONE, URL_A, fetched(), NOON)).toBe(NONE);
});
