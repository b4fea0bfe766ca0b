import { probabilityOf } from '../../item/relevance/log-odds.ts';
import type { Profile } from '../read/profile.ts';
import { certaintyOf } from './certainties.ts';
import { FEATURES, measurePair } from './feature/features.ts';
import { judgeOf, type Model, type Parameters } from './parameters.ts';
import { plantForest } from './trees.ts';
import { type Veto, vetoOf } from './vetoes.ts';

/** The score of a pair with a veto. */
const VETOED = -1;

export type PairScorer = {
  /**
   * Returns the probability that two articles are one story, 0 to 1, or VETOED. A low probability, or one below
   * `least`, may be returned as 0, which is faster.
   */
  readonly score: (a: Profile, b: Profile, least?: number) => number;
  readonly veto: (a: Profile, b: Profile) => Veto | undefined;
};

/** The score of a pair with a certainty and without a veto. A certainty is seldom wrong. */
const SURE = 0.95;

export const createPairScorer = (parameters: Parameters): PairScorer => {
  const judges = {
    japanese: compileModel(parameters.judges.japanese),
    english: compileModel(parameters.judges.english),
    bilingual: compileModel(parameters.judges.bilingual),
  };
  const features = new Float64Array(FEATURES.length);
  return {
    veto: vetoOf,
    score: (a, b, least = 0) => {
      if (vetoOf(a, b) !== undefined) return VETOED;
      if (certaintyOf(a, b) !== undefined) return SURE;
      measurePair(a, b, features);
      return judges[judgeOf(a, b)](features, least);
    },
  };
};

/**
 * Minimum log-odds of the regression. Below this minimum, the trees are skipped and the probability is 0, because the
 * mean of the regression and the trees could hardly exceed one half.
 */
const HOPELESS = -4.5;

/**
 * Makes a function that returns the probability that two articles are one story, from features in the order of FEATURES.
 * It returns 0 if the regression is below `HOPELESS`, and perhaps if the probability is below `least`.
 */
export const compileModel = (model: Model): ((features: Float64Array, least: number) => number) => {
  const weights = Float64Array.from(FEATURES, (name) => model.weights[name] ?? 0);
  const forest = plantForest(model.base, model.trees, (feature) =>
    FEATURES.indexOf(model.features[feature] ?? ''),
  );
  return (features, least) => {
    let odds = model.intercept;
    for (let i = 0; i < weights.length; i += 1) odds += (weights[i] as number) * (features[i] as number);
    if (odds < HOPELESS) return 0;
    const needed = oddsOf(2 * least - probabilityOf(odds)) - ROUNDING;
    const grown = forest(features, needed);
    return grown < needed ? 0 : (probabilityOf(odds) + probabilityOf(grown)) / 2;
  };
};

/** Margin for rounding errors, in log-odds: larger than the error of any sum here. */
const ROUNDING = 1e-6;

/** Returns the log-odds of a probability; infinite at or beyond 0 and 1. */
const oddsOf = (likelihood: number): number =>
  Math.log(Math.max(0, likelihood) / Math.max(0, 1 - likelihood));
