import type { Profile } from '../read/profile.ts';
import { matchNumbers } from './compare-facts.ts';
import { compareMarkets } from './compare-markets.ts';

/** What makes two articles one story by itself: knowledge of occasions that come too seldom to be learned. */
export type Certainty = 'same session of a market' | 'same occasion of a central bank';

/** A market stands at a number of so many digits once a day. */
const TELLING_DIGITS = 3;

const OCCASION_MS = 14 * 3_600_000;

export const certaintyOf = (a: Profile, b: Profile): Certainty | undefined => {
  const market = compareMarkets(a, b);
  if (market === 'same' && a.market?.session !== undefined) return 'same session of a market';
  if (market === 'near' && matchNumbers(a.numbers, b.numbers).best >= TELLING_DIGITS)
    return 'same session of a market';
  const isSameOccasion =
    a.occasion !== undefined &&
    a.occasion.bank === b.occasion?.bank &&
    a.occasion.part === b.occasion.part &&
    Math.abs(a.publishedMs - b.publishedMs) < OCCASION_MS;
  return isSameOccasion ? 'same occasion of a central bank' : undefined;
};
