import { setImmediate } from 'node:timers/promises';
import type { Pause } from '../domain/ambient.ts';

/** Minimum time of work between two pauses, in milliseconds. A reader's request waits for a few such turns. */
const TURN_MS = 10;

/**
 * Makes pauses for long work on the main thread. A pause lets other events be handled, and ends at once if the last
 * pause was less than `TURN_MS` ago.
 */
export const createPause = (): Pause => {
  let beganMs = performance.now();
  return async () => {
    if (performance.now() - beganMs < TURN_MS) return;
    await setImmediate();
    beganMs = performance.now();
  };
};
