import type { Emit } from '../daemon/control/request.ts';
import { stderrBar } from './progress-bar.ts';
import { complain, print } from './terminal.ts';

const bar = stderrBar();

/** Prints what is told of a work, above a bar that says how far it is where a person watches. */
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
