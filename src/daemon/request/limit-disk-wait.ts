import type { Store } from '../../domain/store/contract.ts';
import type { Emit, RequestOutcome } from '../control/output.ts';

const LOOK_EVERY_MS = 1_000;

/** Milliseconds for which a command waits for a disk that refuses to write. */
const PATIENCE_MS = 10_000;

/**
 * Does work for a command, and says once that it waits for a disk that refuses to write. A command that waits too long
 * fails; its results are stored when the disk accepts them.
 */
export const limitDiskWait = async (
  store: Pick<Store, 'health'>,
  emit: Emit,
  work: () => Promise<RequestOutcome>,
  patienceMs = PATIENCE_MS,
): Promise<RequestOutcome> => {
  const { promise: timeout, resolve } = Promise.withResolvers<RequestOutcome>();
  let waitedMs = 0;
  const timer = setInterval(
    () => {
      const { isWaiting, problems } = store.health();
      if (!isWaiting) {
        waitedMs = 0;
        return;
      }
      if (waitedMs === 0)
        emit({ kind: 'problem', text: `The daemon waits for the disk. ${problems.at(-1)}` });
      waitedMs += LOOK_EVERY_MS;
      if (waitedMs < patienceMs) return;
      emit({
        kind: 'problem',
        text: 'The command gives up waiting. The daemon stores the results as soon as the disk accepts them.',
      });
      resolve('failed');
    },
    Math.min(LOOK_EVERY_MS, patienceMs),
  );
  const working = work();
  try {
    return await Promise.race([working, timeout]);
  } finally {
    clearInterval(timer);
    // After the timeout the outcome is not needed.
    working.catch(() => undefined);
  }
};
