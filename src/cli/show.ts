import type { Tell } from '../daemon/control/request.ts';
import { createProgressBar } from './progress-bar.ts';
import { complain, print } from './terminal.ts';

const bar = createProgressBar(process.stderr, () => performance.now());

/** Prints what is told of a work, above a bar that says how far it is where a person watches. */
export const show: Tell = (telling) => {
  switch (telling.kind) {
    case 'result':
      bar.clear();
      print(telling.text);
      return;
    case 'problem':
      bar.clear();
      complain(telling.text);
      return;
    case 'progress':
      bar.draw(telling.done, telling.total);
  }
};
