import { errorText } from '../domain/error-text.ts';
import { complain, EXIT } from './terminal.ts';

/** Interval between two attempts to end the process, in milliseconds. */
const GRACE_MS = 200;

/** Name of a host name look-up in `process.getActiveResourcesInfo`. */
const LOOK_UP = 'GetAddrInfoReqWrap';

/**
 * Names of standard output, as a terminal or a pipe, in `process.getActiveResourcesInfo`. On Linux, Node writes to both
 * synchronously, so nothing is lost at the end.
 */
const OUTPUT: readonly string[] = ['TTYWrap', 'PipeWrap'];

/**
 * Ends the process with its `exitCode` when only name look-ups are in progress, for which `process.exit` would wait.
 * The process replaces itself with a program that only returns the status, so all output must be written before.
 */
export const endDespiteLookUps = (): void => {
  const end = (): void => {
    const keeping = process.getActiveResourcesInfo().filter((name) => !OUTPUT.includes(name));
    if (keeping.length === 0 || keeping.some((name) => name !== LOOK_UP)) return;
    process.execve?.('/bin/sh', ['sh', '-c', `exit ${Number(process.exitCode ?? 0)}`], {});
  };
  setInterval(end, GRACE_MS).unref();
};

/**
 * Ends the process after an error of the standard output: without a message if its reader has closed the pipe
 * (`| head`), else with the reason and exit status 1.
 */
export const endWithOutput = (error: NodeJS.ErrnoException): void => {
  if (error.code === 'EPIPE') process.exit();
  complain(
    `The standard output cannot be written: ${errorText(error)}. Make room on its disk, or write to another file.`,
  );
  process.exit(EXIT.failed);
};
