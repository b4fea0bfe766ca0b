import type { Emit } from '../daemon/control/output.ts';
import { complain, print } from './terminal.ts';

/** Width of the bar, in characters. */
const WIDTH = 30;

/** Escape codes that move to the beginning of the line and clear it. */
const CLEAR = '\r\u001b[K';

/** Time after which the remaining time is shown, in milliseconds; earlier estimates vary too much. */
const GUESS_AFTER_MS = 2_000;

type ProgressBar = {
  /** Shows the progress; removes the bar when `done` reaches `total`. */
  readonly draw: (done: number, total: number) => void;
  /** Removes the bar to make space for a line; the next `draw` shows the bar below the line. */
  readonly clear: () => void;
};

type Stream = Pick<NodeJS.WriteStream, 'isTTY' | 'write'>;

/** Makes a bar with counts and the remaining time. Draws nothing if the stream is not a terminal. */
export const createProgressBar = (stream: Stream, nowMs: () => number): ProgressBar => {
  let isDrawn = false;
  let startedAt: number | undefined;
  let lastDone = 0;
  const clear = (): void => {
    if (isDrawn) stream.write(CLEAR);
    isDrawn = false;
  };
  return {
    clear,
    draw: (done, total) => {
      if (!stream.isTTY) return;
      // A smaller count than before belongs to new work.
      if (startedAt === undefined || done < lastDone) startedAt = nowMs();
      lastDone = done;
      clear();
      if (done >= total) return;
      const cells = Math.floor((done / total) * WIDTH);
      const bar = `${'█'.repeat(cells)}${'░'.repeat(WIDTH - cells)}`;
      stream.write(`${bar} ${done} of ${total}${timeLeft(nowMs() - startedAt, done, total)}`);
      isDrawn = true;
    },
  };
};

export const stderrBar = (): ProgressBar => createProgressBar(process.stderr, () => performance.now());

const timeLeft = (elapsedMs: number, done: number, total: number): string => {
  if (done === 0 || elapsedMs < GUESS_AFTER_MS) return '';
  const seconds = Math.ceil((elapsedMs * (total - done)) / done / 1000);
  return seconds < 90 ? `, ${seconds} s left` : `, ${Math.round(seconds / 60)} min left`;
};

const bar = stderrBar();

/** Prints the output of a request. On a terminal, a bar below the output shows the progress. */
export const show: Emit = (output) => {
  switch (output.kind) {
    case 'result':
      bar.clear();
      print(output.text);
      return;
    case 'problem':
      bar.clear();
      complain(output.text);
      return;
    case 'progress':
      bar.draw(output.done, output.total);
  }
};
