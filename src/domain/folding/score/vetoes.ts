import { COUNTRIES } from '../read/name/bodies.ts';
import type { Profile } from '../read/profile.ts';
import { mannerBit } from '../read/title/manner.ts';
import { areOtherBulletins } from './compare-bulletins.ts';
import { compareOccasions, hasAny, isOnOneSide, matchNumbers, relate } from './compare-facts.ts';
import { compareMarkets } from './compare-markets.ts';
import { commonPrefix, isCutShort, saySameOfOthers } from './compare-texts.ts';

/** A reason that keeps a pair of articles apart, whatever their score. */
export type Veto =
  | 'different market, session or level'
  | 'one is a round-up'
  | 'same title of another day'
  | 'another bulletin'
  | 'another instalment of a series'
  | 'different places'
  | 'similar titles about different names'
  | 'another numbered item'
  | 'different statistics, or no common country'
  | 'different central banks, or different news of one bank'
  | 'one is about the share price'
  | 'one is a comment'
  | 'two comments'
  | 'two titles of one outlet that read like magazine pieces'
  | 'only one is a reaction'
  | 'only one says that the event is over'
  | 'different companies';

const ROUND_UP = mannerBit('round-up');
const SHARE_PRICE = mannerBit('share-price');
const COMMENT = mannerBit('comment');
const ANSWER = mannerBit('answer');
const OVER = mannerBit('over');
const UNDER_WAY = mannerBit('under-way');

/** Minimum number of significant digits of a common number that counts. Numbers of one digit may be equal by chance. */
const TELLING_DIGITS = 2;

/** Minimum length, in characters, of the common beginning of two titles that may be copies. */
const PREFIX_OF_COPY = 8;

/** Minimum style, 0 to 1, of a title that counts as the title of a magazine's piece. */
const MAGAZINE = 0.7;

/** Returns the first veto that applies to two articles, or undefined. */
export const vetoOf = (a: Profile, b: Profile): Veto | undefined => {
  const market = compareMarkets(a, b);
  if (market === 'clash') return 'different market, session or level';
  if (areOtherBulletins(a, b)) return 'another bulletin';
  if (isOtherSeries(a, b)) return 'another instalment of a series';
  const isOfOne = (manner: number): boolean => isOnOneSide(a.manner, b.manner, manner);
  if (isOfOne(ROUND_UP)) return 'one is a round-up';
  if (relate(a.days, b.days).disjoint && withoutDigits(a.title) === withoutDigits(b.title))
    return 'same title of another day';
  if (relate(a.ordinals, b.ordinals).disjoint) return 'another numbered item';
  if (isAnotherFigure(a, b)) return 'different statistics, or no common country';
  if (compareOccasions(a.occasion, b.occasion) === 'clash')
    return 'different central banks, or different news of one bank';
  if (isOfOne(SHARE_PRICE) && !isEnglishIn(a, b) && a.market === undefined && b.market === undefined)
    return 'one is about the share price';
  const isCopy = commonPrefix(a.title, b.title) >= PREFIX_OF_COPY;
  if (hasAny(a.manner & b.manner, COMMENT) && !isCopy) return 'two comments';
  if (isOfOne(COMMENT) && a.outlet !== b.outlet && !isCopy) return 'one is a comment';
  if (a.outlet === b.outlet && Math.min(a.style, b.style) >= MAGAZINE && !isCopy)
    return 'two titles of one outlet that read like magazine pieces';
  if (a.language === b.language) {
    const isSession = a.market !== undefined || b.market !== undefined;
    if (isOfOne(ANSWER) && !isSession && !isCutShort(a.title, b.title)) return 'only one is a reaction';
    if (isOverAndUnderWay(a.manner, b.manner) || isOverAndUnderWay(b.manner, a.manner))
      return 'only one says that the event is over';
  }
  // Reports of one market session may name different shares.
  if (market === 'same' || market === 'near') return undefined;
  if (!haveOneActor(a, b) && isOneOfThoseNamed(a, b)) return 'different companies';
  if (relate(a.allCompanies, b.allCompanies).shared > 0) return undefined;
  if (relate(a.companies, b.companies).disjoint && (isEnglishIn(a, b) || areActorsApart(a, b)))
    return 'different companies';
  if (isSaidOfAnother(a, b)) return 'similar titles about different names';
  const isAlike =
    a.language !== b.language || hasAny(a.events, b.events) || relate(a.indicators, b.indicators).shared > 0;
  return relate(a.places, b.places).disjoint && isAlike ? 'different places' : undefined;
};

/** True if two Japanese titles without a common institution say the same about two names. Market reports do not count. */
const isSaidOfAnother = (a: Profile, b: Profile): boolean =>
  a.language === 'ja' &&
  b.language === 'ja' &&
  a.market === undefined &&
  b.market === undefined &&
  !a.bodies.some((body) => b.bodies.includes(body) && !COUNTRIES.has(body)) &&
  saySameOfOthers(a.plain, b.plain);

const isOtherSeries = (a: Profile, b: Profile): boolean =>
  a.instalment !== undefined && b.instalment !== undefined && a.instalment !== b.instalment;

/**
 * True if two titles report different statistics and share no company. Also true if they share a statistic, but neither
 * a country nor a number of `TELLING_DIGITS` or more digits, and at least one names a country.
 */
const isAnotherFigure = (a: Profile, b: Profile): boolean => {
  const figures = relate(a.titleIndicators, b.titleIndicators);
  if (figures.disjoint) return relate(a.companies, b.companies).shared === 0;
  return (
    figures.shared > 0 &&
    countriesOf(a).length + countriesOf(b).length > 0 &&
    relate(countriesOf(a), countriesOf(b)).shared === 0 &&
    matchNumbers(a.numbers, b.numbers).best < TELLING_DIGITS
  );
};

const countriesOf = ({ bodies }: Profile): readonly string[] => bodies.filter((body) => COUNTRIES.has(body));

const isOverAndUnderWay = (one: number, other: number): boolean =>
  hasAny(one, OVER) && !hasAny(other, OVER) && hasAny(other, UNDER_WAY);

const withoutDigits = (title: string): string =>
  title.replace(/\([日月火水木金土]\)|\s/gu, '').replace(/\d+/g, '#');

const isEnglishIn = (a: Profile, b: Profile): boolean => a.language === 'en' || b.language === 'en';

/** True if each title names exactly one company and the first two characters of the titles differ. */
const areActorsApart = (a: Profile, b: Profile): boolean =>
  a.companies.length === 1 && b.companies.length === 1 && a.title.slice(0, 2) !== b.title.slice(0, 2);

/** True if `a` is Japanese and both titles begin with one name. The tagger may miss the company in one of them. */
const haveOneActor = (a: Profile, b: Profile): boolean =>
  a.language === 'ja' && a.head === b.head && NAME.test(a.head);

const NAME = /^[\p{Script=Han}\p{Script=Katakana}ーa-z&]{2,8}$/u;

/**
 * True if the titles name different companies, and at most one article mentions the other title's companies: "Alpha
 * cuts fares, as Beta did".
 */
const isOneOfThoseNamed = (a: Profile, b: Profile): boolean =>
  relate(a.companies, b.companies).disjoint &&
  (relate(a.companies, b.allCompanies).shared === 0 || relate(b.companies, a.allCompanies).shared === 0);
