import { HOUR_MS, type Profile } from '../../read/profile.ts';
import { comparePair, FLOOR_MS, type Measure } from './compare-pair.ts';
import { CONTRAST_FEATURES } from './contrast-features.ts';
import { EVENT_FEATURES } from './event-features.ts';
import { FACT_FEATURES } from './fact-features.ts';
import { TEXT_FEATURES } from './text-features.ts';

/** Features of the setting of two articles: market or occasion, times, outlets, columns, and number of summaries. */
const SETTING_FEATURES = {
  sameMarket: ({ market }) => market === 'same',
  marketClash: ({ market }) => market === 'clash',
  marketOneSided: ({ market }) => market === 'one-sided',
  marketNear: ({ market }) => market === 'near',
  sameOccasion: ({ occasion }) => occasion === 'same',
  occasionClash: ({ occasion }) => occasion === 'clash',
  occasionOneSided: ({ occasion }) => occasion === 'one-sided',
  days: ({ apartMs }) => Math.min(Math.max(apartMs, FLOOR_MS) / (24 * HOUR_MS), 3),
  overTenHours: ({ apartMs }) => apartMs > 10 * HOUR_MS,
  overTwentyHours: ({ apartMs }) => apartMs > 20 * HOUR_MS,
  samePoll: ({ apartMs }) => apartMs <= FLOOR_MS,
  sameOutlet: ({ a, b }) => a.outlet === b.outlet,
  samePublisher: ({ a, b }) => a.publisher === b.publisher && a.outlet !== b.outlet,
  summaries: ({ a, b }) => (Number(a.summarised) + Number(b.summarised)) / 2,
  sameColumn: ({ a, b }) => a.column !== undefined && a.column === b.column,
  columnsApart: ({ a, b }) => a.column !== undefined && b.column !== undefined && a.column !== b.column,
} satisfies Record<string, Measure>;

const RECORDS: readonly Readonly<Record<string, Measure>>[] = [
  TEXT_FEATURES,
  FACT_FEATURES,
  EVENT_FEATURES,
  CONTRAST_FEATURES,
  SETTING_FEATURES,
];

/** The names of the features of a pair, in the order of `measurePair`. */
export const FEATURES: readonly string[] = RECORDS.flatMap((record) => Object.keys(record));

const MEASURES: readonly Measure[] = RECORDS.flatMap((record) => Object.values(record));

/**
 * Measures the features of two articles. The order of the articles makes no difference. Fills and returns `into`, in
 * the order of FEATURES.
 */
export const measurePair = (a: Profile, b: Profile, into: Float64Array): Float64Array => {
  const pair = comparePair(a, b);
  for (let i = 0; i < MEASURES.length; i += 1) into[i] = Number((MEASURES[i] as Measure)(pair));
  return into;
};
