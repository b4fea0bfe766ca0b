import { getTasks } from 'node-cron';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { startSchedule } from '../../../src/system/schedule/create-schedule.ts';

describe('a schedule, when the clock is set', () => {
  afterEach(() => {
    vi.useRealTimers();
  });

  test.each([
    ['400 days ahead', '2027-12-29T12:00:20Z'],
    ['400 days back', '2025-10-20T12:00:20Z'],
  ])('%s goes on within a minute, with one tick for all that was missed', (_, setTo) => {
    vi.useFakeTimers({ now: Date.parse('2026-11-24T12:00:10Z') });
    let ticks = 0;
    const schedule = startSchedule('* * * * *', () => {
      ticks += 1;
    });
    vi.setSystemTime(Date.parse(setTo));
    vi.advanceTimersByTime(60_000);
    expect(ticks).toBeGreaterThanOrEqual(1);
    expect(ticks).toBeLessThanOrEqual(2);
    vi.advanceTimersByTime(10 * 60_000);
    expect(ticks).toBeGreaterThanOrEqual(11);
    expect(schedule.msToNext()).toBeLessThanOrEqual(60_000);
    schedule.stop();
  });
});

test('a schedule notices within half a minute that the clock was set, and leaves nothing behind', () => {
  vi.useFakeTimers({ now: Date.parse('2026-11-24T12:00:10Z') });
  try {
    const tick = vi.fn<() => void>();
    const before = getTasks().size;
    const schedule = startSchedule('0 0 * * *', tick);
    vi.setSystemTime(Date.parse('2026-11-24T15:00:01Z'));
    vi.advanceTimersByTime(29_999);
    expect(tick).not.toHaveBeenCalled();
    vi.advanceTimersByTime(1);
    expect(tick).toHaveBeenCalledTimes(1);
    schedule.stop();
    expect([getTasks().size, vi.getTimerCount()]).toEqual([before, 0]);
  } finally {
    vi.useRealTimers();
  }
});

test.each([
  ['* * * * *', 50_000],
  ['*/5 * * * * *', 5_000],
  // The hours are those of Japan: it is nine in the evening there.
  ['30 21,22 * * *', (29 * 60 + 50) * 1000],
])('%s comes due after %i ms, not one before, and not after its end', (expression, ms) => {
  vi.useFakeTimers({ now: Date.parse('2026-11-24T12:00:10Z') });
  try {
    const tick = vi.fn<() => void>();
    const schedule = startSchedule(expression, tick);
    expect(schedule.msToNext()).toBe(ms);
    vi.advanceTimersByTime(ms - 1);
    expect(tick).not.toHaveBeenCalled();
    vi.advanceTimersByTime(1);
    expect(tick).toHaveBeenCalledTimes(1);
    const again = schedule.msToNext();
    vi.advanceTimersByTime(again);
    expect(tick).toHaveBeenCalledTimes(2);
    schedule.stop();
    vi.advanceTimersByTime(2 * again);
    expect(tick).toHaveBeenCalledTimes(2);
  } finally {
    vi.useRealTimers();
  }
});
