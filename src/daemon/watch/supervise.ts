import type { Log } from '../../domain/log.ts';
import type { Supervisor } from '../ports.ts';

/** How often the status is looked at where nobody watches over us. */
const STATUS_EVERY_MS = 10_000;

/** Signs of life in the time after which the watchdog bites: one may come late. */
const SIGNS_OF_LIFE = 3;

type SuperviseParts = {
  readonly supervisor: Supervisor;
  readonly log: Log;
  /** The line for a person who asks. */
  readonly status: () => string;
  /** What stands still, in words; undefined while work goes on. Within so many milliseconds. */
  readonly standstill: (withinMs: number) => Promise<string | undefined>;
};

/**
 * Tells the supervisor how we are, and that work goes on: only after looking, so that a service that lives but does
 * nothing is started anew. Returns what ends it.
 */
export const supervise = ({ supervisor, log, status, standstill }: SuperviseParts): (() => void) => {
  const everyMs =
    supervisor.watchdogMs === undefined ? STATUS_EVERY_MS : supervisor.watchdogMs / SIGNS_OF_LIFE;
  let told = '';
  let known: string | undefined;
  let isLooking = false;
  const look = async (): Promise<void> => {
    const now = status();
    if (now !== told) supervisor.status(now);
    told = now;
    if (supervisor.watchdogMs === undefined) return;
    const trouble = await standstill(everyMs);
    if (trouble === undefined) supervisor.alive();
    if (trouble !== undefined && known === undefined) log.error('watchdog.stalled', { reason: trouble });
    if (trouble === undefined && known !== undefined) log.info('watchdog.recovered', { reason: known });
    known = trouble;
  };
  const timer = setInterval(() => {
    if (isLooking) return;
    isLooking = true;
    look()
      .catch((error: unknown) => log.error('watchdog.failed', { reason: String(error) }))
      .finally(() => {
        isLooking = false;
      });
  }, everyMs);
  timer.unref();
  return () => clearInterval(timer);
};
