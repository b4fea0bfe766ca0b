import type { Tell } from '../domain/request/request.ts';
import { complain, print } from './terminal.ts';

/** Cells of the bar. */
const WIDTH = 30;

/** To the line's beginning, and nothing on it. */
const CLEAR = '\r\u001b[K';

let isBarDrawn = false;

/** Prints what is told of a work, above a bar that says how far it is where a person watches. */
export const show: Tell = (telling) => {
  if (isBarDrawn) process.stderr.write(CLEAR);
  isBarDrawn = false;
  if (telling.kind === 'result') print(telling.text);
  else if (telling.kind === 'problem') complain(telling.text);
  else if (process.stderr.isTTY && telling.done < telling.total) {
    const cells = Math.floor((telling.done / telling.total) * WIDTH);
    process.stderr.write(
      `${'█'.repeat(cells)}${'░'.repeat(WIDTH - cells)} ${telling.done} of ${telling.total}`,
    );
    isBarDrawn = true;
  }
};
