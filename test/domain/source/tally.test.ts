import { describe, expect, test } from 'vitest';
import type { ArticleId } from '../../../src/domain/article/article.ts';
import type { SourceId } from '../../../src/domain/source/source.ts';
import { createTally } from '../../../src/domain/source/tally.ts';
import { instant } from '../../make.ts';

const KAKU = 'kaku' as SourceId;
const OTHER = 'other' as SourceId;
const NOW = instant('2026-11-24T03:30:00Z');

const tallyOf = (...articles: readonly (readonly [id: string, source: SourceId, published: string])[]) => {
  const tally = createTally();
  for (const [id, source, published] of articles)
    tally.add({ id: id as ArticleId, source, published: instant(published) });
  return tally;
};

describe('a tally', () => {
  test('counts by day in Japan, which begins at 15:00 UTC', () => {
    const tally = tallyOf(
      ['a', KAKU, '2026-11-22T14:59:59Z'],
      ['b', KAKU, '2026-11-22T15:00:00Z'],
      ['c', KAKU, '2026-11-23T14:59:59Z'],
      ['d', KAKU, '2026-11-23T15:00:00Z'],
      ['e', OTHER, '2026-11-24T00:00:00Z'],
    );
    expect(tally.daily(KAKU, NOW, 4)).toEqual([0, 1, 2, 1]);
    expect(tally.daily('none' as SourceId, NOW, 2)).toEqual([0, 0]);
  });

  test('counts the hours of all sources up to the one that has begun', () => {
    const tally = tallyOf(
      ['a', KAKU, '2026-11-24T03:29:00Z'],
      ['b', OTHER, '2026-11-24T03:00:00Z'],
      ['c', KAKU, '2026-11-24T02:59:59Z'],
      ['d', KAKU, '2026-11-24T00:00:00Z'],
    );
    expect(tally.hourly(NOW, 3)).toEqual([0, 1, 2]);
  });

  test('counts an article once, however often its story changes', () => {
    expect(
      tallyOf(['a', KAKU, '2026-11-24T03:00:00Z'], ['a', KAKU, '2026-11-24T03:00:00Z']).hourly(NOW, 1),
    ).toEqual([1]);
  });

  test('forgets what is too old to be shown', () => {
    const tally = tallyOf(['a', KAKU, '2026-11-23T03:00:00Z'], ['b', KAKU, '2026-11-24T03:00:00Z']);
    tally.forgetBefore(instant('2026-11-24T00:00:00Z'));
    expect(tally.daily(KAKU, NOW, 2)).toEqual([0, 1]);
  });
});
