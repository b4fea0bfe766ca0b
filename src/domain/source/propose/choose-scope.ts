import type { Scope } from '../source.ts';

/** How many items of a feed would pass under each scope. */
export type Relevant = { readonly of: number; readonly japan: number; readonly general: number };

/** A feed of which so many items are of Japanese business brings hardly anything else: all of it is kept. */
const ALL_BUSINESS = 0.75;

/** A feed is of Japan where nearly all of its business is Japan's. */
const OF_JAPAN = 0.8;

/** Fewer items than this say nothing of a feed: the careful scope is taken. */
const MIN_ITEMS = 5;

/** The scope that keeps Japanese business and lets the rest go, as far as the items at hand show. */
export const chooseScope = ({ of, japan, general }: Relevant): Scope => {
  if (of < MIN_ITEMS) return 'general';
  if (general >= ALL_BUSINESS * of) return 'business';
  return japan > 0 && general >= OF_JAPAN * japan ? 'japan' : 'general';
};
