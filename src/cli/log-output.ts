import { errorText } from '../domain/error-text.ts';
import type { LogOptions } from '../system/log/create-log.ts';
import { endWithOutput } from './end-process.ts';
import { complain } from './terminal.ts';

/**
 * Returns the standard output as the stream of a log. An error of the output does not end the process: the line is
 * lost, and the first error after a line that was written is reported on the standard error.
 */
export const logOutput = (): LogOptions['stream'] => {
  let isLosing = false;
  const noteOutcome = (error?: Error | null) => {
    if (error && !isLosing)
      complain(
        [
          `Lines of the log are lost, because the standard output cannot be written: ${errorText(error)}. The daemon`,
          'goes on, and writes lines again as soon as it can. Make room on the disk of the log; if the reader of a pipe',
          'has ended, start the daemon again.',
        ].join(' '),
      );
    isLosing = Boolean(error);
  };
  for (const stream of [process.stdout, process.stderr])
    stream.off('error', endWithOutput).on('error', () => undefined);
  // The last line before an error may be on the disk in part, without its line feed.
  return { write: (text) => process.stdout.write(isLosing ? `\n${text}` : text, noteOutcome) };
};
