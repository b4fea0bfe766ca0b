import { createLog } from '../../src/system/log/create-log.ts';
import { runInProcess } from '../daemon/support/run-in-process.ts';
import { createEventReader, type EventReader, startedAt } from './event-reader.ts';
import type { Installation } from './product.ts';

/** A daemon that runs in the process of the test. */
export type DaemonHere = Pick<EventReader, 'events' | 'event'> & {
  readonly url: string;
  /** Stops the daemon in order, as on SIGTERM, and resolves when it has ended. A second call has no further effect. */
  readonly stop: () => Promise<void>;
};

const now = () => Temporal.Now.instant();

/**
 * Starts the daemon in this process, which takes less time than a new process; resolves when it serves. A test of
 * signals, pipes or the end of a process needs `startDaemon` of product.ts.
 */
export const startDaemonHere = async (at: Installation): Promise<DaemonHere> => {
  const { events, event, read, end } = createEventReader();
  const log = createLog({ stream: { write: read }, format: 'json', level: 'debug', colour: false, now });
  const daemon = await runInProcess(at, log, now, { chance: Math.random });
  void daemon.ended.then(
    () => end('it was stopped'),
    (error: unknown) => end(String(error)),
  );
  return { url: await startedAt({ event }), events, event, stop: daemon.end };
};
