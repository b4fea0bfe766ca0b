import { syncBuiltinESMExports } from 'node:module';
import { onTestFinished, vi } from 'vitest';

/**
 * Replaces timers until the end of a test: `setTimeout` and `setInterval`, also those of `node:timers/promises`, and
 * `performance.now`. Time then moves only by `vi.advanceTimersByTime`.
 */
export const fakeTimers = (): void => {
  vi.useFakeTimers({
    toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'performance'],
  });
  // An `import` of a module of Node sees a replaced function only after this call.
  syncBuiltinESMExports();
  onTestFinished(() => {
    vi.useRealTimers();
    syncBuiltinESMExports();
  });
};

/** Lets promises, and what comes over sockets of this machine, go on for some turns of the event loop. */
export const turns = async (count = 20): Promise<void> => {
  for (let turn = 0; turn < count; turn += 1) await new Promise(setImmediate);
};

/** Lets fake time pass, and what waited for it go on. */
export const pass = async (ms: number): Promise<void> => {
  vi.advanceTimersByTime(ms);
  await turns();
};
