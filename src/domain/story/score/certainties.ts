import type { Profile } from '../read/profile.ts';
import { compareMarkets } from './compare-markets.ts';

/** What makes two articles one story by itself: knowledge of occasions that come too seldom to be learned. */
export type Certainty = 'same session of a market' | 'same occasion of a central bank';

const OCCASION_MS = 14 * 3_600_000;

export const certaintyOf = (a: Profile, b: Profile): Certainty | undefined => {
  if (compareMarkets(a, b) === 'same' && a.market?.session !== undefined) return 'same session of a market';
  const isSameOccasion =
    a.occasion !== undefined &&
    a.occasion.bank === b.occasion?.bank &&
    a.occasion.part === b.occasion.part &&
    Math.abs(a.publishedMs - b.publishedMs) < OCCASION_MS;
  return isSameOccasion ? 'same occasion of a central bank' : undefined;
};
