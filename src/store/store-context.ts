import type { Clock } from '../domain/ambient.ts';
import type { SourceState } from '../domain/source/source-state.ts';
import type { CatchUpContext } from './index/catch-up-context.ts';
import type { CommitLine } from './log/index-durable.ts';
import type { LogWriter, LogWriterOptions } from './log/log-writer.ts';
import type { StoryReader } from './store-queries.ts';

export type StoreLimits = {
  /** Maximum number of bytes that wait in memory while the disk refuses to write; beyond it, commits are rejected. */
  readonly waitingBytes: number;
};

export type StoreContext = CatchUpContext & {
  readonly now: Clock;
  readonly limits: StoreLimits;
  readonly states: Map<string, SourceState>;
  /** Number of the last commit in the log or the documents. */
  readonly seq: number;
  readonly whole: Promise<void>;
  /** Stops indexing the days that are not indexed yet. */
  readonly endCatchUp: () => void;
  readonly writing: Pick<
    LogWriterOptions<CommitLine>,
    'permit' | 'retryMs' | 'trouble' | 'onTrouble' | 'onRecovery'
  >;
};

/** An open store: its context, its writer and reader, and the values that change while it is open. */
export type Opened = StoreContext & {
  readonly writer: LogWriter<CommitLine>;
  readonly read: StoryReader;
  readonly changing: {
    /** Number of the last commit that was passed to the writer. */
    seq: number;
    newestCommitAt: Temporal.Instant | undefined;
    hasWritten: boolean;
  };
};
