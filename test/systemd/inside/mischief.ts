/**
 * Loaded into the daemon with `NODE_OPTIONS=--import`, so that the product needs no switch for it. What is to go wrong
 * stands in /run/mischief: `crash` ends the process at its start; at the next SIGUSR2 `hang` stops the event loop
 * for ever, `throw` throws what nobody catches,
 * and `stick` lets no sync of a file come to an end.
 */
import { existsSync, readFileSync } from 'node:fs';
import { open } from 'node:fs/promises';

const FILE = '/run/mischief';
const word = (): string => (existsSync(FILE) ? readFileSync(FILE, 'utf8').trim() : '');

if (word() === 'crash') process.exit(1);

const file = await open('/dev/null');
const handles: object = Object.getPrototypeOf(file);
await file.close();
const waiting: (() => void)[] = [];

process.on('SIGUSR2', () => {
  // Asleep: a loop that is busy would take the processor from all that runs beside it, until the watchdog ends it.
  if (word() === 'hang') Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
  if (word() === 'throw') throw new Error('first line\n<0>second \u001b[31mline');
  if (word() === 'stick') {
    // What waits is held: a file that nobody holds would be closed with the garbage, and end the process by that.
    const never = (): Promise<void> =>
      new Promise((resolve) => {
        waiting.push(resolve);
      });
    Object.assign(handles, { sync: never, datasync: never });
  }
});
