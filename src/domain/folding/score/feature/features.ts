import { HOUR_MS, type Profile } from '../../read/profile.ts';
import { areApart } from '../compare-facts.ts';
import { type Comparison, comparePair, FLOOR_MS, type Measure } from './compare-pair.ts';
import { EVENT_FEATURES } from './event-features.ts';
import { FACT_FEATURES } from './fact-features.ts';
import { TEXT_FEATURES } from './text-features.ts';

/**
 * Features of the differences in event or statistic between two articles, of their styles, and of their setting: market
 * or occasion, times, outlets, columns, and number of summaries.
 */
const OTHER_FEATURES = {
  otherFigure: (pair) => isOtherFigure(pair),
  figureOfOnePlace: ({ indicator, place }) => indicator.shared > 0 && (place.disjoint || place.oneSided),
  otherEvent: (pair) => isOtherEvent(pair),
  companyOtherEvent: (pair) => pair.company.shared > 0 && isOtherEvent(pair),
  stylesApart: ({ a, b, isOneLanguage }) => (isOneLanguage ? Math.abs(a.style - b.style) : 0),
  leastStyle: ({ a, b, isOneLanguage }) => (isOneLanguage ? Math.min(a.style, b.style) : 0),
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

const ALL: Readonly<Record<string, Measure>> = {
  ...TEXT_FEATURES,
  ...FACT_FEATURES,
  ...EVENT_FEATURES,
  ...OTHER_FEATURES,
};

/** The names of the features of a pair, in the order of `measurePair`. */
export const FEATURES: readonly string[] = Object.keys(ALL);

const MEASURES: readonly Measure[] = Object.values(ALL);

/**
 * Measures the features of two articles into `into`, in the order of FEATURES, and returns `into`. The order of the
 * articles makes no difference.
 */
export const measurePair = (a: Profile, b: Profile, into: Float64Array): Float64Array => {
  const pair = comparePair(a, b);
  for (let i = 0; i < MEASURES.length; i += 1) into[i] = Number((MEASURES[i] as Measure)(pair));
  return into;
};

/** Maximum time, in milliseconds, between two reports of one figure that share no number. */
const FIGURE_LASTS_MS = 36 * HOUR_MS;

/**
 * True if two articles report different statistics and share no company. Also true if they share a statistic, but the
 * periods or countries differ, only one article names a country, or much time passed and no number is common.
 */
const isOtherFigure = ({ indicator, company, apartMs, allNumber, period, country }: Comparison): boolean => {
  if (indicator.disjoint) return company.shared === 0;
  if (indicator.shared === 0) return false;
  const isLater = apartMs > FIGURE_LASTS_MS && allNumber.best === 0;
  return isLater || period.disjoint || country.disjoint || country.oneSided;
};

const isOtherEvent = ({ a, b, allNumber, terms }: Comparison): boolean =>
  areApart(a.allEvents, b.allEvents) && allNumber.best === 0 && terms.count === 0;
