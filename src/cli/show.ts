import type { Emit } from '../daemon/control/output.ts';
import { stderrBar } from './progress-bar.ts';
import { complain, print } from './terminal.ts';

const bar = stderrBar();

/** Prints the output of a request, above a bar with the progress on a terminal. */
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
