import { createReadStream, fstatSync } from 'node:fs';
import { errorCode, errorText } from '../domain/error-text.ts';
import { isReadByJournal } from '../system/log/choose-log-format.ts';

/** Exit statuses of all commands; 78 is from sysexits.h. */
export const EXIT = { done: 0, failed: 1, usage: 2, config: 78 } as const;

export type ExitStatus = (typeof EXIT)[keyof typeof EXIT];

export const print = (text: string): void => {
  process.stdout.write(`${text}\n`);
};

/** Prints a problem to the standard error. In the journal, each line has the priority of an error. */
export const complain = (text: string): void => {
  const lines = isReadByJournal(process.env, fstatSync(process.stderr.fd))
    ? text.replace(/^/gm, '<3>')
    : text;
  process.stderr.write(`${lines}\n`);
};

/** Maximum size of a file that the command line names, in bytes: some hundred thousand headlines. */
const LARGEST_FILE = 100_000_000;

/** Returns the name of a file for messages; `-` means the standard input. */
export const nameOfGiven = (file: string): string => (file === '-' ? 'The standard input' : file);

/**
 * Resolves to the bytes of a file that the command line names; `-` means the standard input. If the file cannot be read
 * or is too large, prints the reason and resolves to undefined.
 */
export const readGiven = async (file: string): Promise<Buffer | undefined> => {
  const chunks: Buffer[] = [];
  try {
    const stream = createReadStream(file === '-' ? '/dev/stdin' : file);
    for await (const chunk of stream) {
      chunks.push(chunk);
      // A device or a pipe may never end, so the number of bytes is limited.
      if (stream.bytesRead > LARGEST_FILE) {
        complain(
          `${nameOfGiven(file)} is larger than ${LARGEST_FILE / 1_000_000} MB. Name another file, or divide this one.`,
        );
        return undefined;
      }
    }
    return Buffer.concat(chunks);
  } catch (error) {
    const code = errorCode(error);
    complain(
      code === 'ENOENT'
        ? `The file ${file} does not exist. Name another file.`
        : code === 'EISDIR'
          ? `${file} is a folder. Name a file.`
          : `${nameOfGiven(file)} cannot be read: ${errorText(error)}. Name a file that this user may read.`,
    );
    return undefined;
  }
};

/** Returns a signal that SIGINT or SIGTERM aborts. */
export const interrupted = (): AbortSignal => {
  const stop = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort());
  return stop.signal;
};
