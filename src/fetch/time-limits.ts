/** A limit on waiting for others. */
export type Patience = {
  /** Begins the wait anew. */
  readonly renew: () => void;
  readonly stop: () => void;
};

/** A timer that is later than this tells that this process itself was held up. */
const HELD_UP_MS = 50;

/**
 * Calls back once after `ms` milliseconds without renewal. Time in which this process was busy is nobody's silence:
 * what was sent meanwhile still waits to be read, so as much time is given again.
 */
export const startPatience = (ms: number, onOver: () => void): Patience => {
  let dueMs = performance.now() + ms;
  const check = (): void => {
    const lateMs = performance.now() - dueMs;
    if (lateMs > HELD_UP_MS) dueMs += 2 * lateMs;
    const leftMs = dueMs - performance.now();
    if (leftMs > 1) timer = setTimeout(check, leftMs);
    else onOver();
  };
  let timer = setTimeout(check, ms);
  return {
    renew: () => {
      dueMs = performance.now() + ms;
    },
    stop: () => clearTimeout(timer),
  };
};
