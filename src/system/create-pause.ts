import { setImmediate } from 'node:timers/promises';
import type { Pause } from '../domain/ambient.ts';

/**
 * Time of work between two pauses, in milliseconds. A reader's request needs a few turns, and waits less than 0.1 s for
 * all of them.
 */
const TURN_MS = 10;

/** Makes pauses for long work on the main thread. After each turn of work, other events are handled. */
export const createPause = (): Pause => {
  let beganMs = performance.now();
  return async () => {
    if (performance.now() - beganMs < TURN_MS) return;
    await setImmediate();
    beganMs = performance.now();
  };
};
