import { HOUR_MS } from '../../read/profile.ts';
import type { Comparison, Measure } from './compare-pair.ts';

/** Features of the differences in event or statistic between two articles, and of their styles. */
export const CONTRAST_FEATURES = {
  otherFigure: (pair) => isOtherFigure(pair),
  figureOfOnePlace: ({ indicator, place }) => indicator.shared > 0 && (place.disjoint || place.oneSided),
  otherEvent: (pair) => isOtherEvent(pair),
  companyOtherEvent: (pair) => pair.company.shared > 0 && isOtherEvent(pair),
  stylesApart: ({ a, b, isOneLanguage }) => (isOneLanguage ? Math.abs(a.style - b.style) : 0),
  leastStyle: ({ a, b, isOneLanguage }) => (isOneLanguage ? Math.min(a.style, b.style) : 0),
} satisfies Record<string, Measure>;

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
  a.allEvents !== 0 &&
  b.allEvents !== 0 &&
  (a.allEvents & b.allEvents) === 0 &&
  allNumber.best === 0 &&
  terms.count === 0;
