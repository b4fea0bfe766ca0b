import type { Profile } from '../read/profile.ts';
import { certaintyOf } from './certainties.ts';
import { compileModel } from './compile-model.ts';
import { FEATURES, measurePair } from './feature/features.ts';
import { judgeOf, type Parameters } from './parameters.ts';
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
