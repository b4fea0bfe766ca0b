import { overlapOf } from '../read/keyed.ts';
import type { Profile } from '../read/profile.ts';
import { matchNumbers, relate } from './compare-facts.ts';

/** A name or a word as rare as this is hardly shared by chance: it stands in one text of four hundred. */
const RARE = 6;

/** Several concepts that are less rare say as much together: their squared weights. */
const SEVERAL_CONCEPTS = 60;

/** Of the smaller text's weight in words, this much must be shared where no fact is. */
const SHARED_WORDS = 0.2;

/** With a telling number in common, less of the words will do. */
const SHARED_WORDS_WITH_NUMBER = 0.08;

/** A number of this many digits is hardly shared by chance. */
const TELLING_DIGITS = 2;

/**
 * Whether two articles of one company say anything of it alike: what it does, how much, where, when or with whom. A name
 * in common may be its own.
 */
const sayAlike = (a: Profile, b: Profile): boolean =>
  (a.allEvents & b.allEvents) !== 0 ||
  overlapOf(a.terms, b.terms).count > 0 ||
  overlapOf(a.allSounds, b.allSounds).count > 1 ||
  matchNumbers(a.allNumbers, b.allNumbers).count > 0 ||
  [
    relate(a.allPlaces, b.allPlaces),
    relate(a.allBodies, b.allBodies),
    relate(a.allPeriods, b.allPeriods),
    relate(a.indicators, b.indicators),
  ].some(({ shared }) => shared > 0);

/**
 * Whether two articles share anything that could make them reports of one event: a company, of which reports in two
 * languages must say something alike; else a telling number, a rare name or concept across languages, or a good part of
 * their words. That they came at the same hour is no such thing.
 */
export const haveCommonGround = (a: Profile, b: Profile): boolean => {
  const companies = relate(a.allCompanies, b.allCompanies).shared;
  if (companies > 0) return a.language === b.language || companies > 1 || sayAlike(a, b);
  if (a.market !== undefined && a.market.subject === b.market?.subject) return true;
  const isNumberShared = matchNumbers(a.allNumbers, b.allNumbers).best >= TELLING_DIGITS;
  if (a.language === b.language) {
    const shared = overlapOf(a.allGrams, b.allGrams).mass / Math.min(a.allGrams.mass, b.allGrams.mass);
    return shared >= (isNumberShared ? SHARED_WORDS_WITH_NUMBER : SHARED_WORDS);
  }
  if (isNumberShared) return true;
  if (overlapOf(a.words, b.words).heaviest >= RARE) return true;
  if (overlapOf(a.allSounds, b.allSounds).heaviest >= RARE) return true;
  const concepts = overlapOf(a.allConcepts, b.allConcepts);
  return concepts.heaviest >= RARE || concepts.mass >= SEVERAL_CONCEPTS;
};
