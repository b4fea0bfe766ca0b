import { expect, test } from 'vitest';
import { SHIPPED_PARAMETERS } from '../../../../src/domain/folding/fold-articles.ts';
import { isWorthScoring } from '../../../../src/domain/folding/group/is-worth-scoring.ts';
import type { Profile } from '../../../../src/domain/folding/read/profile.ts';
import { createReader } from '../../../../src/domain/folding/read/read-article.ts';
import { packBags } from '../../../../src/domain/folding/read/term/keyed.ts';
import { makeStoryArticle } from '../make-story-article.ts';

const BASE = createReader(SHIPPED_PARAMETERS, [], [])(makeStoryArticle('a', '北浜精機が新型研削盤を発売'));

/** A hundred keys, as many of them shared as the cosine says in hundredths. */
const bag = (from: number) =>
  packBags({ keys: Array.from({ length: 100 }, (_, key) => from + key) }, () => 1).keys;
type Likeness = { readonly words?: number; readonly concepts?: number; readonly glosses?: number };
const isWorth = ({ words = 0, concepts = 0, glosses = 0 }: Likeness, language: 'en' | 'ja'): boolean => {
  const one: Profile = { ...BASE, allGrams: bag(0), allConcepts: bag(0), glosses: bag(0) };
  const other: Profile = {
    ...BASE,
    language,
    allGrams: bag(100 - words),
    allConcepts: bag(100 - concepts),
    glosses: bag(100 - glosses),
  };
  return isWorthScoring(one, other) && isWorthScoring(other, one);
};

test.each<[Likeness, boolean]>([
  [{ words: 4, concepts: 29 }, false],
  [{ words: 4, concepts: 31 }, true],
  [{ words: 6, concepts: 9 }, false],
  [{ words: 6, concepts: 11 }, true],
  [{ words: 14, concepts: 9 }, false],
  [{ words: 16 }, true],
])('a pair in one language that shares the hundredths %j is worth scoring: %s', (likeness, expected) => {
  expect(isWorth(likeness, 'ja')).toBe(expected);
});

test.each<[Likeness, boolean]>([
  [{ words: 90, concepts: 4, glosses: 13 }, false],
  [{ concepts: 6 }, true],
  [{ glosses: 15 }, true],
])('a pair in two languages that shares the hundredths %j is worth scoring: %s', (likeness, expected) => {
  expect(isWorth(likeness, 'en')).toBe(expected);
});

test('two reports of markets, or of occasions, are worth scoring whatever their words; one of each kind is not', () => {
  const none = packBags({ keys: [] }, () => 1).keys;
  const bare: Profile = { ...BASE, allGrams: none, allConcepts: none };
  const market: Profile = { ...bare, market: { subject: 'oil', session: undefined, yen: undefined } };
  const occasion: Profile = { ...bare, occasion: { bank: 'boj', part: 'decision' } };
  expect(isWorthScoring(market, market)).toBe(true);
  expect(isWorthScoring(occasion, occasion)).toBe(true);
  expect(isWorthScoring(market, bare)).toBe(false);
  expect(isWorthScoring(bare, market)).toBe(false);
  expect(isWorthScoring(occasion, bare)).toBe(false);
  expect(isWorthScoring(bare, occasion)).toBe(false);
});
