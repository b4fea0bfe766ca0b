import type { Keyed } from '../read/keyed.ts';
import type { Profile } from '../read/profile.ts';
import { createPostings } from './postings.ts';

/** Finds, among the articles put in, the few that may tell the same as another one; cost stays flat as they grow. */
export type CandidateIndex = {
  /** Slots are numbers from 0 on, each used once. */
  readonly add: (slot: number, profile: Profile) => void;
  /** Slots worth comparing with a profile, best first within each kind; at most about eighty. */
  readonly near: (profile: Profile) => readonly number[];
  /** The slot is never found again; its room stays taken. */
  readonly drop: (slot: number) => void;
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

export const createCandidateIndex = (): CandidateIndex => {
  const byText = createBags(RAREST_GRAMS, LEAST_COSINE, BEST_BY_GRAMS);
  const byFacts = createBags(RAREST_CONCEPTS, LEAST_CONCEPT_COSINE, BEST_BY_CONCEPTS);
  const byMarket = new Map<string, number[]>();
  return {
    add: (slot, profile) => {
      byText.add(slot, profile.grams);
      byFacts.add(slot, profile.allConcepts);
      if (profile.market === undefined) return;
      const slots = byMarket.get(profile.market.subject);
      if (slots === undefined) byMarket.set(profile.market.subject, [slot]);
      else slots.push(slot);
    },
    near: ({ grams, allConcepts, market }) => {
      const byTrade = market === undefined ? [] : (byMarket.get(market.subject) ?? []).slice(-BEST_BY_MARKET);
      return [...new Set([...byText.near(grams), ...byFacts.near(allConcepts), ...byTrade])];
    },
    drop: (slot) => {
      byText.drop(slot);
      byFacts.drop(slot);
    },
  };
};

type Bags = {
  readonly add: (slot: number, bag: Keyed) => void;
  readonly near: (bag: Keyed) => readonly number[];
  readonly drop: (slot: number) => void;
};

/** An index of bags of keys: finds the `most` with the best cosine, as far as the rarest keys of both tell. */
const createBags = (rarest: number, least: number, most: number): Bags => {
  const postings = createPostings();
  /** Of each slot; infinite for one that is gone, so that nothing is near it. */
  let masses = new Float64Array(1024);
  /** What each slot shares with the bag in question: all 0 between two questions. */
  let shared = new Float64Array(1024);
  const touched: number[] = [];
  const holders = new Int32Array(NEWEST);

  const touch = (bag: Keyed): void => {
    for (const i of rarestOf(bag, rarest)) {
      const weight = bag.weights[i] as number;
      const count = postings.newest(bag.keys[i] as number, holders);
      for (let k = 0; k < count; k += 1) {
        const slot = holders[k] as number;
        if (shared[slot] === 0) touched.push(slot);
        shared[slot] = (shared[slot] as number) + weight * weight;
      }
    }
  };

  return {
    add: (slot, bag) => {
      if (slot >= masses.length) {
        masses = roomFor(masses, slot);
        shared = roomFor(shared, slot);
      }
      masses[slot] = bag.mass;
      for (const i of rarestOf(bag, rarest)) postings.post(bag.keys[i] as number, slot);
    },
    near: (bag) => {
      touch(bag);
      const found: { readonly slot: number; readonly cosine: number }[] = [];
      // The worst of the best so far: most slots are not better, and cost nothing more.
      let bar = least;
      for (const slot of touched) {
        const cosine = (shared[slot] as number) / Math.sqrt(bag.mass * (masses[slot] as number));
        shared[slot] = 0;
        if (cosine < bar) continue;
        found.push({ slot, cosine });
        if (found.length === 2 * most) {
          found.sort(byCosine);
          found.length = most;
          bar = (found[most - 1] as (typeof found)[number]).cosine;
        }
      }
      touched.length = 0;
      return found
        .sort(byCosine)
        .slice(0, most)
        .map(({ slot }) => slot);
    },
    drop: (slot) => {
      masses[slot] = Number.POSITIVE_INFINITY;
    },
  };
};

type Found = { readonly slot: number; readonly cosine: number };

const byCosine = (a: Found, b: Found): number => b.cosine - a.cosine || a.slot - b.slot;

const roomFor = (numbers: Float64Array, slot: number): Float64Array<ArrayBuffer> => {
  const larger = new Float64Array(Math.ceil(1.5 * slot) + 1);
  larger.set(numbers);
  return larger;
};

/** Positions of the rarest keys of a bag; of those that are as rare the first. */
const rarestOf = ({ weights, from, to }: Keyed, most: number): readonly number[] => {
  const found: number[] = [];
  const bar =
    to - from <= most
      ? Number.NEGATIVE_INFINITY
      : (weights.slice(from, to).sort()[to - from - most] as number);
  let atBar = most;
  for (let i = from; i < to; i += 1) if ((weights[i] as number) > bar) atBar -= 1;
  for (let i = from; i < to; i += 1) {
    const weight = weights[i] as number;
    if (weight < bar || (weight === bar && atBar <= 0)) continue;
    if (weight === bar) atBar -= 1;
    found.push(i);
  }
  return found;
};
