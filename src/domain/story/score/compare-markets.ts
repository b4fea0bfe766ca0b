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
  if (x.subject !== y.subject)
    return isYen(x) && isYen(y) && (x.subject === 'yen' || y.subject === 'yen') ? 'near' : 'clash';
  const limit = HOME.has(x.subject) || HOME.has(y.subject) ? SESSION_MS.tokyo : SESSION_MS.abroad;
  if (Math.abs(a.publishedMs - b.publishedMs) >= limit) return 'clash';
  if (x.session === y.session) return 'same';
  const isOpen =
    x.session === undefined || y.session === undefined || x.session === 'during' || y.session === 'during';
  return isOpen ? 'near' : 'clash';
};

/** An English report often leaves open in which city the yen was traded. */
const isYen = ({ subject }: MarketKey): boolean => subject.endsWith('yen');
