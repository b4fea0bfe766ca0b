import { HOUR_MS } from '../../read/profile.ts';
import { type Comparison, FLOOR_MS, type Measure } from './compare-pair.ts';

/** Features of the setting of two articles: their market or occasion, their times and their outlets. */
export const SETTING_FEATURES = {
  sameMarket: ({ market }) => market === 'same',
  marketClash: ({ market }) => market === 'clash',
  marketOneSided: ({ market }) => market === 'one-sided',
  marketNear: ({ market }) => market === 'near',
  sameOccasion: (pair) => pair.a.occasion !== undefined && isSameOccasion(pair),
  occasionClash: (pair) =>
    pair.a.occasion !== undefined && pair.b.occasion !== undefined && !isSameOccasion(pair),
  occasionOneSided: ({ a, b }) => (a.occasion === undefined) !== (b.occasion === undefined),
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

const isSameOccasion = ({ a, b }: Comparison): boolean =>
  a.occasion?.bank === b.occasion?.bank && a.occasion?.part === b.occasion?.part;
