import type { Profile } from '../read/profile.ts';
import { compareMarkets } from './compare-markets.ts';
import type { Put } from './put.ts';
import { FLOOR_MS, HOUR_MS } from './times.ts';

/** Of which market or occasion two articles are, when they came and where. */
export const SETTING_FEATURES = [
  'sameMarket',
  'marketClash',
  'marketOneSided',
  'marketNear',
  'sameOccasion',
  'occasionClash',
  'occasionOneSided',
  'days',
  'overTenHours',
  'overTwentyHours',
  'samePoll',
  'sameOutlet',
  'samePublisher',
  'summaries',
  'sameColumn',
  'columnsApart',
] as const;

/** Measures the SETTING_FEATURES of two articles in their order. */
export const measureSetting = (a: Profile, b: Profile, put: Put): void => {
  const apartMs = Math.abs(a.publishedMs - b.publishedMs);
  const market = compareMarkets(a, b);
  put(market === 'same');
  put(market === 'clash');
  put(market === 'one-sided');
  put(market === 'near');
  const sameBank = a.occasion !== undefined && a.occasion.bank === b.occasion?.bank;
  put(sameBank && a.occasion?.part === b.occasion?.part);
  put(
    a.occasion !== undefined &&
      b.occasion !== undefined &&
      !(sameBank && a.occasion.part === b.occasion.part),
  );
  put((a.occasion === undefined) !== (b.occasion === undefined));

  put(Math.min(Math.max(apartMs, FLOOR_MS) / (24 * HOUR_MS), 3));
  put(apartMs > 10 * HOUR_MS);
  put(apartMs > 20 * HOUR_MS);
  put(apartMs <= FLOOR_MS);
  put(a.outlet === b.outlet);
  put(a.publisher === b.publisher && a.outlet !== b.outlet);
  put((Number(a.summarised) + Number(b.summarised)) / 2);
  put(a.column !== undefined && a.column === b.column);
  put(a.column !== undefined && b.column !== undefined && a.column !== b.column);
};
