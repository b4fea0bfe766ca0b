import { describe, expect, test } from 'vitest';
import { instant } from '../../make.ts';
import { simulateFleet } from './support/fleet.ts';
import { hasReplay, replayMoments } from './support/replay.ts';
import { DAY, HOUR, MINUTE, momentsOf, RHYTHMS } from './support/rhythms.ts';
import { median, simulate } from './support/simulate.ts';

const START = instant('2026-04-13T00:00:00Z').epochMilliseconds;

/** Weeks with the holidays that make papers fall silent; whole years are run by bench/rhythms.ts. */
const HOLIDAYS = [
  ['Golden Week', instant('2026-04-06T00:00:00Z').epochMilliseconds],
  ['New Year', instant('2026-12-07T00:00:00Z').epochMilliseconds],
] as const;
const WEEKS_AROUND = 6;

describe('polling by rhythm', () => {
  test('takes at most half the requests of polling every five minutes, and articles wait hardly longer', () => {
    const { requests, fixedRequests, medianDelayMs, fixedMedianDelayMs } = simulateFleet(
      1,
      START,
      START + 7 * DAY,
    );
    expect(requests / fixedRequests).toBeLessThan(0.5);
    expect(medianDelayMs / fixedMedianDelayMs).toBeLessThan(1.3);
  });

  test.each(RHYTHMS)(
    'a $name is called stale by mistake at most once a quarter, holidays and all',
    (rhythm) => {
      for (const [holidays, from] of HOLIDAYS) {
        const to = from + WEEKS_AROUND * 7 * DAY;
        const moments = momentsOf(rhythm, from - 60 * DAY, to, 1);
        const { alarms } = simulate(moments, from, to, { minIntervalMs: HOUR });
        expect(alarms.length, holidays).toBeLessThanOrEqual(1);
      }
    },
  );

  test('a business site is polled less by night than by day', () => {
    const rhythm = RHYTHMS.find(({ name }) => name === 'business site');
    const moments = rhythm === undefined ? [] : momentsOf(rhythm, START - 60 * DAY, START + 14 * DAY, 3);
    const asked: number[] = [];
    simulate(moments, START, START + 14 * DAY, {
      fault: (nowMs) => {
        asked.push(Math.floor((nowMs % DAY) / HOUR + 9) % 24);
        return undefined;
      },
    });
    const byNight = asked.filter((hour) => hour >= 0 && hour < 5).length / 5;
    const byDay = asked.filter((hour) => hour >= 8 && hour < 20).length / 12;
    expect(byNight).toBeLessThan(byDay / 3);
  });

  test('a month of silence makes polls rare, and the first item afterwards makes them frequent again', () => {
    const rhythm = RHYTHMS.find(({ name }) => name === 'overseas site');
    const all = rhythm === undefined ? [] : momentsOf(rhythm, START - 60 * DAY, START + 90 * DAY, 3);
    const isSilent = (at: number) => at >= START + 30 * DAY && at < START + 60 * DAY;
    const asked: number[] = [];
    simulate(
      all.filter((at) => !isSilent(at)),
      START,
      START + 90 * DAY,
      {
        fault: (nowMs) => {
          asked.push((nowMs - START) / DAY);
          return undefined;
        },
      },
    );
    const perDay = (from: number, to: number) =>
      asked.filter((day) => day >= from && day < to).length / (to - from);
    expect(perDay(10, 30)).toBeGreaterThan(50);
    expect(perDay(35, 60)).toBeLessThan(3);
    expect(perDay(65, 90)).toBeGreaterThan(50);
  });
});

describe.skipIf(!hasReplay)('captured rhythms', () => {
  test.each(['japantoday.com/feed', 'feeds.bbci.co.uk/news/rss.xml'])(
    '%s is polled in time and raises no alarm',
    (feed) => {
      const moments = replayMoments(feed);
      const from = (moments[0] ?? 0) + DAY;
      const to = moments.at(-1) ?? 0;
      const { requests, delays, alarms } = simulate(moments, from, to);
      expect(delays.length).toBeGreaterThan(100);
      expect(alarms).toEqual([]);
      expect(requests).toBeLessThan((to - from) / (5 * MINUTE));
      expect(median(delays)).toBeLessThan(5 * MINUTE);
    },
  );
});
