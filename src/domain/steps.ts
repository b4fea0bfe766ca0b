/** Long work in steps, between which the caller may let other work run. */
export type Steps<Result> = Generator<undefined, Result, undefined>;

/** Runs all steps without a break. */
export const atOnce = <Result>(steps: Steps<Result>): Result => {
  for (;;) {
    const { done, value } = steps.next();
    if (done === true) return value;
  }
};
