import { setImmediate } from 'node:timers/promises';
import type { Pause } from '../domain/ambient.ts';

/** A reader's request needs a handful of turns: at this length it waits less than a tenth of a second for all of them. */
const TURN_MS = 10;

/** Pauses of work on the main thread: it gives way to whatever else has come in once it has run for a turn. */
export const createPause = (): Pause => {
  let beganMs = performance.now();
  return async () => {
    if (performance.now() - beganMs < TURN_MS) return;
    await setImmediate();
    beganMs = performance.now();
  };
};
