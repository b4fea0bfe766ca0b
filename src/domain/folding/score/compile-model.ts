import { FEATURES } from './feature/features.ts';
import type { Model } from './parameters.ts';
import { plantForest } from './trees.ts';

/** How likely two articles are one story by their measures, in the order of FEATURES; below `least` it may be given as 0. */
export type JudgeFeatures = (features: Float64Array, least: number) => number;

/** Below these odds of the regression the trees are not asked: they would not bring the pair up. */
const HOPELESS = -4.5;

/** Turns a model as it is written into a function. */
export const compileModel = (model: Model): JudgeFeatures => {
  const weights = Float64Array.from(FEATURES, (name) => model.weights[name] ?? 0);
  const forest = plantForest(model.base, model.trees, (feature) =>
    FEATURES.indexOf(model.features[feature] ?? ''),
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
