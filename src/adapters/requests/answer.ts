import { closeSync, openSync, writeSync } from 'node:fs';
import type { RequestOutcome, Tell } from '../../domain/request/request.ts';
import { type AnswerLine, PRIVATE_FILE } from './request-file.ts';

/** The file that a command reads while its work is done. */
export type Answer = {
  readonly tell: Tell;
  /** Gives the system's words where the answer could not be written whole. */
  readonly end: (outcome: RequestOutcome) => string | undefined;
};

/** Begins an answer; undefined where there is one already, which is what an earlier daemon left. */
export const openAnswer = (path: string): Answer | undefined => {
  const file = openNew(path);
  if (file === undefined) return undefined;
  let failure: string | undefined;
  // Short lines to a file of this machine: at once, so that the order is right and nothing waits in memory.
  const write = (line: AnswerLine): void => {
    if (failure !== undefined) return;
    try {
      writeSync(file, `${JSON.stringify(line)}\n`);
    } catch (error) {
      failure = error instanceof Error ? error.message : String(error);
    }
  };
  write({ kind: 'taken' });
  return {
    tell: write,
    end: (outcome) => {
      write({ kind: 'ended', outcome });
      closeSync(file);
      return failure;
    },
  };
};

const openNew = (path: string): number | undefined => {
  try {
    return openSync(path, 'ax', PRIVATE_FILE);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return undefined;
    throw error;
  }
};
