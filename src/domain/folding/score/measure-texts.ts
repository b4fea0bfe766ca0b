import type { Profile } from '../read/profile.ts';
import { containmentOf, cosineOf, type Keyed, type Overlap, overlapOf } from '../read/term/keyed.ts';
import { commonPrefix, isAbbreviation } from './compare-texts.ts';
import type { Put } from './put.ts';

/** How alike two articles are worded, and how their titles begin. */
export const TEXT_FEATURES = [
  'cosine',
  'containment',
  'rarest',
  'sharedGrams',
  'commonRun',
  'commonPrefix',
  'equalTitle',
  'lengthRatio',
  'allCosine',
  'allContainment',
  'titleInOther',
  'wordsShared',
  'wordsApart',
  'headOverlap',
  'headAbbreviated',
  'headInOther',
  'headsApart',
  'sameHead',
  'deedCosine',
  'deedContainment',
  'beyondRarest',
  'titlesInEachOther',
  'glossesOfTitle',
  'glossesOfAll',
  'rarestGloss',
  'glossCosine',
  'glossesShared',
] as const;

const PREFIX_OF_NOTE = 12;

/** Measures the TEXT_FEATURES of two articles in their order; `run` is the longest run of characters in common. */
export const measureTexts = (a: Profile, b: Profile, run: number, put: Put): void => {
  const grams = overlapOf(a.grams, b.grams);
  const both = a.summarised || b.summarised;
  const allGrams = both ? overlapOf(a.allGrams, b.allGrams) : grams;
  const words = overlapOf(a.words, b.words);
  const heads = overlapOf(a.headGrams, b.headGrams);
  const sameLanguage = a.language === b.language;
  const cosine = cosineOf(a.grams, b.grams, grams.mass);

  put(cosine);
  put(containmentOf(a.grams, b.grams, grams.mass));
  put(grams.heaviest / 10);
  put(Math.min(grams.count, 20) / 20);
  put(run);
  put(Math.min(commonPrefix(a.plain, b.plain), PREFIX_OF_NOTE) / PREFIX_OF_NOTE);
  put(a.title === b.title);
  put(Math.min(a.title.length, b.title.length) / Math.max(a.title.length, b.title.length, 1));
  put(cosineOf(a.allGrams, b.allGrams, allGrams.mass));
  put(containmentOf(a.allGrams, b.allGrams, allGrams.mass));
  const [one, other] = both ? [containedIn(a, b), containedIn(b, a)] : [0, 0];
  put(both ? Math.max(one, other) : containmentOf(a.grams, b.grams, grams.mass));
  put(words.heaviest / 10);
  put(words.count === 0 && a.words.mass > 0 && b.words.mass > 0);

  put(containmentOf(a.headGrams, b.headGrams, heads.mass));
  put(isAbbreviation(a.head, b.head) || isAbbreviation(b.head, a.head));
  put(sameLanguage && (stands(a.head, b.title) || stands(b.head, a.title)));
  put(sameLanguage && heads.count === 0);
  put(a.head === b.head);

  const deeds = overlapOf(a.deedGrams, b.deedGrams);
  put(cosineOf(a.deedGrams, b.deedGrams, deeds.mass));
  put(containmentOf(a.deedGrams, b.deedGrams, deeds.mass));
  put(beyondRarest(grams, a.grams, b.grams));
  put(both ? Math.min(one, other) : cosine);
  measureGlosses(a, b, put);
};

/** How much of the shorter title is shared besides the rarest word in common, which may be a name. */
const beyondRarest = ({ mass, heaviest }: Overlap, a: Keyed, b: Keyed): number =>
  containmentOf(a, b, Math.max(0, mass - heaviest ** 2));

const GLOSS_FEATURES = 5;

/** How much of an English article the words of a Japanese one may be translated by. */
const measureGlosses = (a: Profile, b: Profile, put: Put): void => {
  if (a.language === b.language) {
    for (let i = 0; i < GLOSS_FEATURES; i += 1) put(0);
    return;
  }
  const [ja, en] = a.language === 'ja' ? [a, b] : [b, a];
  const ofTitle = overlapOf(ja.glosses, en.grams);
  const ofAll = overlapOf(ja.glosses, en.glosses);
  put(en.grams.mass === 0 ? 0 : ofTitle.mass / en.grams.mass);
  put(en.glosses.mass === 0 ? 0 : ofAll.mass / en.glosses.mass);
  put(ofAll.heaviest / 10);
  put(cosineOf(ja.glosses, en.glosses, ofAll.mass));
  put(Math.min(ofAll.count, 10) / 10);
};

const containedIn = (a: Profile, b: Profile): number =>
  a.grams.mass === 0 ? 0 : overlapOf(a.grams, b.allGrams).mass / a.grams.mass;

const stands = (head: string, title: string): boolean => head.length >= 2 && title.includes(head);
