import type { Profile } from '../read/profile.ts';
import type { Keyed } from '../read/term/keyed.ts';
import { createPostings } from './postings.ts';

/**
 * Finds the few added articles that may report the same event as a given article. The time of a search does not grow
 * with the number of added articles.
 */
export type CandidateIndex = {
  /** Adds the profile of an article under a slot. Slots are numbers from 0 on, and each slot is used once. */
  readonly add: (slot: number, profile: Profile) => void;
  /**
   * Returns the slots of articles to compare with a profile: found by words, then by concepts, by translations and by
   * market. Each way finds a limited number.
   */
  readonly near: (profile: Profile) => readonly number[];
  /** Hides a slot from later searches. Its memory is not freed. */
  readonly drop: (slot: number) => void;
};

/** The limits of a search by words, concepts or translations: see `createBags`. */
const BY_GRAMS = { rarest: 24, least: 0.04, most: 30 };
const BY_CONCEPTS = { rarest: 16, least: 0.15, most: 20 };
const BY_GLOSSES = { rarest: 10, least: 0.05, most: 12 };

const MOST_BY_MARKET = 30;

/** Maximum number of articles that a search reads for each key: the newest. */
const NEWEST = 120;

export const createCandidateIndex = (): CandidateIndex => {
  const byText = createBags(BY_GRAMS);
  const byFacts = createBags(BY_CONCEPTS);
  const byGlosses = { ja: createBags(BY_GLOSSES), en: createBags(BY_GLOSSES) };
  const byMarket = new Map<string, number[]>();
  return {
    add: (slot, profile) => {
      byText.add(slot, profile.grams);
      byFacts.add(slot, profile.allConcepts);
      byGlosses[profile.language].add(slot, profile.glosses);
      if (profile.market !== undefined) byMarket.getOrInsert(profile.market.subject, []).push(slot);
    },
    near: ({ language, grams, allConcepts, glosses, market }) => {
      const byTrade = market === undefined ? [] : (byMarket.get(market.subject) ?? []).slice(-MOST_BY_MARKET);
      const translated = byGlosses[language === 'ja' ? 'en' : 'ja'].near(glosses);
      return [...new Set([...byText.near(grams), ...byFacts.near(allConcepts), ...translated, ...byTrade])];
    },
    drop: (slot) => {
      for (const bags of [byText, byFacts, byGlosses.ja, byGlosses.en]) bags.drop(slot);
      for (const slots of byMarket.values()) {
        const at = slots.indexOf(slot);
        if (at !== -1) slots.splice(at, 1);
      }
    },
  };
};

/**
 * Creates an index of bags of keys. A search finds the bags with the highest cosines, at most `most`, each with a
 * cosine of at least `least`. The cosine is estimated from the rarest keys of both bags, at most `rarest` keys of each,
 * because common keys find unrelated articles.
 */
const createBags = ({ rarest, least, most }: typeof BY_GRAMS) => {
  const postings = createPostings();
  const holders = new Int32Array(NEWEST);
  /** The mass of each slot's bag; infinite for a hidden slot, which no search finds. */
  const masses: number[] = [];
  /** The mass that each slot's bag shares with the bag of the current search; all 0 between two searches. */
  const shared: number[] = [];
  return {
    add: (slot: number, bag: Keyed): void => {
      masses[slot] = bag.mass;
      shared[slot] = 0;
      for (const i of rarestOf(bag, rarest)) postings.post(bag.keys[i] as number, slot);
    },
    near: (bag: Keyed): readonly number[] => {
      const touched: number[] = [];
      for (const i of rarestOf(bag, rarest)) {
        const weight = bag.weights[i] as number;
        const count = postings.newest(bag.keys[i] as number, holders);
        for (const slot of holders.subarray(0, count)) {
          if (shared[slot] === 0) touched.push(slot);
          shared[slot] = (shared[slot] as number) + weight * weight;
        }
      }
      const found: { readonly slot: number; readonly cosine: number }[] = [];
      for (const slot of touched) {
        const cosine = (shared[slot] as number) / Math.sqrt(bag.mass * (masses[slot] as number));
        if (cosine >= least) found.push({ slot, cosine });
        shared[slot] = 0;
      }
      found.sort((a, b) => b.cosine - a.cosine || a.slot - b.slot);
      return found.slice(0, most).map(({ slot }) => slot);
    },
    drop: (slot: number): void => {
      masses[slot] = Number.POSITIVE_INFINITY;
    },
  };
};

/** Returns the positions of the rarest keys of a bag, at most `most`; of equally rare keys, the first ones. */
export const rarestOf = ({ weights, from, to }: Keyed, most: number): readonly number[] => {
  const places = Array.from({ length: to - from }, (_, n) => from + n);
  if (places.length <= most) return places;
  const rarest = places.sort((i, j) => (weights[j] as number) - (weights[i] as number)).slice(0, most);
  return rarest.sort((i, j) => i - j);
};
