import type { Profile } from '../read/profile.ts';
import { certaintyOf } from './certainties.ts';
import { haveCommonGround } from './common-ground.ts';
import { FEATURES, measurePair } from './features.ts';
import type { Model, Parameters } from './parameters.ts';
import { plantForest } from './trees.ts';
import { type Veto, vetoOf } from './vetoes.ts';

/** A forbidden pair counts against a story as much as a sure one counts for it. */
const VETOED = -1;

export type PairScorer = {
  /** How likely two articles are one story: 0 to 1, or VETOED. A pair below `least` may be given as 0, which is faster. */
  readonly score: (a: Profile, b: Profile, least?: number) => number;
  readonly veto: (a: Profile, b: Profile) => Veto | undefined;
};

/** What knowledge of an occasion is worth (see certainties.ts): it is seldom wrong. */
const SURE = 0.95;

/** Below these odds of the regression the trees are not asked: they would not bring the pair up. */
const HOPELESS = -4.5;

export const createPairScorer = (parameters: Parameters): PairScorer => {
  const japanese = compileModel(parameters.japanese);
  const bilingual = compileModel(parameters.bilingual);
  const features = new Float64Array(FEATURES.length);
  return {
    veto: vetoOf,
    score: (a, b, least = 0) => {
      if (vetoOf(a, b) !== undefined) return VETOED;
      if (certaintyOf(a, b) !== undefined) return SURE;
      if ((a.language === 'en' || b.language === 'en') && !haveCommonGround(a, b)) return 0;
      measurePair(a, b, features);
      const judge = a.language === 'ja' && b.language === 'ja' ? japanese : bilingual;
      return judge(features, least);
    },
  };
};

/** Turns a model as it is written into a function of the features in the order of FEATURES. */
const compileModel = (model: Model): ((features: Float64Array, least: number) => number) => {
  const weights = Float64Array.from(FEATURES, (name) => model.weights[name] ?? 0);
  const names: readonly string[] = FEATURES;
  const forest = plantForest(model.base, model.trees, (feature) =>
    names.indexOf(model.features[feature] ?? ''),
  );
  return (features, least) => {
    let odds = model.intercept;
    for (let i = 0; i < weights.length; i += 1) odds += (weights[i] as number) * (features[i] as number);
    if (odds < HOPELESS) return 0;
    const needed = oddsOf(2 * least - likelihood(odds)) - ROUNDING;
    const grown = forest(features, needed);
    return grown < needed ? 0 : (likelihood(odds) + likelihood(grown)) / 2;
  };
};

/** More than sums of floating-point numbers are ever off by. */
const ROUNDING = 1e-6;

const likelihood = (odds: number): number => 1 / (1 + Math.exp(-odds));

/** The odds of a likelihood, without bounds where it is none. */
const oddsOf = (likelihood: number): number =>
  likelihood <= 0
    ? Number.NEGATIVE_INFINITY
    : likelihood >= 1
      ? Number.POSITIVE_INFINITY
      : Math.log(likelihood / (1 - likelihood));
