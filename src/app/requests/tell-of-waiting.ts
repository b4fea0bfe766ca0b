import type { Tell } from '../../domain/request/request.ts';
import type { Store } from '../../pipeline/ports.ts';

const LOOK_EVERY_MS = 1_000;

/** Does a work, and tells once where it waits for a disk that refuses to write. */
export const tellOfWaiting = async <Result>(
  store: Store,
  tell: Tell,
  work: () => Promise<Result>,
): Promise<Result> => {
  const timer = setInterval(() => {
    const { isWaiting, problems } = store.health();
    if (!isWaiting) return;
    clearInterval(timer);
    tell({ kind: 'problem', text: `The daemon waits for the disk: ${problems.at(-1)}.` });
  }, LOOK_EVERY_MS);
  try {
    return await work();
  } finally {
    clearInterval(timer);
  }
};
