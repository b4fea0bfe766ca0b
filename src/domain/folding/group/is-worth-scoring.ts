import type { Profile } from '../read/profile.ts';
import { similarityOf } from '../read/term/keyed.ts';

/** Minimum cosine of the concepts of a pair in two languages, unless the pair reaches `LEAST_GLOSSES`. */
const LEAST_CONCEPTS = 0.05;

/** Minimum cosine of the translated words of a pair in two languages, unless the pair reaches `LEAST_CONCEPTS`. */
const LEAST_GLOSSES = 0.14;

/**
 * Cosines for a pair in one language: if the cosine of the words is below `words`, the cosine of the concepts must
 * reach `concepts`. The first row that applies counts: reports with few common words need many common concepts.
 */
const LEAST_IN_ONE_LANGUAGE: readonly { readonly words: number; readonly concepts: number }[] = [
  { words: 0.05, concepts: 0.3 },
  { words: 0.15, concepts: 0.1 },
];

/** True if a pair may score high enough to be one story. The check is much faster than a score, and seldom wrong. */
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
