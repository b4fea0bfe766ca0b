import type { Clock } from '../domain/ambient.ts';
import type { Log } from '../domain/log.ts';
import type { Disk } from './disk/disk.ts';
import type { StoreLimits } from './store-context.ts';

export type StoreOptions = {
  readonly folder: string;
  readonly log: Log;
  readonly now: Clock;
  /** False for commands that only read: no lock is kept, and the log is not written. */
  readonly lock?: boolean;
  /** True where the store is the target of a copy: it is opened although an earlier copy was not completed. */
  readonly isCopy?: boolean;
  /** Replaces the file system of this machine in tests. */
  readonly disk?: Disk;
  readonly limits?: Partial<StoreLimits>;
  /**
   * False for a command: a store that cannot be written is an error, a failed write is rejected at once, and the store
   * is fully indexed when it opens. The daemon instead waits for the store and serves the newest days meanwhile.
   */
  readonly isPatient?: boolean;
  /** How long to wait before a failed write is retried, in milliseconds. */
  readonly retryMs?: number;
  /** Called while an index, or rows, are derived anew: with the number of days or stories done, and of all. */
  readonly onProgress?: (done: number, total: number) => void;
};
