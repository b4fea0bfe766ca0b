import type { Pause } from './ambient.ts';

/** Long work in steps, between which the caller may let other work run. */
export type Steps<Result> = Generator<undefined, Result, undefined>;

/** Runs all steps without a break. */
export const atOnce = <Result>(steps: Steps<Result>): Result => {
  for (;;) {
    const { done, value } = steps.next();
    if (done === true) return value;
  }
};

/** Runs long work step by step, with a pause between two of them. */
export const inTurns = async <Result>(steps: Steps<Result>, pause: Pause): Promise<Result> => {
  for (;;) {
    const { done, value } = steps.next();
    if (done === true) return value;
    await pause();
  }
};
