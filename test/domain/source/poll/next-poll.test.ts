import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { FailureKind } from '../../../../src/domain/source/failure.ts';
import type { Freshness } from '../../../../src/domain/source/poll/fetch-result.ts';
import { backOffMs, isDue, nextPollAt } from '../../../../src/domain/source/poll/next-poll.ts';
import type { PollHints } from '../../../../src/domain/source/source-state.ts';
import { instant, makeSource, NOON } from '../../../make.ts';
import {
  DAY_MS,
  failed,
  fetched,
  HOUR_MS,
  LIMITS,
  later,
  MINUTE_MS,
  poll,
  polledOnce,
  URL_A,
  URL_B,
} from '../support/poll.ts';

const waitMs = (rest: Partial<Parameters<typeof nextPollAt>[0]> = {}): number => {
  const now = rest.now ?? NOON;
  const next = nextPollAt({
    source: makeSource('kaku'),
    now,
    rhythm: undefined,
    freshness: {},
    hints: undefined,
    failures: 0,
    restUntil: undefined,
    isStale: false,
    limits: LIMITS,
    chance: 0,
    ...rest,
  });
  return next.epochMilliseconds - now.epochMilliseconds;
};

describe('the next poll', () => {
  test.each<[string, Freshness, number]>([
    ['max-age', { maxAgeMs: 3 * HOUR_MS }, 3 * HOUR_MS],
    ['Expires', { expiresAt: later(4 * HOUR_MS) }, 4 * HOUR_MS],
    ['max-age rather than Expires', { maxAgeMs: 3 * HOUR_MS, expiresAt: later(9 * HOUR_MS) }, 3 * HOUR_MS],
    ['an absurd max-age no longer than maxInterval', { maxAgeMs: 1e15 }, DAY_MS],
  ])('heeds %s', (_what, freshness, expected) => {
    expect(waitMs({ freshness })).toBe(expected);
  });

  test.each<[string, PollHints, number]>([
    ['ttl and sy:updatePeriod', { everyMinutes: 180 }, 3 * HOUR_MS],
    ['an absurd ttl no longer than maxInterval', { everyMinutes: 1e9 }, DAY_MS],
    // Noon in Japan is 3:00 GMT on a Tuesday.
    ['skipHours', { skipHours: [3, 4, 5] }, 3 * HOUR_MS],
    ['skipDays', { skipDays: ['Tuesday'] }, 21 * HOUR_MS],
    [
      'skipHours that leave no hour no longer than maxInterval',
      { skipHours: Array.from({ length: 24 }, (_, h) => h) },
      DAY_MS,
    ],
  ])('heeds %s', (_what, hints, expected) => {
    expect(waitMs({ hints })).toBe(expected);
  });

  test('heeds what the editor wrote, and the least interval of all', () => {
    expect(waitMs({ source: makeSource('kaku', { everyMs: 2 * HOUR_MS }) })).toBe(2 * HOUR_MS);
    expect(waitMs({ limits: { minIntervalMs: HOUR_MS, maxIntervalMs: DAY_MS } })).toBe(HOUR_MS);
  });

  test('heeds a Retry-After that is longer than maxInterval', () => {
    const limits = { minIntervalMs: MINUTE_MS, maxIntervalMs: HOUR_MS };
    expect(waitMs({ limits, restUntil: later(5 * HOUR_MS) })).toBe(5 * HOUR_MS);
  });

  test('waits twice as long after each failure, up to a day', () => {
    expect([0, 1, 2, 3, 4].map(backOffMs)).toEqual([0, 5, 10, 20, 40].map((minutes) => minutes * MINUTE_MS));
    expect(backOffMs(1000)).toBe(DAY_MS);
  });

  test('is spread by chance, and never earlier for it', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 0.999, noNaN: true }), fc.nat(10 * DAY_MS), (chance, maxAgeMs) => {
        const freshness = { maxAgeMs };
        const plain = waitMs({ freshness });
        const spread = waitMs({ freshness, chance });
        expect(spread).toBeGreaterThanOrEqual(plain);
        expect(spread).toBeLessThanOrEqual(plain + 5 * MINUTE_MS);
      }),
    );
    expect(waitMs({ chance: 0.9 })).toBeGreaterThan(waitMs({ chance: 0.1 }));
    const spreadMs = (minutes: number): number =>
      waitMs({ freshness: { maxAgeMs: minutes * MINUTE_MS }, chance: 0.5 }) - minutes * MINUTE_MS;
    expect([40, 50, 60, 600].map(spreadMs)).toEqual([2, 2.5, 2.5, 2.5].map((ms) => ms * MINUTE_MS));
  });

  test('comes with the square root of the items that the rhythm leads to expect, wherever in the hour it is counted from', () => {
    const even = (hourly: number) => ({
      hours: Array<number>(168).fill(hourly * 1e6),
      weeks: 1e6,
      until: NOON,
    });
    for (const minutes of [0, 30, 59]) {
      const now = later(minutes * MINUTE_MS);
      expect(waitMs({ rhythm: even(1), now }) / MINUTE_MS).toBeCloseTo(7.5, 1);
      expect(waitMs({ rhythm: even(1 / 16), now }) / MINUTE_MS).toBeCloseTo(30, 1);
      expect(waitMs({ rhythm: even(1 / 576), now }) / MINUTE_MS).toBeCloseTo(180, 1);
      expect(waitMs({ rhythm: even(0), now }) / MINUTE_MS).toBe(360);
    }
  });

  test('lies between the least and the longest interval for whatever rhythm', () => {
    const rhythms = fc.record({
      hours: fc.array(fc.double({ min: 0, max: 1e4, noNaN: true }), { minLength: 168, maxLength: 168 }),
      weeks: fc.double({ min: 0, max: 50, noNaN: true }),
      until: fc.constant(NOON),
    });
    fc.assert(
      fc.property(rhythms, fc.integer({ min: 0, max: 2e12 }), fc.boolean(), (rhythm, ms, isStale) => {
        const wait = waitMs({ rhythm, isStale, now: Temporal.Instant.fromEpochMilliseconds(ms) });
        expect(wait).toBeGreaterThanOrEqual(LIMITS.minIntervalMs);
        expect(wait).toBeLessThanOrEqual(LIMITS.maxIntervalMs);
      }),
    );
  });
});

describe('whether a poll is due', () => {
  const source = makeSource('kaku', { endpoints: [URL_A, URL_B] });

  test('it is for a source that was never polled, and never for one that is switched off', () => {
    expect(isDue(source, undefined, NOON, LIMITS)).toBe(true);
    expect(isDue({ ...source, enabled: false }, undefined, NOON, LIMITS)).toBe(false);
  });

  test('it is from the stored moment on, whatever happened to the process', () => {
    const state = polledOnce();
    const next = state.nextPollAt ?? NOON;
    expect(isDue(source, state, next.subtract({ milliseconds: 1 }), LIMITS)).toBe(false);
    expect(isDue(source, state, next, LIMITS)).toBe(true);
  });

  test('it is for a source whose URL was edited', () => {
    expect(
      isDue(makeSource('kaku', { endpoints: ['https://c.example/'] }), polledOnce(), later(1), LIMITS),
    ).toBe(true);
  });

  test('it is though the server of the edited URL asked for a pause', () => {
    const tired = poll(polledOnce(), failed('rate-limited', { freshness: { retryAfterMs: 20 * HOUR_MS } }));
    const isDueWith = (endpoints: readonly [string, ...string[]], state = tired) =>
      isDue(makeSource('kaku', { endpoints }), state, later(HOUR_MS), LIMITS);
    expect(isDueWith([URL_A, URL_B])).toBe(false);
    expect(isDueWith([URL_B])).toBe(true);
    expect(isDueWith(['https://c.example/', URL_A])).toBe(true);
    const freshness = { retryAfterMs: 20 * HOUR_MS };
    const both = poll(tired, failed('unavailable', { freshness }), { endpoint: 1 });
    expect(isDueWith([URL_B], both)).toBe(false);
    expect(
      isDueWith([URL_B], poll(poll(tired, failed('gone'), { endpoint: 1 }), failed('gone'), { endpoint: 1 })),
    ).toBe(false);
  });

  test('it is never again when the only endpoint is gone', () => {
    const one = makeSource('kaku', { endpoints: [URL_A] });
    const once = poll(undefined, failed('gone'), { source: one });
    const state = poll(once, failed('gone'), { source: one });
    expect(isDue(one, state, instant('2126-01-01T00:00:00Z'), LIMITS)).toBe(false);
  });

  test('it is now where the stored moment is further ahead than any wait: the clock was wrong when it was set', () => {
    const state = poll(undefined, fetched(), { now: NOON.add({ hours: 24 * 400 }) });
    expect(isDue(source, state, NOON, LIMITS)).toBe(true);
  });

  test('no wait that a server, a document, the config or a failure asks for counts as one of a wrong clock', () => {
    const asked = fc.record({
      everyMs: fc.integer({ min: 0, max: 3 * DAY_MS }),
      retryAfterMs: fc.integer({ min: 0, max: 400 * DAY_MS }),
      maxAgeMs: fc.integer({ min: 0, max: 400 * DAY_MS }),
      chance: fc.double({ min: 0, max: 0.999, noNaN: true }),
      failures: fc.integer({ min: 0, max: 20 }),
      kind: fc.constantFrom<FailureKind>('rate-limited', 'unavailable', 'timeout', 'gone'),
    });
    fc.assert(
      fc.property(asked, ({ everyMs, retryAfterMs, maxAgeMs, chance, failures, kind }) => {
        const eager = { ...source, everyMs };
        let state = poll(undefined, fetched({}, { freshness: { maxAgeMs } }), { source: eager, chance });
        for (let count = 0; count < failures; count++) {
          state = poll(state, failed(kind, { freshness: { retryAfterMs } }), { source: eager, chance });
        }
        expect(isDue(eager, state, NOON, LIMITS)).toBe(false);
      }),
    );
  });

  test('a success ends the back-off', () => {
    const failing = poll(polledOnce(), failed('timeout'));
    const well = poll(failing, fetched());
    expect(well.endpoints[0]?.failures).toBe(0);
    expect(well.endpoints[0]?.failure).toBeUndefined();
  });
});
