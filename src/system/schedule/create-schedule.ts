import { createTask, validate } from 'node-cron';

/** The hours of a schedule are Japan's, wherever the machine stands: a day is a JST day. */
const ZONE = 'Asia/Tokyo';

/** A clock that was set, or a laptop that slept, is noticed within this time. */
const LONGEST_SLEEP_MS = 30_000;

export type Schedule = {
  readonly stop: () => void;
  /** Until it comes due again. */
  readonly msToNext: () => number;
};

/**
 * Calls `tick` whenever a cron expression of five fields, or six with seconds first, comes due, until stopped. What came
 * due while the process or the machine stood still, or while the clock leapt, is one tick. Its timers keep no process
 * alive. The expression must be a valid one.
 */
export const startSchedule = (expression: string, tick: () => void): Schedule => {
  // node-cron is asked for times alone: its own timer steps through each minute that the clock leapt over (30 s for a
  // year), and after a leap back sleeps until the old time comes again.
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

/** Whether an expression can be read and comes due on some day: the 30th of February does not. */
export const isValidSchedule = (expression: string): boolean => validate(expression);
