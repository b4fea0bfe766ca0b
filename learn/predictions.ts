import type { Judge, Model } from '../src/domain/folding/score/parameters.ts';
import { compileModel } from '../src/domain/folding/score/score-pair.ts';
import type { Example } from './collect-examples.ts';

/** A judge's probability for a pair that was held out, and the label of the pair. */
export type Prediction = { readonly likelihood: number; readonly isOneStory: boolean };

/** Returns a prediction for each labelled pair of a judge within a held-out part. */
export const predictPart = (
  model: Model,
  judge: Judge,
  examples: readonly Example[],
  part: number,
): readonly Prediction[] => {
  const likelihoodOf = compileModel(model);
  return examples
    .filter(
      (example) =>
        example.judge === judge && example.from === 'set' && example.parts.every((own) => own === part),
    )
    .map(({ features, isOneStory }) => ({ likelihood: likelihoodOf(features, 0), isOneStory }));
};

/** Returns the highest recall, 0 to 1, with at least a given precision. */
export const recallAt = (predictions: readonly Prediction[], precision: number): number => {
  const all = predictions.filter(({ isOneStory }) => isOneStory).length;
  let right = 0;
  let best = 0;
  predictions
    .toSorted((a, b) => b.likelihood - a.likelihood)
    .forEach(({ isOneStory }, i) => {
      if (isOneStory) right += 1;
      if (right / (i + 1) >= precision) best = right;
    });
  return best / Math.max(1, all);
};

const STEPS = 5;

/** Returns a line for each likelihood range of 0.2: the number of pairs, and the percentage that are one story. */
export const calibrate = (predictions: readonly Prediction[]): readonly string[] =>
  Array.from({ length: STEPS }, (_, step) => {
    const own = predictions.filter(
      ({ likelihood }) => Math.min(STEPS - 1, Math.floor(likelihood * STEPS)) === step,
    );
    const right = own.filter(({ isOneStory }) => isOneStory).length;
    return `${(step / STEPS).toFixed(1)}–${((step + 1) / STEPS).toFixed(1)}: ${own.length} pairs, ${((100 * right) / Math.max(1, own.length)).toFixed(0)} % one story`;
  });
