import { syncBuiltinESMExports } from 'node:module';
import { onTestFinished, vi } from 'vitest';

const promises = process.getBuiltinModule('node:timers/promises');

/**
 * Replaces timers until the end of a test: `setTimeout` and `setInterval`, the `setTimeout` of `node:timers/promises`,
 * and `performance.now`. Their time moves only by `vi.advanceTimersByTime`. Returns a function that returns the lengths
 * of all sleeps of `node:timers/promises` so far, in milliseconds.
 */
export const fakeTimers = (): (() => readonly (number | undefined)[]) => {
  vi.useFakeTimers({
    toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'performance'],
  });
  const sleeping = vi.spyOn(promises, 'setTimeout').mockImplementation(sleep);
  // An `import` of a module of Node sees a replaced function only after this call.
  syncBuiltinESMExports();
  onTestFinished(() => {
    vi.useRealTimers();
    sleeping.mockRestore();
    syncBuiltinESMExports();
  });
  return () => sleeping.mock.calls.map(([ms]) => ms);
};

const sleep: typeof promises.setTimeout = (ms, value, { signal } = {}) =>
  new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', stop);
      resolve(value as never);
    }, ms);
    const stop = (): void => {
      clearTimeout(timer);
      reject(signal?.reason);
    };
    if (signal?.aborted) stop();
    signal?.addEventListener('abort', stop);
  });

/** Waits for `count` turns of the event loop. */
export const turns = async (count = 20): Promise<void> => {
  for (let turn = 0; turn < count; turn += 1) await new Promise(setImmediate);
};

/** Moves fake time, then waits for some turns of the event loop. */
export const pass = async (ms: number): Promise<void> => {
  vi.advanceTimersByTime(ms);
  await turns();
};
