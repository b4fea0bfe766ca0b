import type { Clock } from '../domain/ambient.ts';
import type { Log } from '../domain/log.ts';
import type { SourceState } from '../domain/source/source-state.ts';
import type { Disk } from './disk/file-system.ts';
import type { CatchUpContext } from './index/index-day.ts';
import type { CommitLine } from './log/index-durable.ts';
import type { LogWriter, LogWriterOptions } from './log/log-writer.ts';
import type { StoryReader } from './store-queries.ts';

export type StoreLimits = {
  /** Commits are rejected while more bytes than this wait in memory for the disk. */
  readonly waitingBytes: number;
};

export type StoreContext = CatchUpContext & {
  readonly now: Clock;
  readonly limits: StoreLimits;
  readonly states: Map<string, SourceState>;
  /** Number of the last commit in the log or the documents when the store was opened. */
  readonly seq: number;
  readonly whole: Promise<void>;
  readonly endCatchUp: () => void;
  readonly writing: Pick<
    LogWriterOptions<CommitLine>,
    'permit' | 'retryMs' | 'trouble' | 'onTrouble' | 'onRecovery'
  > & {
    readonly lost: () => string | undefined;
  };
};

export type Opened = StoreContext & {
  readonly writer: LogWriter<CommitLine>;
  readonly read: StoryReader;
  readonly changing: {
    /** Number of the last commit that was passed to the writer; before the first one, `StoreContext.seq`. */
    seq: number;
    newestCommitAt: Temporal.Instant | undefined;
    hasWritten: boolean;
  };
};

export type StoreOptions = {
  readonly folder: string;
  readonly log: Log;
  readonly now: Clock;
  /** False if the store is only read: no lock is kept, and no commit is written. */
  readonly lock?: boolean;
  /** True for the target of a copy, which may be an unfinished copy. */
  readonly isCopy?: boolean;
  readonly disk?: Disk;
  readonly limits?: StoreLimits;
  /**
   * If false, an unwritable store is an error, a failed write rejects at once, and the store is fully indexed when it
   * opens. A patient process waits for the disk, and indexes old days later. By default the value of `lock`.
   */
  readonly isPatient?: boolean;
  readonly retryMs?: number;
  /** Called while the index or the derived rows are rebuilt, with the number of files or stories done and the total. */
  readonly onProgress?: (done: number, total: number) => void;
};
