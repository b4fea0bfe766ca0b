/** A timer that ends a wait for another machine. */
export type TimeLimit = {
  /** Starts the full wait again, from now. */
  readonly renew: () => void;
  readonly stop: () => void;
};

/** Maximum delay of a timer, in milliseconds. After a longer delay, this process counts as blocked. */
const MAX_TIMER_DELAY_MS = 50;

/**
 * Calls `onExpired` once after `ms` milliseconds without renewal. If this process is blocked when the limit ends, the
 * limit is extended by twice the delay, because data that has arrived may wait to be read.
 */
export const startTimeLimit = (ms: number, onExpired: () => void): TimeLimit => {
  let dueMs = performance.now() + ms;
  const check = (): void => {
    const lateMs = performance.now() - dueMs;
    if (lateMs > MAX_TIMER_DELAY_MS) dueMs += 2 * lateMs;
    const leftMs = dueMs - performance.now();
    if (leftMs > 1) timer = setTimeout(check, leftMs);
    else onExpired();
  };
  let timer = setTimeout(check, ms);
  return {
    renew: () => {
      dueMs = performance.now() + ms;
    },
    stop: () => clearTimeout(timer),
  };
};
