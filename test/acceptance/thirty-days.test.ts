import { expect, test } from 'vitest';
import { makeConfig } from '../daemon/support/make-config.ts';
import { KINDS_OF_HABITS } from '../support/thirty-days/habits.ts';
import { openFolder } from '../support/thirty-days/homes.ts';
import { inventedReport } from '../support/thirty-days/invented-reports.ts';
import { liveThirtyDays } from '../support/thirty-days/run.ts';

/** `bench/thirty-days.ts` lives thirty days with real headlines, more of them, and readers that come every hour. */
const ITEMS_A_SOURCE = 6;

/** The last edit and the last bad habit begin before the 22nd. */
const DAYS = 24;

test('in twenty-four days with all that outlets, editors and crashes do, no entry comes back, moves or is lost', async () => {
  const { feed, fetch } = makeConfig();
  const { mistakes, lost, entries, items, led, retitled, removed } = await liveThirtyDays({
    home: await openFolder(),
    start: Temporal.Instant.from('2026-11-01T00:00:00Z'),
    days: DAYS,
    atStart: 5,
    reports: Array.from({ length: KINDS_OF_HABITS }, (_, source) => ({
      language: 'ja',
      reports: Array.from({ length: ITEMS_A_SOURCE }, (_, nth) => inventedReport(source, nth)),
    })),
    config: makeConfig({
      feed: { ...feed, entries: 24 },
      fetch: { ...fetch, minIntervalMs: 8 * 3_600_000, perHost: 8 },
      // A dropped report would count as lost, so no report is dropped for its relevance.
      relevance: { threshold: 0 },
    }),
    // Short enough that retention removes more than 50 stories.
    retentionDays: 5,
    stopEveryDays: 3,
    readEveryHours: 8,
  });
  expect(mistakes).toEqual([]);
  expect(lost).toEqual([]);
  // What would make a simulation find nothing: no corrections, no better copies, no retention, no backlog.
  expect(items).toBe(KINDS_OF_HABITS * ITEMS_A_SOURCE);
  expect(retitled).toBeGreaterThan(10);
  expect(led).toBeGreaterThan(10);
  expect(removed).toBeGreaterThan(50);
  expect(entries).toBeLessThan(items * 3);
}, 600_000);
