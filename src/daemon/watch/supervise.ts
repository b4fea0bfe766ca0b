import type { Log } from '../../domain/log.ts';
import type { Supervisor } from '../ports.ts';

/** Interval between two checks of the status if the supervisor has no watchdog, in milliseconds. */
const STATUS_EVERY_MS = 60_000;

/** Number of heartbeats within the watchdog's time, so that one may be late. */
const SIGNS_OF_LIFE = 3;

type SuperviseSetup = {
  readonly supervisor: Supervisor;
  readonly log: Log;
  readonly status: () => string;
  /** Resolves within `withinMs` milliseconds to a sentence about stalled work; else to undefined. */
  readonly standstill: (withinMs: number) => Promise<string | undefined>;
};

/**
 * Sends the status to the supervisor. If the supervisor has a watchdog, also sends heartbeats while `standstill` finds
 * no stalled work. Returns a function that stops both.
 */
export const supervise = ({ supervisor, log, status, standstill }: SuperviseSetup): (() => void) => {
  const everyMs =
    supervisor.watchdogMs === undefined ? STATUS_EVERY_MS : supervisor.watchdogMs / SIGNS_OF_LIFE;
  let sent = '';
  let known: string | undefined;
  let isLooking = false;
  const look = async (): Promise<void> => {
    const now = status();
    if (now !== sent) supervisor.status(now);
    sent = now;
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
