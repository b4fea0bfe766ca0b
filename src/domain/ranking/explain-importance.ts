import type { Importance, ImportancePart } from './importance.ts';

const NAMES: Readonly<Record<ImportancePart, string>> = {
  weight: 'outlets of weight',
  breadth: 'several outlets without weight',
  worth: 'worth to readers',
  reports: 'number of outlets',
  independence: 'independent reports',
  growth: 'growth in three hours',
  freshness: 'freshness',
  topics: 'topic',
  age: 'the age of the reports',
  stale: 'an old report of a market or a headline with an outdated “today” or “next month”',
  notice: 'a notice',
  feature: 'a column, essay or guide',
  abroad: 'not about Japan',
  little: 'little worth to readers',
};

/**
 * Writes the importance of a story as text, the largest part first:
 * `12.3 points: outlets of weight 10.0, … Reasons for the worth to readers: a large company +0.9, …`.
 */
export const explainImportance = ({ score, parts, reasons }: Importance): string => {
  const named = Object.keys(NAMES) as ImportancePart[];
  const earned = named
    .filter((part) => Math.abs(parts[part]) >= SHOWN_FROM)
    .toSorted((a, b) => parts[b] - parts[a])
    .map((part) => `${NAMES[part]} ${parts[part].toFixed(1)}`);
  const points = `${score.toFixed(1)} points${earned.length === 0 ? '' : `: ${earned.join(', ')}`}`;
  return reasons.length === 0 ? points : `${points}. Reasons for the worth to readers: ${reasons.join(', ')}`;
};

/** Minimum points, gained or lost, of a part that the text names: smaller parts round to 0.0. */
const SHOWN_FROM = 0.05;
