import { expect, test } from 'vitest';
import { SHIPPED_PARAMETERS } from '../../../../src/domain/folding/fold-articles.ts';
import { createReader } from '../../../../src/domain/folding/read/read-article.ts';
import { createPairScorer } from '../../../../src/domain/folding/score/score-pair.ts';
import { DICTIONARY, GLOSSARY, makeStoryArticle } from '../make-story-article.ts';
import { PAIRS } from '../pairs.ts';

const read = createReader(SHIPPED_PARAMETERS, GLOSSARY, DICTIONARY);
const scorer = createPairScorer(SHIPPED_PARAMETERS);
const profiles = PAIRS.flatMap(({ titles, codes }, i) => [
  read(makeStoryArticle(`a${i}`, titles[0], { codes: codes[0] })),
  read(makeStoryArticle(`b${i}`, titles[1], { codes: codes[1] })),
]);

test('A score that is asked for from some likelihood on is exact from there on, and below it anything less.', () => {
  const ranks = { above: 0, below: 0 };
  for (const a of profiles)
    for (const b of profiles.slice(0, 60))
      for (const least of [0.1, 0.3, 0.6, 0.9]) {
        const score = scorer.score(a, b);
        const asked = scorer.score(a, b, least);
        if (score >= least) expect(asked).toBe(score);
        else expect(asked).toBeLessThan(least);
        ranks[score >= least ? 'above' : 'below'] += 1;
      }
  expect(Math.min(ranks.above, ranks.below)).toBeGreaterThan(100);
});
