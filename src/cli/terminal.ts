/** Exit statuses (sysexits.h for 78). */
export const EXIT = { done: 0, failed: 1, usage: 2, config: 78 } as const;

export type ExitStatus = (typeof EXIT)[keyof typeof EXIT];

const isColoured = (stream: { readonly isTTY?: boolean }): boolean =>
  stream.isTTY === true && (process.env.NO_COLOR ?? '') === '' && process.env.TERM !== 'dumb';

/** Prints a result, and lives on when the reader of a pipe has gone (`| head`). */
export const print = (text: string): void => {
  process.stdout.write(`${text}\n`);
};

/** Prints what is not the result: problems, progress. */
export const complain = (text: string): void => {
  process.stderr.write(`${text}\n`);
};

/** Bold, for a heading on a terminal that shows it. */
export const bold = (text: string): string =>
  isColoured(process.stdout) ? `\u001b[1m${text}\u001b[22m` : text;
