import { describe, expect, test } from 'vitest';
import { learnFrom } from '../../../../src/domain/source/poll/record-poll.ts';
import { hourOfWeek, learnRhythm } from '../../../../src/domain/source/poll/rhythm.ts';
import type { SourceId } from '../../../../src/domain/source/source.ts';
import type { SourceState } from '../../../../src/domain/source/source-state.ts';
import { instant, NOON } from '../../../make.ts';
import { document } from '../support/poll.ts';

const at = (minutes: number): Temporal.Instant => NOON.add({ minutes });

const NEW: SourceState = {
  source: 'kaku' as SourceId,
  endpoint: 0,
  endpoints: [],
  itemHashes: [],
  arrivals: [],
  counts: { requests: 0, notModified: 0, failed: 0, items: 0 },
};
/** A source that was asked an hour ago, and had its newest item half an hour before. */
const KNOWN: SourceState = { ...NEW, lastSuccessAt: at(-60), newestItemAt: at(-90), arrivals: [at(-90)] };

const learn = (state: SourceState, newItems: number, dates: readonly Temporal.Instant[]) =>
  learnFrom(state, document({ newItems, newItemDates: dates }), NOON);

describe('when new items came', () => {
  test('is their stated date after the last successful poll, and now for each of the others', () => {
    const { arrivals, lastNewAt } = learn(KNOWN, 4, [at(-10), at(-50), at(-60), at(1)]);
    expect(arrivals).toEqual([at(-90), at(-50), at(-10), NOON, NOON]);
    expect(lastNewAt).toEqual(NOON);
  });

  test('may be this moment', () => {
    expect(learn(KNOWN, 1, [NOON]).arrivals).toEqual([at(-90), NOON]);
  });

  test('is every past date of a backlog, and nothing for what has none', () => {
    const { arrivals, lastNewAt } = learn(NEW, 3, [at(-5), at(-50_000)]);
    expect([arrivals, lastNewAt]).toEqual([[at(-50_000), at(-5)], at(-5)]);
    const undated = learn(NEW, 3, []);
    expect([undated.arrivals, undated.lastNewAt]).toEqual([[], NOON]);
  });

  test('is that of the latest, where more dates are stated than items are new', () => {
    expect(learn(KNOWN, 1, [at(-20), at(-10)]).arrivals).toEqual([at(-90), at(-10)]);
  });

  test('is kept for 64 items', () => {
    const dates = Array.from({ length: 70 }, (_, n) => at(n - 70));
    expect(learn(NEW, 70, dates).arrivals).toEqual(dates.slice(-64));
  });

  test('is the date of the newest item where the others are not known', () => {
    expect(learnFrom(KNOWN, document({ newItems: 1, newestItemAt: at(-7) }), NOON)).toMatchObject({
      arrivals: [at(-90), at(-7)],
      newestItemAt: at(-7),
      rhythm: learnRhythm(undefined, [at(-7)], NOON),
    });
  });
});

test('without new items only the date of the newest is learned, and it never goes back', () => {
  expect(learnFrom(KNOWN, document({ newItems: 0 }), NOON)).toEqual({ newestItemAt: at(-90) });
  expect(learnFrom(NEW, document({ newItems: 0 }), NOON)).toEqual({});
  for (const [stated, kept] of [
    [-91, -90],
    [-89, -89],
  ] as const)
    expect(learnFrom(KNOWN, document({ newItems: 0, newestItemAt: at(stated) }), NOON)).toEqual({
      newestItemAt: at(kept),
    });
});

test('an item dated in the future counts as new once, and not until its date has come', () => {
  const far = at(1_000_000);
  const found = learnFrom(KNOWN, document({ newItems: 1, newestItemAt: far }), NOON);
  expect(found.newestItemAt).toEqual(NOON);
  const listed = document({ newItems: 0, newestItemAt: far });
  expect(learnFrom({ ...KNOWN, ...found }, listed, at(240))).toEqual({ newestItemAt: NOON });
  expect(learnFrom({ ...KNOWN, newestItemAt: far }, document({ newItems: 0 }), NOON)).toEqual({
    newestItemAt: NOON,
  });
});

describe('a rhythm', () => {
  test('counts the hours of the week in Japan', () => {
    const monday = instant('2026-11-22T15:00:00Z');
    expect([0, 23, 24, 167, 168].map((hours) => hourOfWeek(monday.add({ hours }).epochMilliseconds))).toEqual(
      [0, 23, 24, 167, 0],
    );
    const { hours } = learnRhythm(undefined, [at(-90), at(-5), at(0), at(1)], NOON);
    expect(hours.flatMap((count, hour) => (count === 0 ? [] : [[hour, count]]))).toEqual([
      [34, 1],
      [35, 1],
      [36, 1],
    ]);
  });

  test('covers eight weeks of a backlog at most, and halves in as many', () => {
    const WEEK = 7 * 24 * 60;
    const first = learnRhythm(undefined, [at(-9 * WEEK), at(-8 * WEEK)], NOON);
    expect([first.hours[36], first.weeks]).toEqual([1, 8]);
    const later = learnRhythm(first, [at(8 * WEEK)], at(8 * WEEK));
    expect([later.hours[36], later.weeks, later.until]).toEqual([1.5, 12, at(8 * WEEK)]);
  });
});
