import { describe, expect, test } from 'vitest';
import { afterSkipped, askedWaitMs, pollHints } from '../../../../src/domain/source/health/freshness.ts';
import type { Freshness } from '../../../../src/domain/source/poll/fetch-result.ts';
import type { PollHints } from '../../../../src/domain/source/source-state.ts';
import { instant } from '../../../make.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** A Tuesday. */
const NOW_MS = instant('2026-11-24T03:10:00Z').epochMilliseconds;

describe('the hints of a document', () => {
  const bare = { format: 'rss' as const, charset: 'utf-8', hubUrls: [], skipHours: [], skipDays: [] };

  test('are none where it says nothing', () => {
    expect(pollHints(bare)).toEqual({});
  });

  test('are the greater of ttl and sy:updatePeriod', () => {
    expect(pollHints({ ...bare, ttlMinutes: 30, updatePeriodMinutes: 60 })).toEqual({ everyMinutes: 60 });
    expect(pollHints({ ...bare, ttlMinutes: 90, updatePeriodMinutes: 60 })).toEqual({ everyMinutes: 90 });
  });

  test('take hour 24 for midnight, as old feeds write it', () => {
    expect(pollHints({ ...bare, skipHours: [24, 1], skipDays: ['Sunday'] })).toEqual({
      skipHours: [0, 1],
      skipDays: ['Sunday'],
    });
  });
});

describe('how long we are asked to wait', () => {
  test.each<[string, Freshness, PollHints | undefined, number]>([
    ['not at all', {}, undefined, 0],
    ['for max-age', { maxAgeMs: 5 * MINUTE_MS }, undefined, 5 * MINUTE_MS],
    ['until Expires', { expiresAt: instant('2026-11-24T03:40:00Z') }, undefined, 30 * MINUTE_MS],
    ['not at all by an Expires that is over', { expiresAt: instant('2026-11-24T03:00:00Z') }, undefined, 0],
    [
      'for max-age, which outdoes Expires',
      { maxAgeMs: 0, expiresAt: instant('2026-11-24T09:00:00Z') },
      undefined,
      0,
    ],
    ['for the ttl where it is longer', { maxAgeMs: MINUTE_MS }, { everyMinutes: 20 }, 20 * MINUTE_MS],
    ['for a year, and that is clamped', { maxAgeMs: 365 * DAY_MS }, undefined, DAY_MS],
  ])('%s', (_name, freshness, hints, wait) => {
    expect(askedWaitMs(freshness, hints, NOW_MS, DAY_MS)).toBe(wait);
  });
});

const dayName = new Intl.DateTimeFormat('en', { weekday: 'long', timeZone: 'UTC' });

describe('skipped hours and days', () => {
  const after = (hints: PollHints | undefined, latestMs = NOW_MS + 30 * DAY_MS): string =>
    Temporal.Instant.fromEpochMilliseconds(afterSkipped(hints, NOW_MS, latestMs)).toString();

  test('put nothing off outside of them', () => {
    expect(after(undefined)).toBe('2026-11-24T03:10:00Z');
    expect(after({ skipHours: [2, 4], skipDays: ['Monday'] })).toBe('2026-11-24T03:10:00Z');
  });

  test('put a poll off to the first hour that is not skipped', () => {
    expect(after({ skipHours: [3, 4] })).toBe('2026-11-24T05:00:00Z');
  });

  test('put a poll off to the next day that is not skipped, however its name is written', () => {
    expect(after({ skipDays: [' TUESDAY ', 'wednesday'] })).toBe('2026-11-26T00:00:00Z');
  });

  test.each(['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'])(
    'put a poll on a %s off to the day after',
    (name) => {
      const days = Array.from({ length: 7 }, (_, day) => NOW_MS + day * DAY_MS);
      const waits = days.map((ms) => afterSkipped({ skipDays: [name] }, ms, ms + 30 * DAY_MS) - ms);
      const putOff = days.filter((_, day) => waits[day] !== 0).map((ms) => dayName.format(ms));
      expect(putOff).toEqual([name]);
    },
  );

  test('that cover all hours do not put it off without end', () => {
    const skipHours = Array.from({ length: 24 }, (_, hour) => hour);
    expect(after({ skipHours }, NOW_MS + DAY_MS)).toBe('2026-11-25T03:10:00Z');
  });
});
