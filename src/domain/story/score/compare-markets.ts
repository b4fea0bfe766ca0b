import { HOME, type MarketKey } from '../read/market-key.ts';
import type { Profile } from '../read/profile.ts';

/** How two market reports stand to each other. `near` is one market with a session named in one of them alone. */
export type MarketRelation = 'neither' | 'one-sided' | 'same' | 'near' | 'clash';

const HOUR_MS = 3_600_000;

/** Reports of markets that trade by day in Tokyo are stale sooner than those of a whole foreign session. */
const SESSION_MS = { tokyo: 4 * HOUR_MS, abroad: 14 * HOUR_MS };

export const compareMarkets = (a: Profile, b: Profile): MarketRelation => {
  const [x, y] = [a.market, b.market];
  if (x === undefined && y === undefined) return 'neither';
  if (x === undefined || y === undefined) return 'one-sided';
  const isOfOneSubject = x.subject === y.subject;
  if (!isOfOneSubject && !isOfOneYen(x, y)) return 'clash';
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
