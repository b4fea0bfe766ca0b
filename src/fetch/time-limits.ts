/** A timer that ends a wait for another machine. */
export type TimeLimit = {
  /** Starts the full wait again, from now. */
  readonly renew: () => void;
  readonly stop: () => void;
};

/** Minimum delay of a timer, in milliseconds, at which this process counts as blocked. */
const MAX_TIMER_DELAY_MS = 50;

/**
 * Calls `onExpired` once after `ms` milliseconds without renewal. Time in which this process was blocked does not
 * count. Data that arrived meanwhile still waits to be read, so twice the delay is added to the limit.
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
