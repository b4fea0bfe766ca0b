import { HOUR_MS, type Profile } from '../read/profile.ts';
import { overlapOf } from '../read/term/keyed.ts';
import { compareMarkets } from '../score/compare-markets.ts';

type Copy = { readonly profile: Profile; readonly canonicalUrl: string };

/** The same title with the same text is a copy for so long: agency copy stands in other papers the next morning. */
const SAME_TEXT_WITHIN_MS = 48 * HOUR_MS;

/** The same title alone is a copy for so long where it is long enough to be no name of a series. */
const SAME_TITLE_WITHIN_MS = 24 * HOUR_MS;

/** A short title, or one of a market or a day, is the same by chance after this time. */
const SHORT_TITLE_WITHIN_MS = 2 * HOUR_MS;

/** A shorter title ("社説") may be the same by chance. */
const SHORTEST_TITLE = 8;

/** Words of a title that only one event bears; bigrams where no spaces stand between words. */
const LONG_TITLE = { en: 5, ja: 10 };

/** So much of two texts that are the same is shared: a copy may be cut off, or end in a name. */
const SAME_TEXT = 0.9;

/** Why two articles are copies of one text, or undefined where they are not known to be. */
export const twinOf = (a: Copy, b: Copy): 'same-url' | 'same-title' | undefined => {
  const [x, y] = [a.profile, b.profile];
  if (
    x.language !== y.language ||
    x.title !== y.title ||
    x.column !== y.column ||
    x.instalment !== y.instalment
  )
    return undefined;
  if (a.canonicalUrl === b.canonicalUrl) return 'same-url';
  if (x.outlet === y.outlet || x.title.length < SHORTEST_TITLE || compareMarkets(x, y) === 'clash')
    return undefined;
  return Math.abs(x.publishedMs - y.publishedMs) <= lastsMs(x, y) ? 'same-title' : undefined;
};

/** How long two articles with one title are copies. */
const lastsMs = (x: Profile, y: Profile): number => {
  if (x.market !== undefined || y.market !== undefined)
    return x.market?.session === undefined ? 0 : SHORT_TITLE_WITHIN_MS;
  if (x.summarised && y.summarised && haveSameText(x, y)) return SAME_TEXT_WITHIN_MS;
  const isLong = x.grams.to - x.grams.from >= LONG_TITLE[x.language];
  return isLong && x.days.length === 0 && x.column === undefined
    ? SAME_TITLE_WITHIN_MS
    : SHORT_TITLE_WITHIN_MS;
};

const haveSameText = ({ allGrams: a }: Profile, { allGrams: b }: Profile): boolean =>
  overlapOf(a, b).mass >= SAME_TEXT * Math.min(a.mass, b.mass);
