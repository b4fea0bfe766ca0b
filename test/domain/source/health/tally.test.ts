import { describe, expect, test } from 'vitest';
import { jstDayNumber, makeTally } from '../../../../src/domain/source/health/tally.ts';
import type { SourceId } from '../../../../src/domain/source/source.ts';
import { instant } from '../../../make.ts';

const KAKU = 'kaku' as SourceId;
const OTHER = 'other' as SourceId;
const NOW = instant('2026-11-24T03:30:00Z');

const HOUR_MS = 3_600_000;

const tallyOf = (...articles: readonly (readonly [source: SourceId, published: string])[]) => {
  const counted = articles.map(([source, published]) => ({
    source,
    hour: Math.floor(instant(published).epochMilliseconds / HOUR_MS),
    articles: 1,
  }));
  return makeTally({
    daily: counted.map(({ hour, ...rest }) => ({ ...rest, day: jstDayNumber(hour) })),
    hourly: counted,
  });
};

describe('a tally', () => {
  test('counts by day in Japan, which begins at 15:00 UTC', () => {
    const tally = tallyOf(
      [KAKU, '2026-11-22T14:59:59Z'],
      [KAKU, '2026-11-22T15:00:00Z'],
      [KAKU, '2026-11-23T14:59:59Z'],
      [KAKU, '2026-11-23T15:00:00Z'],
      [OTHER, '2026-11-24T00:00:00Z'],
    );
    expect(tally.daily(KAKU, NOW, 4)).toEqual([0, 1, 2, 1]);
    expect(tally.daily('none' as SourceId, NOW, 2)).toEqual([0, 0]);
  });

  test('counts the hours of all sources up to the one that has begun', () => {
    const tally = tallyOf(
      [KAKU, '2026-11-24T03:29:00Z'],
      [OTHER, '2026-11-24T03:00:00Z'],
      [KAKU, '2026-11-24T02:59:59Z'],
      [KAKU, '2026-11-24T00:00:00Z'],
    );
    expect(tally.hourly(NOW, 3)).toEqual([0, 1, 2]);
  });
});
