import type { Importance, ImportancePart } from './importance.ts';

const NAMES: Readonly<Record<ImportancePart, string>> = {
  weight: 'outlets of weight',
  breadth: 'several other outlets',
  standing: 'standing of the best outlet',
  reports: 'number of outlets',
  independence: 'independent reports',
  growth: 'growth in three hours',
  freshness: 'freshness',
  companies: 'companies',
  topics: 'topic',
  relevance: 'relevance',
  age: 'the age of the reports',
  stale: 'an old report of a market',
  notice: 'a notice',
  feature: 'a column, essay or guide',
  abroad: 'nothing of Japan',
};

/** The score of a story and what it is made of, the largest part first: `12.3 points: outlets of weight 10.0, …`. */
export const explainImportance = ({ score, parts }: Importance): string => {
  const named = Object.keys(NAMES) as ImportancePart[];
  const earned = named
    .filter((part) => Math.abs(parts[part]) >= SHOWN_FROM)
    .toSorted((a, b) => parts[b] - parts[a])
    .map((part) => `${NAMES[part]} ${parts[part].toFixed(1)}`);
  return `${score.toFixed(1)} points${earned.length === 0 ? '' : `: ${earned.join(', ')}`}`;
};

/** Minimum size of a part that is named: smaller ones round to 0.0. */
const SHOWN_FROM = 0.05;
