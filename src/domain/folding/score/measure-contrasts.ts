import type { Profile } from '../read/profile.ts';
import { overlapOf } from '../read/term/keyed.ts';
import { matchNumbers, relate } from './compare-facts.ts';
import type { Put } from './put.ts';
import { HOUR_MS } from './times.ts';

/** In what two articles differ that share their subject. */
export const CONTRAST_FEATURES = [
  'otherFigure',
  'figureOfOnePlace',
  'otherEvent',
  'companyOtherEvent',
  'stylesApart',
  'leastStyle',
] as const;

/** A weekly or monthly figure in other numbers is a new one after this time. */
const FIGURE_LASTS_MS = 36 * HOUR_MS;

/** Measures the CONTRAST_FEATURES of two articles in their order. */
export const measureContrasts = (a: Profile, b: Profile, put: Put): void => {
  const otherEvent = isAnotherEvent(a, b);
  put(isSeriesOfFigures(a, b));
  const places = relate(a.places, b.places);
  put(relate(a.indicators, b.indicators).shared > 0 && (places.disjoint || places.oneSided));
  put(otherEvent);
  put(otherEvent && relate(a.companies, b.companies).shared > 0);
  const inOneLanguage = a.language === b.language;
  put(inOneLanguage ? Math.abs(a.style - b.style) : 0);
  put(inOneLanguage ? Math.min(a.style, b.style) : 0);
};

/** The same statistic for other months, or other statistics that come out together. */
const isSeriesOfFigures = (a: Profile, b: Profile): boolean => {
  const indicator = relate(a.indicators, b.indicators);
  if (indicator.disjoint) return relate(a.companies, b.companies).shared === 0;
  if (indicator.shared === 0) return false;
  const isLater =
    Math.abs(a.publishedMs - b.publishedMs) > FIGURE_LASTS_MS &&
    matchNumbers(a.allNumbers, b.allNumbers).best === 0;
  return isLater || relate(a.periods, b.periods).disjoint || isOfOtherCountry(a, b);
};

const isOfOtherCountry = (a: Profile, b: Profile): boolean =>
  a.countries.length + b.countries.length > 0 && relate(a.countries, b.countries).shared === 0;

const isAnotherEvent = (a: Profile, b: Profile): boolean =>
  a.allEvents !== 0 &&
  b.allEvents !== 0 &&
  (a.allEvents & b.allEvents) === 0 &&
  matchNumbers(a.allNumbers, b.allNumbers).best === 0 &&
  overlapOf(a.terms, b.terms).count === 0;
