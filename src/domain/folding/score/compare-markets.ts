import { HOME, type MarketKey } from '../read/event/market-key.ts';
import type { Quantity } from '../read/figure/numbers.ts';
import { HOUR_MS, type Profile } from '../read/profile.ts';
import { matchNumbers } from './compare-facts.ts';

/** How two market reports are related. `near`: the same market, but only one of them names a session. */
export type MarketRelation = 'neither' | 'one-sided' | 'same' | 'near' | 'clash';

/** Reports of markets that trade by day in Tokyo are stale sooner than those of a whole foreign session. */
const SESSION_MS = { tokyo: 4 * HOUR_MS, abroad: 14 * HOUR_MS };

export const compareMarkets = (a: Profile, b: Profile): MarketRelation => {
  const [x, y] = [a.market, b.market];
  if (x === undefined && y === undefined) return 'neither';
  if (x === undefined || y === undefined) return 'one-sided';
  const isOfOneSubject = x.subject === y.subject;
  if (!isOfOneSubject && !isOfOneYen(x, y)) return 'clash';
  if (areLevelsApart(a, b)) return 'clash';
  const limit = HOME.has(x.subject) && HOME.has(y.subject) ? SESSION_MS.tokyo : SESSION_MS.abroad;
  if (Math.abs(a.publishedMs - b.publishedMs) >= limit) return 'clash';
  if (x.session === y.session) return isOfOneSubject ? 'same' : 'near';
  const isOpen =
    x.session === undefined || y.session === undefined || x.session === 'during' || y.session === 'during';
  return isOpen ? 'near' : 'clash';
};

/** A report often leaves open in which city the yen was traded. */
const isOfOneYen = (x: MarketKey, y: MarketKey): boolean =>
  x.subject.endsWith('yen') && y.subject.endsWith('yen') && (x.subject === 'yen' || y.subject === 'yen');

/** Two yen rates that differ by more were quoted at two moments; in yen. */
const YEN_APART = 0.1;

/** An index stands at ten thousand points and more, and moves by fewer; both have three digits and more to say so. */
const LEAST_LEVEL = 10_000;
const TELLING_DIGITS = 3;

/** The two give other rates of the yen, other levels of an index, or other moves of it. */
const areLevelsApart = (a: Profile, b: Profile): boolean => {
  const [x, y] = [a.market?.yen, b.market?.yen];
  if (x !== undefined && y !== undefined) return Math.max(x.from, y.from) - Math.min(x.to, y.to) > YEN_APART;
  if (a.market?.subject.endsWith('yen') || b.market?.subject.endsWith('yen')) return false;
  const levels = matchNumbers(pointsOf(a, isLevel), pointsOf(b, isLevel));
  const moves = matchNumbers(pointsOf(a, isMove), pointsOf(b, isMove));
  return (levels.clash && moves.best === 0) || (moves.clash && levels.best === 0);
};

const pointsOf = ({ numbers }: Profile, isOne: (value: number) => boolean): readonly Quantity[] =>
  numbers.filter(({ value, digits }) => digits >= TELLING_DIGITS && isOne(value));

const isLevel = (value: number): boolean => value >= LEAST_LEVEL;
const isMove = (value: number): boolean => value < LEAST_LEVEL;
