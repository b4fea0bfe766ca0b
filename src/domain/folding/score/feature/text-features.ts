import { containmentOf, cosineOf } from '../../read/term/keyed.ts';
import { commonPrefix, endAfterOthers, isAbbreviation } from '../compare-texts.ts';
import type { Measure } from './compare-pair.ts';

const PREFIX_OF_NOTE = 12;

/** Features of the wording of two articles, and of the beginnings, ends and lengths of the titles. */
export const TEXT_FEATURES = {
  cosine: ({ a, b, grams }) => cosineOf(a.grams, b.grams, grams.mass),
  containment: ({ a, b, grams }) => containmentOf(a.grams, b.grams, grams.mass),
  rarest: ({ grams }) => grams.heaviest / 10,
  sharedGrams: ({ grams }) => Math.min(grams.count, 20) / 20,
  commonRun: ({ run }) => run,
  commonPrefix: ({ a, b }) => Math.min(commonPrefix(a.plain, b.plain), PREFIX_OF_NOTE) / PREFIX_OF_NOTE,
  equalTitle: ({ a, b }) => a.title === b.title,
  lengthRatio: ({ a, b }) =>
    Math.min(a.title.length, b.title.length) / Math.max(a.title.length, b.title.length, 1),
  allCosine: ({ a, b, allGrams }) => cosineOf(a.allGrams, b.allGrams, allGrams.mass),
  allContainment: ({ a, b, allGrams }) => containmentOf(a.allGrams, b.allGrams, allGrams.mass),
  titleInOther: ({ titleHeld }) => titleHeld.most,
  wordsShared: ({ words }) => words.heaviest / 10,
  wordsApart: ({ a, b, words }) => words.count === 0 && a.words.mass > 0 && b.words.mass > 0,
  headOverlap: ({ a, b, headGrams }) => containmentOf(a.headGrams, b.headGrams, headGrams.mass),
  headAbbreviated: ({ a, b }) => isAbbreviation(a.head, b.head) || isAbbreviation(b.head, a.head),
  headInOther: ({ a, b, isOneLanguage }) =>
    isOneLanguage && (stands(a.head, b.title) || stands(b.head, a.title)),
  headsApart: ({ isOneLanguage, headGrams }) => isOneLanguage && headGrams.count === 0,
  sameHead: ({ a, b }) => a.head === b.head,
  deedCosine: ({ a, b, deedGrams }) => cosineOf(a.deedGrams, b.deedGrams, deedGrams.mass),
  deedContainment: ({ a, b, deedGrams }) => containmentOf(a.deedGrams, b.deedGrams, deedGrams.mass),
  // The rarest key that both titles have is left out, because it may be from a name.
  beyondRarest: ({ a, b, grams }) =>
    containmentOf(a.grams, b.grams, Math.max(0, grams.mass - grams.heaviest ** 2)),
  titlesInEachOther: ({ titleHeld }) => titleHeld.least,
  endAfterOthers: ({ a, b, isOneLanguage }) =>
    isOneLanguage ? endAfterOthers(a.plain, b.plain, a.language) : 0,
  glossesOfTitle: ({ glosses }) => glosses.ofTitle,
  glossesOfDeed: ({ glosses }) => glosses.ofDeed,
  glossesOfAll: ({ glosses }) => glosses.ofAll,
  rarestGloss: ({ glosses }) => glosses.heaviest / 10,
  glossCosine: ({ glosses }) => glosses.cosine,
  glossesShared: ({ glosses }) => Math.min(glosses.count, 10) / 10,
} satisfies Record<string, Measure>;

const stands = (head: string, title: string): boolean => head.length >= 2 && title.includes(head);
