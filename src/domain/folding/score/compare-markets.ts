import { HOME, type MarketKey } from '../read/event/market-key.ts';
import type { Quantity } from '../read/figure/numbers.ts';
import { HOUR_MS, type Profile } from '../read/profile.ts';
import { matchNumbers } from './compare-facts.ts';

/** The relation of two reports by their markets. `near`: the two may report one session, but this is not certain. */
type MarketRelation = 'neither' | 'one-sided' | 'same' | 'near' | 'clash';

/**
 * Maximum time between two reports of one session, in milliseconds. It is shorter for Japan's markets, because outlets
 * report them several times a day.
 */
const SESSION_MS = { tokyo: 4 * HOUR_MS, abroad: 14 * HOUR_MS };

export const compareMarkets = (a: Profile, b: Profile): MarketRelation => {
  const [x, y] = [a.market, b.market];
  if (x === undefined && y === undefined) return 'neither';
  if (x === undefined || y === undefined) return 'one-sided';
  const isOfOneSubject = x.subject === y.subject;
  if (!isOfOneSubject && !isOfOneYen(x, y)) return 'clash';
  if (areLevelsApart(a, b)) return 'clash';
  const limit = HOME.has(x.subject) && HOME.has(y.subject) ? SESSION_MS.tokyo : SESSION_MS.abroad;
  const apart = Math.abs(a.publishedMs - b.publishedMs);
  if (apart >= limit) return apart < REPRINT_MS && isReprint(a, b) ? 'near' : 'clash';
  if (x.session === y.session) return isOfOneSubject ? 'same' : 'near';
  const isOpen =
    x.session === undefined || y.session === undefined || x.session === 'during' || y.session === 'during';
  return isOpen ? 'near' : 'clash';
};

/** Maximum time between the report of a session and its reprint the next morning, in milliseconds. */
const REPRINT_MS = 24 * HOUR_MS;

/** A report and its reprint share at least `count` numbers, one of them with at least `digits` significant digits. */
const REPRINT = { digits: 4, count: 2 };

/**
 * True if one report may reprint the other: both are about one market and share numbers, and at least one has no
 * `session` (see `MarketKey`). Yen reports do not count.
 */
const isReprint = (a: Profile, b: Profile): boolean => {
  if (a.market?.subject !== b.market?.subject || a.market?.subject.endsWith('yen')) return false;
  if (a.market?.session !== undefined && b.market?.session !== undefined) return false;
  const { best, count } = matchNumbers(a.numbers, b.numbers);
  return best >= REPRINT.digits && count >= REPRINT.count;
};

/** True if both reports are about the yen and at least one names no city. */
const isOfOneYen = (x: MarketKey, y: MarketKey): boolean =>
  x.subject.endsWith('yen') && y.subject.endsWith('yen') && (x.subject === 'yen' || y.subject === 'yen');

/** Maximum difference of two rates that were quoted at one moment, in yen per dollar. */
const YEN_APART = 0.1;

/** Lowest number that counts as the level of an index, in points. A smaller number counts as a move. */
const LEAST_LEVEL = 10_000;
const TELLING_DIGITS = 3;

/**
 * True if two reports give rates of the yen that are more than `YEN_APART` apart. For another market, true if they give
 * different levels or moves and none in common.
 */
const areLevelsApart = (a: Profile, b: Profile): boolean => {
  const [x, y] = [a.market?.yen, b.market?.yen];
  if (x !== undefined && y !== undefined) return Math.max(x.from, y.from) - Math.min(x.to, y.to) > YEN_APART;
  if (a.market?.subject.endsWith('yen') || b.market?.subject.endsWith('yen')) return false;
  const levels = matchNumbers(pointsOf(a, isLevel), pointsOf(b, isLevel));
  const moves = matchNumbers(pointsOf(a, isMove), pointsOf(b, isMove));
  return (levels.clash && moves.best === 0) || (levels.best === 0 && (moves.clash || areMovesFar(a, b)));
};

/**
 * `least`: the lowest move that counts, in yen or dollars. `digits`: its minimum number of significant digits. `ratio`:
 * the minimum ratio of two moves that no rounding explains.
 */
const FAR = { least: 100, digits: 2, ratio: 1.25 };

/**
 * True if both reports give moves that count (see `FAR`), and each such move of one is far from each such move of the
 * other.
 */
const areMovesFar = (a: Profile, b: Profile): boolean => {
  const [x, y] = [a, b].map(({ numbers }) =>
    numbers.flatMap(({ value, unit, digits }) =>
      (unit === 'yen' || unit === 'dollar') && digits >= FAR.digits && value >= FAR.least && isMove(value)
        ? [value]
        : [],
    ),
  );
  if (x === undefined || y === undefined || x.length === 0 || y.length === 0) return false;
  return x.every((one) => y.every((other) => Math.max(one, other) >= FAR.ratio * Math.min(one, other)));
};

const pointsOf = ({ numbers }: Profile, isOne: (value: number) => boolean): readonly Quantity[] =>
  numbers.filter(({ value, digits }) => digits >= TELLING_DIGITS && isOne(value));

const isLevel = (value: number): boolean => value >= LEAST_LEVEL;
const isMove = (value: number): boolean => value < LEAST_LEVEL;
