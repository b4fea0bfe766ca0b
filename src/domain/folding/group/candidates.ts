import type { Profile } from '../read/profile.ts';
import type { Keyed } from '../read/term/keyed.ts';
import { createPostings } from './postings.ts';
import { createRarest } from './rarest.ts';

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
  const rarestOf = createRarest(rarest);
  const best = createBest(most);
  const holders = new Int32Array(NEWEST);
  /** The mass of each slot's bag; infinite for a hidden slot, which no search finds. */
  let masses = new Float64Array(1024);
  /** The mass that each slot's bag shares with the bag of the current search; all 0 between two searches. */
  let shared = new Float64Array(1024);
  const touched = new Int32Array(rarest * NEWEST);
  let touchedCount = 0;

  const touch = (bag: Keyed): void => {
    for (const i of rarestOf(bag)) {
      const weight = bag.weights[i] as number;
      const count = postings.newest(bag.keys[i] as number, holders);
      for (let k = 0; k < count; k += 1) {
        const slot = holders[k] as number;
        if (shared[slot] === 0) {
          touched[touchedCount] = slot;
          touchedCount += 1;
        }
        shared[slot] = (shared[slot] as number) + weight * weight;
      }
    }
  };

  return {
    add: (slot: number, bag: Keyed): void => {
      if (slot >= masses.length) {
        masses = roomFor(masses, slot);
        shared = roomFor(shared, slot);
      }
      masses[slot] = bag.mass;
      for (const i of rarestOf(bag)) postings.post(bag.keys[i] as number, slot);
    },
    near: (bag: Keyed): readonly number[] => {
      touch(bag);
      for (let k = 0; k < touchedCount; k += 1) {
        const slot = touched[k] as number;
        const cosine = (shared[slot] as number) / Math.sqrt(bag.mass * (masses[slot] as number));
        shared[slot] = 0;
        if (cosine >= least) best.offer(slot, cosine);
      }
      touchedCount = 0;
      return best.take();
    },
    drop: (slot: number): void => {
      masses[slot] = Number.POSITIVE_INFINITY;
    },
  };
};

/** Keeps the offered slots with the highest cosines, at most `most`. If cosines are equal, the older slot is first. */
const createBest = (most: number) => {
  const slots = new Int32Array(most);
  const cosines = new Float64Array(most);
  let count = 0;
  return {
    offer: (slot: number, cosine: number): void => {
      // If the list is full, this comparison is enough for most slots.
      if (count === most && cosine < (cosines[most - 1] as number)) return;
      let at = count;
      for (; at > 0; at -= 1) {
        const other = cosines[at - 1] as number;
        if (other > cosine || (other === cosine && (slots[at - 1] as number) < slot)) break;
        if (at === most) continue;
        slots[at] = slots[at - 1] as number;
        cosines[at] = other;
      }
      if (at === most) return;
      slots[at] = slot;
      cosines[at] = cosine;
      count = Math.min(count + 1, most);
    },
    /** Returns the best slots, the best first, and empties the list. */
    take: (): readonly number[] => {
      const found = [...slots.subarray(0, count)];
      count = 0;
      return found;
    },
  };
};

const roomFor = (numbers: Float64Array, slot: number): Float64Array<ArrayBuffer> => {
  const larger = new Float64Array(Math.ceil(1.5 * slot) + 1);
  larger.set(numbers);
  return larger;
};
