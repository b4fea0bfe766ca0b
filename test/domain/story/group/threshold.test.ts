import { expect, test } from 'vitest';
import { SHIPPED_PARAMETERS } from '../../../../src/domain/story/fold-articles.ts';
import type { Entrants } from '../../../../src/domain/story/group/entrants.ts';
import { thresholdOf } from '../../../../src/domain/story/group/place-batch.ts';
import { createReader } from '../../../../src/domain/story/read/read-article.ts';
import { makeStoryArticle } from '../make-story-article.ts';

const article = makeStoryArticle('a', '若竹通信で通信障害 全国で利用しづらい状況');
const entrant: ReturnType<Entrants['at']> = {
  id: article.id,
  revision: 1,
  story: undefined,
  canonicalUrl: article.canonicalUrl,
  outletName: article.outlet.name,
  title: article.title,
  profile: createReader(SHIPPED_PARAMETERS.background, [])(article),
};
const thresholdWhen = (strictness: 'normal' | 'careful') => {
  const thresholds = { normal: 0.5, careful: 0.7 };
  return thresholdOf(
    { at: () => entrant },
    { windowMs: 1, acrossLanguages: true, strictness, glossary: [] },
    { ...SHIPPED_PARAMETERS, thresholds: { japanese: thresholds, bilingual: thresholds } },
  );
};

test('two articles meet at the learned threshold, and a larger story asks for more', () => {
  const threshold = thresholdWhen('normal');
  expect(threshold([0], [1], false)).toBe(0.5);
  expect(threshold([0], [1, 2], false)).toBeGreaterThan(0.5);
  expect(threshold([0, 1, 2, 3], [4], false)).toBeGreaterThan(threshold([0], [1, 2], false));
  expect(threshold([0], [1], true)).toBe(0.7);
  expect(thresholdWhen('careful')([0], [1], false)).toBe(0.7);
});
