import { FEATURES } from '../src/domain/folding/score/feature/features.ts';
import type { Judge, Model } from '../src/domain/folding/score/parameters.ts';
import type { Example } from './collect-examples.ts';
import { learnForest, round } from './learn-forest.ts';
import { learnLogistic, type Table } from './learn-logistic.ts';

export const learnJudges = (examples: readonly Example[]): Readonly<Record<Judge, Model>> => {
  const model = (judge: Judge): Model => learnModel(examples.filter((example) => example.judge === judge));
  return { japanese: model('japanese'), english: model('english'), bilingual: model('bilingual') };
};

export const learnModel = (examples: readonly Example[]): Model => {
  const width = FEATURES.length;
  const rows = new Float64Array(examples.length * width);
  for (const [r, { features }] of examples.entries()) rows.set(features, r * width);
  const labels = Uint8Array.from(examples, ({ isOneStory }) => Number(isOneStory));
  const table: Table = { width, rows, labels };
  const { intercept, weights } = learnLogistic(table);
  const { base, trees } = learnForest(table);
  return {
    intercept: round(intercept),
    weights: Object.fromEntries(
      FEATURES.flatMap((name, f) => (weights[f] === 0 ? [] : [[name, round(weights[f] ?? 0)]])),
    ),
    base: round(base),
    features: FEATURES,
    trees: trees.map((tree) => tree.map(round)),
  };
};
