import type { Profile } from '../../read/profile.ts';
import { comparePair, type Measure } from './compare-pair.ts';
import { CONTRAST_FEATURES } from './contrast-features.ts';
import { EVENT_FEATURES } from './event-features.ts';
import { FACT_FEATURES } from './fact-features.ts';
import { SETTING_FEATURES } from './setting-features.ts';
import { TEXT_FEATURES } from './text-features.ts';

const RECORDS: readonly Readonly<Record<string, Measure>>[] = [
  TEXT_FEATURES,
  FACT_FEATURES,
  EVENT_FEATURES,
  CONTRAST_FEATURES,
  SETTING_FEATURES,
];

/** The names of the features of a pair. Each feature is a number between about 0 and 1, or a count. */
export const FEATURES: readonly string[] = RECORDS.flatMap((record) => Object.keys(record));

const MEASURES: readonly Measure[] = RECORDS.flatMap((record) => Object.values(record));

/** Measures two articles; the order of the two makes no difference. Fills and returns `into`, in the order of FEATURES. */
export const measurePair = (a: Profile, b: Profile, into: Float64Array): Float64Array => {
  const pair = comparePair(a, b);
  for (let i = 0; i < MEASURES.length; i += 1) into[i] = Number((MEASURES[i] as Measure)(pair));
  return into;
};
