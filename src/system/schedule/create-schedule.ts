import { createTask, validate } from 'node-cron';

/** The time zone of schedules, on machines in any zone. */
const ZONE = 'Asia/Tokyo';

/** Maximum time until a change of the clock, or a sleep of the machine, is noticed, in milliseconds. */
const LONGEST_SLEEP_MS = 30_000;

export type Schedule = {
  readonly stop: () => void;
  /** Returns the time until the schedule comes due again, in milliseconds. */
  readonly msToNext: () => number;
};

/**
 * Calls `tick` each time that a cron expression comes due, until `stop` is called. The expression has five fields, or
 * six fields with seconds first, and must be valid. All times that came due during a sleep of the process or machine,
 * or a jump of the clock, cause one tick. The timers do not keep the process running.
 */
export const startSchedule = (expression: string, tick: () => void): Schedule => {
  // node-cron's own timer is not used: it steps through each due time that the clock jumped over, and after a jump
  // back, it sleeps until the old time comes again.
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

/** Returns whether an expression is valid and comes due on some day. The 30th of February never comes. */
export const isValidSchedule = (expression: string): boolean => validate(expression);
