import type { Keyed } from '../read/keyed.ts';
import type { Profile } from '../read/profile.ts';

/** Finds, among the articles put in, the few that may tell the same as another one; cost stays flat as they grow. */
export type CandidateIndex = {
  readonly add: (slot: number, profile: Profile) => void;
  /** Slots worth comparing with a profile, best first within each kind; at most about a hundred. */
  readonly near: (profile: Profile) => readonly number[];
  /** Drops the slots for which the test fails. */
  readonly keep: (isKept: (slot: number) => boolean) => void;
};

/** Of an article's bigrams the rarest are looked up: common ones lead everywhere. */
const RAREST_GRAMS = 24;
const RAREST_CONCEPTS = 16;
/** Of the articles that hold a key the newest are looked at. */
const NEWEST = 120;
const BEST_BY_GRAMS = 30;
const BEST_BY_CONCEPTS = 20;
const LEAST_COSINE = 0.04;
const LEAST_CONCEPT_COSINE = 0.15;
const BEST_BY_MARKET = 30;

const NONE: readonly number[] = [];

export const createCandidateIndex = (): CandidateIndex => {
  const profiles = new Map<number, Profile>();
  const byGram = new Map<number, number[]>();
  const byConcept = new Map<number, number[]>();
  const byMarket = new Map<string, number[]>();
  /** What each slot shares with the profile in question: all 0 between two questions. */
  let mass = new Float64Array(1024);

  const best = (
    own: Keyed,
    keys: readonly number[],
    postings: ReadonlyMap<number, readonly number[]>,
    theirs: (profile: Profile) => Keyed,
    least: number,
    most: number,
  ): readonly number[] => {
    const touched: number[] = [];
    for (const i of keys) {
      const weight = own.weights[i] as number;
      const slots = postings.get(own.keys[i] as number) ?? NONE;
      for (let k = Math.max(0, slots.length - NEWEST); k < slots.length; k += 1) {
        const slot = slots[k] as number;
        if (mass[slot] === 0) touched.push(slot);
        mass[slot] = (mass[slot] as number) + weight * weight;
      }
    }
    const found: { slot: number; cosine: number }[] = [];
    for (const slot of touched) {
      const profile = profiles.get(slot);
      const shared = mass[slot] as number;
      mass[slot] = 0;
      if (profile === undefined) continue;
      const cosine = shared / Math.sqrt(own.mass * theirs(profile).mass);
      if (cosine >= least) found.push({ slot, cosine });
    }
    found.sort((a, b) => b.cosine - a.cosine || a.slot - b.slot);
    return found.slice(0, most).map(({ slot }) => slot);
  };

  return {
    add: (slot, profile) => {
      profiles.set(slot, profile);
      if (slot >= mass.length) mass = new Float64Array(2 * slot);
      for (const i of rarest(profile.grams, RAREST_GRAMS))
        post(byGram, profile.grams.keys[i] as number, slot);
      for (const i of rarest(profile.allConcepts, RAREST_CONCEPTS))
        post(byConcept, profile.allConcepts.keys[i] as number, slot);
      if (profile.market !== undefined) post(byMarket, profile.market.subject, slot);
    },
    near: (profile) => {
      const { grams, allConcepts, market } = profile;
      const byText = best(
        grams,
        rarest(grams, RAREST_GRAMS),
        byGram,
        (other) => other.grams,
        LEAST_COSINE,
        BEST_BY_GRAMS,
      );
      const byFacts = best(
        allConcepts,
        rarest(allConcepts, RAREST_CONCEPTS),
        byConcept,
        (other) => other.allConcepts,
        LEAST_CONCEPT_COSINE,
        BEST_BY_CONCEPTS,
      );
      const byTrade = market === undefined ? [] : (byMarket.get(market.subject) ?? []).slice(-BEST_BY_MARKET);
      return [...new Set([...byText, ...byFacts, ...byTrade])];
    },
    keep: (isKept) => {
      for (const slot of profiles.keys()) if (!isKept(slot)) profiles.delete(slot);
      for (const postings of [byGram, byConcept, byMarket] as const)
        thin(postings as Map<number | string, number[]>, isKept);
    },
  };
};

const post = <Key>(postings: Map<Key, number[]>, key: Key, slot: number): void => {
  const slots = postings.get(key);
  if (slots === undefined) postings.set(key, [slot]);
  else slots.push(slot);
};

const thin = <Key>(postings: Map<Key, number[]>, isKept: (slot: number) => boolean): void => {
  for (const [key, slots] of postings) {
    const kept = slots.filter(isKept);
    if (kept.length === 0) postings.delete(key);
    else if (kept.length < slots.length) postings.set(key, kept);
  }
};

/** Positions of the rarest keys of a bag. */
const rarest = (bag: Keyed, most: number): readonly number[] => {
  const all = Array.from(bag.keys.keys());
  if (all.length <= most) return all;
  return all.sort((a, b) => (bag.weights[b] as number) - (bag.weights[a] as number) || a - b).slice(0, most);
};
