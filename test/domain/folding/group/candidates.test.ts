import { expect, test } from 'vitest';
import { SHIPPED_PARAMETERS } from '../../../../src/domain/folding/fold-articles.ts';
import { createCandidateIndex } from '../../../../src/domain/folding/group/candidates.ts';
import type { Profile } from '../../../../src/domain/folding/read/profile.ts';
import { createReader } from '../../../../src/domain/folding/read/read-article.ts';
import { packBags } from '../../../../src/domain/folding/read/term/keyed.ts';
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

test.each<[what: string, stored: Partial<Profile>, asked: Partial<Profile>]>([
  ['words', { grams }, { grams }],
  ['concepts', { allConcepts: grams }, { allConcepts: grams }],
  ['English translations', { glosses: grams }, { language: 'en', glosses: grams }],
  ['Japanese translations', { language: 'en', glosses: grams }, { glosses: grams }],
  ['market', { market }, { market }],
])('an article that was dropped is not found again by its %s', (_, stored, asked) => {
  const index = createCandidateIndex();
  for (const slot of [0, 1, 2]) index.add(slot, bare(stored));
  index.drop(1);
  expect(index.near(bare(asked))).toEqual([0, 2]);
});

test('what was found for one article is not found again for the next', () => {
  const index = createCandidateIndex();
  for (const slot of [0, 1])
    index.add(slot, bare({ grams, allConcepts: grams, glosses: grams, language: 'en' }));
  const asked = bare({ grams, allConcepts: grams, glosses: grams });
  expect(index.near(asked)).toEqual([0, 1]);
  expect(index.near(bare({ grams: OTHER.grams }))).toEqual([]);
  expect(index.near(asked)).toEqual([0, 1]);
});

test('an article is found whatever the number of its slot', () => {
  const index = createCandidateIndex();
  const slots = [1023, 1024, 1025, 1537, 1538, 1539];
  for (const slot of slots) index.add(slot, bare({ grams }));
  expect(index.near(bare({ grams }))).toEqual(slots);
});

/** A bag of so many keys of about the same weight. */
const evenKeys = (count: number) =>
  packBags({ keys: Array.from({ length: count }, (_, key) => key) }, (key) => 1000 - key / 1e6).keys;

test.each<[what: string, most: number, having: (bag: Profile['grams']) => Partial<Profile>[]]>([
  ['words', 624, (bag) => [{ grams: bag }, { grams: bag }]],
  ['concepts', 44, (bag) => [{ allConcepts: bag }, { allConcepts: bag }]],
  ['translations', 399, (bag) => [{ glosses: bag }, { language: 'en', glosses: bag }]],
])('an article that shares one of its %s is found if it has %d at most', (_, most, having) => {
  const isFound = (count: number): boolean => {
    const [stored = {}] = having(evenKeys(count));
    const [, asked = {}] = having(evenKeys(1));
    return found(bare(stored), bare(asked)).length > 0;
  };
  expect([isFound(most), isFound(most + 2)]).toEqual([true, false]);
});

/** A bag of keys from 0 on, of which each is a little less rare than the one before. */
const keysOf = (keys: readonly number[]) => packBags({ keys }, (key) => 1000 - key).keys;

test.each<[what: string, rarest: number, having: (bag: Profile['grams']) => Partial<Profile>[]]>([
  ['words', 24, (bag) => [{ grams: bag }, { grams: bag }]],
  ['concepts', 16, (bag) => [{ allConcepts: bag }, { allConcepts: bag }]],
  ['translations', 10, (bag) => [{ glosses: bag }, { language: 'en', glosses: bag }]],
])('of the %s of an article the %d rarest count', (_, rarest, having) => {
  const all = keysOf(Array.from({ length: rarest + 1 }, (__, key) => key));
  const isFoundBy = (key: number): readonly boolean[] => {
    const one = keysOf([key]);
    const [storedAll = {}, askedAll = {}] = having(all);
    const [storedOne = {}, askedOne = {}] = having(one);
    return [found(bare(storedAll), bare(askedOne)), found(bare(storedOne), bare(askedAll))].map(
      (slots) => slots.length > 0,
    );
  };
  expect(isFoundBy(rarest - 1)).toEqual([true, true]);
  expect(isFoundBy(rarest)).toEqual([false, false]);
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
