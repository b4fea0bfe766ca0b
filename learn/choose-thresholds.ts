import type { Judge, Parameters } from '../src/domain/folding/score/parameters.ts';
import { addTallies, ratesOf, type Tally } from './tally.ts';

/** The thresholds that are tried, in rising order. The folding score is from 0 to 1. */
export const GRID = [0.2, 0.25, 0.3, 0.34, 0.38, 0.42, 0.46, 0.5, 0.54, 0.58, 0.62, 0.66, 0.7, 0.75, 0.8];

/** For each threshold of `GRID`, the tallies of one part, as `tallyPart` returns them. */
export type Sweep = readonly ReadonlyMap<string, Tally>[];

/** Minimum precision of each judge at normal strictness, from 0 to 1. */
const PRECISION: Readonly<Record<Judge, number>> = { japanese: 0.955, english: 0.945, bilingual: 0.97 };
const CAREFUL_PRECISION = 0.98;

/**
 * Minimum threshold across languages, because few wrong pairs in two languages are labelled. Below this threshold,
 * titles that have only a subject in common are folded (as in some pairs of `test/domain/folding/pairs.ts`).
 */
const LEAST_ACROSS_LANGUAGES = 0.48;

/** Returns whether the tally with this name counts for the threshold of a judge. */
const isOf: Readonly<Record<Judge, (name: string) => boolean>> = {
  japanese: (name) => name.startsWith('stories-ja'),
  english: (name) => name === 'stories-en' || name.startsWith('general-en') || name.endsWith(' english'),
  bilingual: (name) => name.endsWith(' bilingual'),
};

/**
 * Chooses two thresholds for each judge, as low as possible: each value of `GRID` from the threshold on must reach the
 * minimum precision. If the highest value does not reach it, the highest value is the threshold. Across languages, a
 * threshold is at least `LEAST_ACROSS_LANGUAGES`.
 */
export const chooseThresholds = (sweeps: readonly Sweep[]): Parameters['thresholds'] => {
  const choose = (judge: Judge, precision: number): number => {
    const precisions = GRID.map((_, at) => {
      const tallies = sweeps.flatMap((sweep) => [...(sweep[at] ?? [])]);
      return ratesOf(addTallies(tallies.filter(([name]) => isOf[judge](name)).map(([, tally]) => tally)))
        .precision;
    });
    const lastBelow = precisions.findLastIndex((one) => one < precision);
    const chosen = GRID[Math.min(lastBelow + 1, GRID.length - 1)] as number;
    return judge === 'bilingual' ? Math.max(chosen, LEAST_ACROSS_LANGUAGES) : chosen;
  };
  const both = (judge: Judge) => ({
    normal: choose(judge, PRECISION[judge]),
    careful: choose(judge, CAREFUL_PRECISION),
  });
  return { japanese: both('japanese'), english: both('english'), bilingual: both('bilingual') };
};
