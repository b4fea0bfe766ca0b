import type { Profile } from '../read/profile.ts';
import { similarityOf } from '../read/term/keyed.ts';

/** A pair in two languages is worth scoring if the cosine of its concepts is at least this number. */
const LEAST_CONCEPTS = 0.05;

/** A pair in two languages is worth scoring if the cosine of its translated words is at least this number. */
const LEAST_GLOSSES = 0.14;

/**
 * A pair in one language with a cosine of the words below `words` is worth scoring if the cosine of its concepts is at
 * least `concepts`. The first row that applies counts: reports with few common words need many common concepts.
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
