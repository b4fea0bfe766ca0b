import { HOUR_MS, type Profile } from '../read/profile.ts';
import { overlapOf } from '../read/term/keyed.ts';
import { compareMarkets } from '../score/compare-markets.ts';

type Copy = { readonly profile: Profile; readonly canonicalUrl: string };

/**
 * Maximum time between two copies with the same title and text, except market reports. Papers print reports of agencies
 * the next morning.
 */
const SAME_TEXT_WITHIN_MS = 48 * HOUR_MS;

/** Maximum time between two copies with only the same title, unless `SHORT_TITLE_WITHIN_MS` applies. */
const SAME_TITLE_WITHIN_MS = 24 * HOUR_MS;

/**
 * Maximum time between two copies of a market report, or between two copies with only the same title if the title is
 * short, names a day or belongs to a column. Such titles recur.
 */
const SHORT_TITLE_WITHIN_MS = 2 * HOUR_MS;

/** Minimum length, in characters, of the title of copies at two addresses. Shorter titles ("社説") may be equal by chance. */
const SHORTEST_TITLE = 8;

/** Minimum number of different stems (in Japanese: bigrams) of a title that probably belongs to only one event. */
const LONG_TITLE = { en: 5, ja: 10 };

/**
 * Two texts count as the same if they share at least this part, 0 to 1, of the mass of the lighter text. A copy may be
 * cut short, or end with a name.
 */
const SAME_TEXT = 0.9;

/** Returns the reason why two articles count as copies of one text; undefined if they do not. */
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

/** Returns the maximum time in milliseconds between copies with one title; 0 for a market report without a session. */
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
