/** Exit statuses (sysexits.h for 78). */
export const EXIT = { done: 0, failed: 1, usage: 2, config: 78 } as const;

export type ExitStatus = (typeof EXIT)[keyof typeof EXIT];

/** Prints a result. */
export const print = (text: string): void => {
  process.stdout.write(`${text}\n`);
};

/** Prints what is not the result: problems, progress. */
export const complain = (text: string): void => {
  process.stderr.write(`${text}\n`);
};
