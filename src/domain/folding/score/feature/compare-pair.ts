import { HOUR_MS, type Profile } from '../../read/profile.ts';
import { containmentOf, cosineOf, type Keyed, type Overlap, overlapOf } from '../../read/term/keyed.ts';
import { compareOccasions, matchNumbers, relate } from '../compare-facts.ts';
import { compareMarkets } from '../compare-markets.ts';
import { longestCommonRun } from '../compare-texts.ts';

/** Two articles, and everything about the pair that features measure. */
export type Comparison = ReturnType<typeof comparePair>;

/** Returns the value of one feature of a pair; true counts as 1. */
export type Measure = (pair: Comparison) => number | boolean;

const LONGEST_RUN = 16;

/** Maximum time between two articles that count as simultaneous, in milliseconds. */
export const FLOOR_MS = 4 * HOUR_MS;

/** Compares two articles. Fields named `all…` compare titles and summaries, other fields mostly titles. */
export const comparePair = (a: Profile, b: Profile) => {
  const isOneLanguage = a.language === b.language;
  const grams = overlapOf(a.grams, b.grams);
  return {
    a,
    b,
    isOneLanguage,
    apartMs: Math.abs(a.publishedMs - b.publishedMs),
    /** The longest common run of characters, as a share of LONGEST_RUN; 0 for two languages. */
    run: isOneLanguage ? longestCommonRun(a.plain, b.plain, LONGEST_RUN) / LONGEST_RUN : 0,
    grams,
    allGrams: overlapOf(a.allGrams, b.allGrams),
    headGrams: overlapOf(a.headGrams, b.headGrams),
    deedGrams: overlapOf(a.deedGrams, b.deedGrams),
    words: overlapOf(a.words, b.words),
    titleHeld: a.summarised || b.summarised ? holdEachOther(a, b) : holdTitles(a, b, grams),
    glosses: isOneLanguage ? NO_GLOSSES : compareGlosses(a, b),
    number: matchNumbers(a.numbers, b.numbers),
    allNumber: matchNumbers(a.allNumbers, b.allNumbers),
    company: relate(a.companies, b.companies),
    allCompany: relate(a.allCompanies, b.allCompanies),
    body: relate(a.bodies, b.bodies),
    allBody: relate(a.allBodies, b.allBodies),
    place: relate(a.places, b.places),
    allPlace: relate(a.allPlaces, b.allPlaces),
    country: relate(a.countries, b.countries),
    sounds: overlapOf(a.sounds, b.sounds),
    allSounds: overlapOf(a.allSounds, b.allSounds),
    concepts: overlapOf(a.concepts, b.concepts),
    allConcepts: overlapOf(a.allConcepts, b.allConcepts),
    terms: overlapOf(a.terms, b.terms),
    indicator: relate(a.indicators, b.indicators),
    period: relate(a.periods, b.periods),
    market: compareMarkets(a, b),
    occasion: compareOccasions(a.occasion, b.occasion),
  };
};

/** Returns the share of each title, 0 to 1, that the other article contains: the lower and the higher share. */
const holdEachOther = (a: Profile, b: Profile) => {
  const [one, other] = [shareHeld(a, b), shareHeld(b, a)];
  return { least: Math.min(one, other), most: Math.max(one, other) };
};

/** Compares two articles without summaries as `holdEachOther` does, but `least` is the cosine of their titles. */
const holdTitles = (a: Profile, b: Profile, grams: Overlap) => ({
  least: cosineOf(a.grams, b.grams, grams.mass),
  most: containmentOf(a.grams, b.grams, grams.mass),
});

const shareHeld = (title: Profile, text: Profile): number =>
  title.grams.mass === 0 ? 0 : overlapOf(title.grams, text.allGrams).mass / title.grams.mass;

const NO_GLOSSES = { ofTitle: 0, ofDeed: 0, ofAll: 0, cosine: 0, heaviest: 0, count: 0 };

/** Compares an English article with possible translations of a Japanese article. `of…`: shares, 0 to 1. */
const compareGlosses = (a: Profile, b: Profile): typeof NO_GLOSSES => {
  const [ja, en] = a.language === 'ja' ? [a, b] : [b, a];
  const { mass, heaviest, count } = overlapOf(ja.glosses, en.glosses);
  return {
    ofTitle: shareGlossed(ja, en.grams),
    /** The share for the English title without the names of companies. */
    ofDeed: shareGlossed(ja, en.deedGrams),
    ofAll: en.glosses.mass === 0 ? 0 : mass / en.glosses.mass,
    cosine: cosineOf(ja.glosses, en.glosses, mass),
    heaviest,
    count,
  };
};

/** Returns the share of the mass of English words, 0 to 1, that possible translations of a Japanese article contain. */
const shareGlossed = (ja: Profile, words: Keyed): number =>
  words.mass === 0 ? 0 : overlapOf(ja.glosses, words).mass / words.mass;
