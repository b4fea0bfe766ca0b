import type { Profile } from '../read/profile.ts';
import { similarityOf } from '../read/term/keyed.ts';

/** A pair in two languages needs one of these cosines: of the concepts, or of words that are translations. */
const LEAST_CONCEPTS = 0.05;
const LEAST_GLOSSES = 0.14;

/**
 * Cosines for a pair in one language: if its words are below `words`, its concepts must reach `concepts`. The first entry
 * that applies counts, so the fewer words two reports share, the more concepts they must share.
 */
const LEAST_IN_ONE_LANGUAGE: readonly { readonly words: number; readonly concepts: number }[] = [
  { words: 0.05, concepts: 0.3 },
  { words: 0.15, concepts: 0.1 },
];

/**
 * Whether a pair may score high enough to link two stories; scoring it takes ten times as long as this check. Measured on
 * labelled headlines and on a month of unlabelled ones, one in three hundred rejected pairs would have linked stories.
 */
export const isWorthScoring = (a: Profile, b: Profile): boolean => {
  if (a.market !== undefined && b.market !== undefined) return true;
  if (a.occasion !== undefined && b.occasion !== undefined) return true;
  if (a.language !== b.language)
    return (
      similarityOf(a.allConcepts, b.allConcepts) >= LEAST_CONCEPTS ||
      similarityOf(a.glosses, b.glosses) >= LEAST_GLOSSES
    );
  const words = similarityOf(a.allGrams, b.allGrams);
  for (const least of LEAST_IN_ONE_LANGUAGE)
    if (words < least.words) return similarityOf(a.allConcepts, b.allConcepts) >= least.concepts;
  return true;
};
