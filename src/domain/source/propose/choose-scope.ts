import type { Scope } from '../source.ts';

/** Number of items of a feed (`of`), and of those that would be kept under each scope. */
export type Relevant = { readonly of: number; readonly japan: number; readonly general: number };

/** Minimum share of items about Japanese business for the scope `business`, which keeps all items. */
const ALL_BUSINESS = 0.75;

/** Minimum share of items about Japan among all business items for the scope `japan`. */
const OF_JAPAN = 0.8;

/** Minimum number of items to judge a feed by; with fewer, the scope is `general`. */
const MIN_ITEMS = 5;

/** Chooses the scope that keeps Japanese business and drops the rest, judged by the current items. */
export const chooseScope = ({ of, japan, general }: Relevant): Scope => {
  if (of < MIN_ITEMS) return 'general';
  if (general >= ALL_BUSINESS * of) return 'business';
  return japan > 0 && general >= OF_JAPAN * japan ? 'japan' : 'general';
};
