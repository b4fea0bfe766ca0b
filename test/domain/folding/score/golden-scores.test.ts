import { describe, expect, test } from 'vitest';
import { SHIPPED_PARAMETERS } from '../../../../src/domain/folding/fold-articles.ts';
import { FEATURES } from '../../../../src/domain/folding/score/feature/features.ts';
import { compareGoldenScores, judgeGoldenPairs, readGoldenScores } from './golden-scores.ts';

const PINNED = readGoldenScores();
const REMEDY = 'If this is meant, pin the scores anew with `npm run golden-scores` and read what it prints.';

describe('the judges of folding', () => {
  test('measure, score and judge the golden pairs as pinned', () => {
    expect(compareGoldenScores(PINNED, judgeGoldenPairs()), REMEDY).toEqual([]);
  });

  test.each(['japanese', 'english', 'bilingual'] as const)(
    'meet each feature that the %s one weighs in a golden pair where it is not zero',
    (judge) => {
      const { weights, features } = SHIPPED_PARAMETERS.judges[judge];
      const pairs = PINNED.filter((pair) => pair.judge === judge);
      const unseen = Object.keys(weights).filter((name) =>
        pairs.every(({ values }) => values.get(name) === 0),
      );
      expect(unseen).toEqual([]);
      expect(features).toEqual(FEATURES);
    },
  );

  test('find some pairs of each language to fold and some to stay apart', () => {
    for (const judge of ['japanese', 'english', 'bilingual'])
      for (const verdict of ['folds', 'stays apart'])
        expect(
          PINNED.filter((pair) => pair.judge === judge && pair.verdict === verdict).length,
          `${judge}: ${verdict}`,
        ).toBeGreaterThan(5);
  });
});
