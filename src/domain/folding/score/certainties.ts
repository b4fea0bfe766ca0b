import { ACCOUNTS } from '../read/event/event-classes.ts';
import { HOUR_MS, type Profile } from '../read/profile.ts';
import { mannerBit } from '../read/title/manner.ts';
import { compareOccasions, hasAny, matchNumbers } from './compare-facts.ts';
import { compareMarkets } from './compare-markets.ts';
import { isCutShort } from './compare-texts.ts';

/**
 * A reason that gives a pair without a veto the score `SURE`. Such pairs are too rare in labelled headlines to be
 * learned.
 */
type Certainty =
  | 'same session of a market'
  | 'same occasion of a central bank'
  | 'same accounts of a company'
  | 'beginning of the other title';

/** Minimum number of significant digits of a common number that shows that two reports are about one session. */
const TELLING_DIGITS = 3;

const OCCASION_MS = 14 * HOUR_MS;

export const certaintyOf = (a: Profile, b: Profile): Certainty | undefined => {
  const market = compareMarkets(a, b);
  if (market === 'same' && a.market?.session !== undefined) return 'same session of a market';
  if (market === 'near' && matchNumbers(a.numbers, b.numbers).best >= TELLING_DIGITS)
    return 'same session of a market';
  if (
    compareOccasions(a.occasion, b.occasion) === 'same' &&
    Math.abs(a.publishedMs - b.publishedMs) < OCCASION_MS
  )
    return 'same occasion of a central bank';
  if (areSameAccounts(a, b)) return 'same accounts of a company';
  return isCutCopy(a, b) ? 'beginning of the other title' : undefined;
};

const CUT_COPY_MS = 24 * HOUR_MS;

/**
 * True if one outlet prints another outlet's Japanese title cut short (`isCutShort`) within `CUT_COPY_MS`, and the
 * short title names a company, an institution, a country or a number. Market reports and bulletins recur, so they do
 * not count.
 */
const isCutCopy = (a: Profile, b: Profile): boolean =>
  a.language === 'ja' &&
  b.language === 'ja' &&
  a.outlet !== b.outlet &&
  Math.abs(a.publishedMs - b.publishedMs) < CUT_COPY_MS &&
  isCutShort(a.title, b.title) &&
  namesOne(a.title.length < b.title.length ? a : b) &&
  [a, b].every(({ market, bulletin }) => market === undefined && bulletin === undefined);

const namesOne = ({ companies, bodies, numbers }: Profile): boolean =>
  companies.length + bodies.length + numbers.length > 0;

const ACCOUNTS_MS = 24 * HOUR_MS;
const ACCOUNTS_TITLE = mannerBit('accounts');
const BESIDE_THE_NEWS =
  mannerBit('stock') | mannerBit('analysis') | mannerBit('comment') | mannerBit('several');

/**
 * True if two reports of one company's accounts appeared within a day: a company publishes accounts once a quarter.
 * Reports with a manner of `BESIDE_THE_NEWS` do not count.
 */
const areSameAccounts = (a: Profile, b: Profile): boolean => {
  const either = a.manner | b.manner;
  return (
    hasAny(either, ACCOUNTS_TITLE) &&
    !hasAny(either, BESIDE_THE_NEWS) &&
    hasAny(a.events, ACCOUNTS) &&
    hasAny(b.events, ACCOUNTS) &&
    a.companies.length === 1 &&
    b.companies.length === 1 &&
    a.companies[0] === b.companies[0] &&
    Math.abs(a.publishedMs - b.publishedMs) < ACCOUNTS_MS
  );
};
