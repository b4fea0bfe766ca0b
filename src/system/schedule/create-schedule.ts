import { createTask, validate } from 'node-cron';

/** A schedule is in Japanese time, wherever the machine is: a day is a JST day. */
const ZONE = 'Asia/Tokyo';

/** Milliseconds within which a clock that was set, or a machine that slept, is noticed. */
const LONGEST_SLEEP_MS = 30_000;

export type Schedule = {
  readonly stop: () => void;
  /** Milliseconds until it comes due again. */
  readonly msToNext: () => number;
};

/**
 * Calls `tick` whenever a cron expression of five fields, or six with seconds first, comes due, until stopped. All times
 * that came due while the process or the machine slept, or while the clock leapt, are one tick. Its timers keep no
 * process alive. The expression must be valid.
 */
export const startSchedule = (expression: string, tick: () => void): Schedule => {
  // node-cron only computes times: its own timer steps through each minute that the clock leapt over (30 s for a year),
  // and after a leap back sleeps until the old time comes again.
  const times = createTask(expression, () => undefined, { timezone: ZONE });
  const nextMs = (): number => times.getNextRuns(1)[0]?.getTime() ?? Number.POSITIVE_INFINITY;
  let dueMs = nextMs();
  let timer: NodeJS.Timeout;
  const sleep = (): void => {
    timer = setTimeout(wake, Math.min(LONGEST_SLEEP_MS, Math.max(0, dueMs - Date.now()))).unref();
  };
  const wake = (): void => {
    const isDue = Date.now() >= dueMs;
    dueMs = nextMs();
    sleep();
    if (isDue) tick();
  };
  sleep();
  return {
    stop: () => {
      clearTimeout(timer);
      void times.destroy();
    },
    msToNext: () => nextMs() - Date.now(),
  };
};

/** Returns whether an expression can be read and comes due on some day: the 30th of February does not. */
export const isValidSchedule = (expression: string): boolean => validate(expression);
