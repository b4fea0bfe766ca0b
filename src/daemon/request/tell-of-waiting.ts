import type { Store } from '../../domain/store/contract.ts';
import type { RequestOutcome, Tell } from '../control/request.ts';

const LOOK_EVERY_MS = 1_000;

/** How long a command waits for a disk that refuses to write before it ends. */
const PATIENCE_MS = 10_000;

/**
 * Does a work for a command, and tells once where it waits for a disk that refuses to write. A command that waits for
 * long fails; what its work brought is stored when the disk takes it.
 */
export const tellOfWaiting = async (
  store: Pick<Store, 'health'>,
  tell: Tell,
  work: () => Promise<RequestOutcome>,
  patienceMs = PATIENCE_MS,
): Promise<RequestOutcome> => {
  const { promise: tired, resolve } = Promise.withResolvers<RequestOutcome>();
  let waitedMs = 0;
  const timer = setInterval(
    () => {
      const { isWaiting, problems } = store.health();
      if (!isWaiting) {
        waitedMs = 0;
        return;
      }
      if (waitedMs === 0)
        tell({ kind: 'problem', text: `The daemon waits for the disk: ${problems.at(-1)}.` });
      waitedMs += LOOK_EVERY_MS;
      if (waitedMs < patienceMs) return;
      tell({
        kind: 'problem',
        text: 'It is stored when the disk takes it; make room, then give the command again.',
      });
      resolve('failed');
    },
    Math.min(LOOK_EVERY_MS, patienceMs),
  );
  const working = work();
  try {
    return await Promise.race([working, tired]);
  } finally {
    clearInterval(timer);
    // Whatever becomes of it then, nobody waits for it.
    working.catch(() => undefined);
  }
};
