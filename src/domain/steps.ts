import type { Pause } from './ambient.ts';

/** Long work in steps. The caller may run other work between two steps. */
export type Steps<Result> = Generator<undefined, Result, undefined>;

/** Runs all steps without a pause. */
export const atOnce = <Result>(steps: Steps<Result>): Result => {
  for (;;) {
    const { done, value } = steps.next();
    if (done === true) return value;
  }
};

/** Runs long work step by step, with a pause between two steps. */
export const inTurns = async <Result>(steps: Steps<Result>, pause: Pause): Promise<Result> => {
  for (;;) {
    const { done, value } = steps.next();
    if (done === true) return value;
    await pause();
  }
};
