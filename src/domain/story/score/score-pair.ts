import type { Profile } from '../read/profile.ts';
import { certaintyOf } from './certainties.ts';
import { haveCommonGround } from './common-ground.ts';
import { FEATURES, measurePair } from './features.ts';
import type { Model, Parameters } from './parameters.ts';
import { askTree, FIRST_LEAF, TREE_SIZE } from './trees.ts';
import { type Veto, vetoOf } from './vetoes.ts';

/** A forbidden pair counts against a story as much as a sure one counts for it. */
const VETOED = -1;

export type PairScorer = {
  /** How likely two articles are one story: 0 to 1, or VETOED. */
  readonly score: (a: Profile, b: Profile) => number;
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
    score: (a, b) => {
      if (vetoOf(a, b) !== undefined) return VETOED;
      if (certaintyOf(a, b) !== undefined) return SURE;
      if ((a.language === 'en' || b.language === 'en') && !haveCommonGround(a, b)) return 0;
      measurePair(a, b, features);
      return a.language === 'ja' && b.language === 'ja' ? japanese(features) : bilingual(features);
    },
  };
};

/** Turns a model as it is written into a function of the features in the order of FEATURES. */
const compileModel = (model: Model): ((features: Float64Array) => number) => {
  const weights = Float64Array.from(FEATURES, (name) => model.weights[name] ?? 0);
  const names: readonly string[] = FEATURES;
  const place = model.features.map((name) => names.indexOf(name));
  const trees = Float64Array.from(
    model.trees.flatMap((tree) => tree.map((value, i) => (isFeature(i) ? (place[value] ?? 0) : value))),
  );
  return (features) => {
    let odds = model.intercept;
    for (let i = 0; i < weights.length; i += 1) odds += (weights[i] as number) * (features[i] as number);
    if (odds < HOPELESS) return 0;
    let grown = model.base;
    for (let offset = 0; offset < trees.length; offset += TREE_SIZE)
      grown += askTree(trees, offset, features);
    return (likelihood(odds) + likelihood(grown)) / 2;
  };
};

const isFeature = (i: number): boolean => i < FIRST_LEAF && i % 2 === 0;

const likelihood = (odds: number): number => 1 / (1 + Math.exp(-odds));
