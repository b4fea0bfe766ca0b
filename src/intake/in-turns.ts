import type { Pause } from '../domain/ambient.ts';
import type { Steps } from '../domain/steps.ts';

/** Runs long work step by step, with a pause between two of them. */
export const inTurns = async <Result>(steps: Steps<Result>, pause: Pause): Promise<Result> => {
  for (;;) {
    const { done, value } = steps.next();
    if (done === true) return value;
    await pause();
  }
};
