import { setImmediate } from 'node:timers/promises';
import type { Pause } from '../domain/ambient.ts';

/** Milliseconds of work between two pauses: a reader's request needs a few turns and waits less than 0.1 s for all. */
const TURN_MS = 10;

/** Makes pauses for long work on the main thread: after each turn other events are handled. */
export const createPause = (): Pause => {
  let beganMs = performance.now();
  return async () => {
    if (performance.now() - beganMs < TURN_MS) return;
    await setImmediate();
    beganMs = performance.now();
  };
};
