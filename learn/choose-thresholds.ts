import type { Judge } from '../src/domain/story/score/judge-of.ts';
import type { Parameters } from '../src/domain/story/score/parameters.ts';
import { addTallies, ratesOf, type Tally } from './tally.ts';

/** The thresholds that are tried. */
export const GRID = [0.16, 0.22, 0.28, 0.34, 0.4, 0.46, 0.53, 0.6, 0.7];

/** What folding scored at each threshold of the GRID: by the name of the set. */
export type Sweep = readonly ReadonlyMap<string, Tally>[];

/** Precision comes before recall. */
const PRECISION = { normal: 0.96, careful: 0.985 };

/** The sets, or languages of sets, that a judge's threshold is chosen by. */
const isOf: Readonly<Record<Judge, (name: string) => boolean>> = {
  japanese: (name) => name.startsWith('stories-ja'),
  english: (name) => name === 'stories-en' || name.endsWith(' english'),
  bilingual: (name) => name.endsWith(' bilingual'),
};

/** The lowest threshold of each judge from which on precision holds in sweeps of parts that were not learned from. */
export const chooseThresholds = (sweeps: readonly Sweep[]): Parameters['thresholds'] => {
  const choose = (judge: Judge, precision: number): number => {
    const precisions = GRID.map((_, at) => {
      const tallies = sweeps.flatMap((sweep) => [...(sweep[at] ?? [])]);
      return ratesOf(addTallies(tallies.filter(([name]) => isOf[judge](name)).map(([, tally]) => tally)))
        .precision;
    });
    const lastBelow = precisions.findLastIndex((one) => one < precision);
    return GRID[Math.min(lastBelow + 1, GRID.length - 1)] as number;
  };
  const both = (judge: Judge) => ({
    normal: choose(judge, PRECISION.normal),
    careful: choose(judge, PRECISION.careful),
  });
  return { japanese: both('japanese'), english: both('english'), bilingual: both('bilingual') };
};
