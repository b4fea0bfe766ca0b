import { describe, expect, test } from 'vitest';
import { SHIPPED_PARAMETERS } from '../../../../../src/domain/folding/fold-articles.ts';
import { createReader } from '../../../../../src/domain/folding/read/read-article.ts';
import { FEATURES, measurePair } from '../../../../../src/domain/folding/score/feature/features.ts';
import { createPairScorer } from '../../../../../src/domain/folding/score/score-pair.ts';
import { DICTIONARY, GLOSSARY, makeStoryArticle } from '../../make-story-article.ts';
import { PAIRS } from '../../pairs.ts';

const read = createReader(SHIPPED_PARAMETERS, GLOSSARY, DICTIONARY);
const scorer = createPairScorer(SHIPPED_PARAMETERS);
const readBoth = ({ titles, hours, codes }: (typeof PAIRS)[number]) =>
  [
    read(makeStoryArticle('a', titles[0], { codes: codes[0] })),
    read(makeStoryArticle('b', titles[1], { codes: codes[1], hours })),
  ] as const;

const measure = (...[a, b]: ReturnType<typeof readBoth>) => [
  ...measurePair(a, b, new Float64Array(FEATURES.length).fill(Number.NaN)),
];

describe('the measures of a pair', () => {
  test('have names of their own, and fill one place each', () => {
    expect(new Set(FEATURES).size).toBe(FEATURES.length);
    for (const pair of PAIRS)
      expect(measure(...readBoth(pair)).every(Number.isFinite), pair.reason).toBe(true);
  });

  test('and its score and veto are the same whichever comes first', () => {
    for (const pair of PAIRS) {
      const [a, b] = readBoth(pair);
      expect(measure(b, a), pair.reason).toEqual(measure(a, b));
      expect(scorer.score(b, a), pair.reason).toBe(scorer.score(a, b));
      expect(scorer.veto(b, a), pair.reason).toBe(scorer.veto(a, b));
    }
  });

  test.each<[feature: string, hours: number, before: number, after: number]>([
    ['samePoll', 4, 1, 0],
    ['overTenHours', 10, 0, 1],
    ['companySoon', 12, 1, 0],
    ['overTwentyHours', 20, 0, 1],
    ['otherFigure', 36, 0, 1],
  ])('change in %s at %d hours', (feature, hours, before, after) => {
    const at = (minutes: number): number | undefined => {
      const [a, b] = ['北浜精機、家計調査で1%減', '北浜精機、家計調査が公表'].map((title, n) =>
        read(makeStoryArticle(`a${n}`, title, { codes: '9901', hours: (n * minutes) / 60 })),
      );
      if (a === undefined || b === undefined) throw new Error('there are two');
      return measure(a, b)[FEATURES.indexOf(feature)];
    };
    expect([at(60 * hours - 1), at(60 * hours + 1)]).toEqual([before, after]);
    // Within the limit, except for what is soon.
    expect(at(60 * hours)).toBe(feature === 'companySoon' ? after : before);
  });

  test('say nothing of the hour within four hours', () => {
    const [pair] = PAIRS.filter(({ together }) => together);
    if (pair === undefined) throw new Error('there are pairs that fold');
    const times = [0, 0.5, 3.9].map((hours) => measure(...readBoth({ ...pair, hours })));
    expect(times[1]).toEqual(times[0]);
    expect(times[2]).toEqual(times[0]);
  });
});
