import { expect, test } from 'vitest';
import { SHIPPED_PARAMETERS } from '../../../../src/domain/folding/fold-articles.ts';
import { createCandidateIndex } from '../../../../src/domain/folding/group/candidates.ts';
import type { Profile } from '../../../../src/domain/folding/read/profile.ts';
import { createReader } from '../../../../src/domain/folding/read/read-article.ts';
import { DICTIONARY, GLOSSARY, makeStoryArticle } from '../make-story-article.ts';

const read = createReader(SHIPPED_PARAMETERS, GLOSSARY, DICTIONARY);
const NOTHING = read(makeStoryArticle('none', '—')).words;
const BASE = read(makeStoryArticle('a', '北浜精機が新型研削盤を発売'));
const OTHER = read(makeStoryArticle('b', 'Kitahama launches a grinder'));

/** A profile that has nothing but what a test is about. */
const bare = (rest: Partial<Profile>): Profile => ({
  ...BASE,
  grams: NOTHING,
  allConcepts: NOTHING,
  glosses: NOTHING,
  market: undefined,
  ...rest,
});

const found = (stored: Profile, asked: Profile): readonly number[] => {
  const index = createCandidateIndex();
  index.add(0, bare({}));
  index.add(7, stored);
  return index.near(asked);
};

const { grams } = BASE;
const market = { subject: 'tokyo-stocks', session: undefined, yen: undefined };

test.each<[what: string, stored: Partial<Profile>, asked: Partial<Profile>]>([
  ['the words of the title', { grams }, { grams }],
  ['the concepts of the text', { allConcepts: grams }, { allConcepts: grams }],
  ['a translation of its words', { glosses: OTHER.glosses }, { language: 'en', glosses: OTHER.glosses }],
  ['the market', { market }, { market }],
])('an article is found by %s alone', (_, stored, asked) => {
  expect(found(bare(stored), bare(asked))).toEqual([7]);
});

test('an article is not found by glosses of its own language, by words that it shares too few of, or by another market', () => {
  const { glosses } = OTHER;
  expect(found(bare({ glosses }), bare({ glosses }))).toEqual([]);
  expect(found(bare({ grams }), bare({ grams: OTHER.grams }))).toEqual([]);
  expect(found(bare({ market }), bare({ market: { ...market, subject: 'tokyo-yen' } }))).toEqual([]);
});

test('an article that was dropped is not found again', () => {
  const index = createCandidateIndex();
  index.add(0, bare({ grams }));
  index.drop(0);
  expect(index.near(bare({ grams }))).toEqual([]);
});

test.each<[what: string, most: number, shared: Partial<Profile>, asked: Partial<Profile>]>([
  ['words', 30, { grams }, { grams }],
  ['concepts', 20, { allConcepts: grams }, { allConcepts: grams }],
  ['translations', 12, { glosses: OTHER.glosses }, { language: 'en', glosses: OTHER.glosses }],
])('of many articles with the same %s, the %d oldest are compared', (_, most, shared, asked) => {
  const index = createCandidateIndex();
  for (let slot = 0; slot < 40; slot += 1) index.add(slot, bare(shared));
  expect(index.near(bare(asked))).toEqual(Array.from({ length: most }, (__, slot) => slot));
});

test('of many articles on one market, the 30 newest are compared; of those with one word, the 120 newest', () => {
  const index = createCandidateIndex();
  for (let slot = 0; slot < 200; slot += 1) index.add(slot, bare({ grams, market }));
  const byMarket = index.near(bare({ market }));
  expect([byMarket.length, byMarket[0], byMarket.at(-1)]).toEqual([30, 170, 199]);
  expect(index.near(bare({ grams }))[0]).toBe(80);
});
