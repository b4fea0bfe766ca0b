import { setImmediate } from 'node:timers/promises';
import type { Pause } from '../domain/ambient.ts';

/** Minimum time of work between two pauses, in milliseconds. */
const TURN_MS = 10;

/**
 * Makes a function that lets other events be handled during long work. The function does nothing if its last pause or
 * its creation was less than `TURN_MS` ago.
 */
export const createPause = (): Pause => {
  let beganMs = performance.now();
  return async () => {
    if (performance.now() - beganMs < TURN_MS) return;
    await setImmediate();
    beganMs = performance.now();
  };
};
