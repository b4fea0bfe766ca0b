import { schedule, validate } from 'node-cron';

/** The hours of a schedule are Japan's, wherever the machine stands: a day is a JST day. */
const ZONE = 'Asia/Tokyo';

export type Schedule = {
  readonly stop: () => void;
  /** Until it comes due again. */
  readonly msToNext: () => number;
};

/**
 * Calls `tick` whenever a cron expression of five fields, or six with seconds first, comes due, until stopped.
 * Its timers keep no process alive. The expression must be a valid one.
 */
export const startSchedule = (expression: string, tick: () => void): Schedule => {
  // node-cron swallows what its task throws; a microtask of its own lets a mistake of ours be seen.
  const task = schedule(expression, () => queueMicrotask(tick), {
    timezone: ZONE,
    unref: true,
    // A tick that a busy moment or a sleeping laptop swallowed is made up for by the next one.
    suppressMissedWarning: true,
  });
  return {
    stop: () => void task.destroy(),
    msToNext: () => task.msToNext() ?? Number.POSITIVE_INFINITY,
  };
};

/** Whether an expression can be read and comes due on some day: the 30th of February does not. */
export const isValidSchedule = (expression: string): boolean => validate(expression);
