import type { Log } from '../../pipeline/ports.ts';
import { type CheckpointParts, writeCheckpoint } from './checkpoint.ts';
import type { FileList } from './format/checkpoint-file.ts';

export type CheckpointLimits = {
  /** A checkpoint is due when the journal has grown by so much. */
  readonly checkpointBytes: number;
  /** How long to wait after a checkpoint that failed. */
  readonly checkpointRetryMs: number;
};

/** Checkpoints, one at a time: when they are due, and when they are asked for. */
export type Checkpoints = {
  /** To be told of each line of the journal; begins one in the background when it is due. */
  readonly grow: (bytes: number) => void;
  /** Bytes of journal since the last one. */
  readonly grown: () => number;
  /** Why the last one failed; undefined where it did not. */
  readonly trouble: () => string | undefined;
  /** Writes one now, after `before`; with `merge`, thin partitions are put together. Rejects where it fails. */
  readonly write: (options: {
    readonly merge?: boolean;
    readonly before?: () => Promise<void>;
  }) => Promise<void>;
  /** Resolves when the last one is done. */
  readonly close: () => Promise<void>;
};

export const createCheckpoints = (
  parts: CheckpointParts,
  first: FileList,
  journalBytes: number,
  limits: CheckpointLimits,
  log: Log,
): Checkpoints => {
  let list = first;
  let grown = journalBytes;
  let trouble: string | undefined;
  let running: Promise<unknown> = Promise.resolve();
  let isDue = false;
  let isClosed = false;
  let retry: NodeJS.Timeout | undefined;

  const checkpoint = async (merge: boolean): Promise<void> => {
    isDue = false;
    grown = 0;
    try {
      list = await writeCheckpoint(parts, list, merge);
      if (trouble !== undefined) log.info('store.checkpoint-recovered');
      trouble = undefined;
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      if (trouble !== reason) log.error('store.checkpoint-failed', { reason });
      trouble = reason;
      clearTimeout(retry);
      if (!isClosed) retry = setTimeout(start, limits.checkpointRetryMs).unref();
      throw error;
    }
  };

  const write: Checkpoints['write'] = async ({ merge = false, before }) => {
    const turn = running.then(async () => {
      await before?.();
      await checkpoint(merge);
    });
    running = turn.catch(() => undefined);
    return turn;
  };

  /** In the background; a failure is in the health, and is tried again. */
  const start = (): void => {
    if (isDue || isClosed) return;
    isDue = true;
    write({}).catch(() => undefined);
  };

  return {
    grow: (bytes) => {
      grown += bytes;
      if (grown >= limits.checkpointBytes) start();
    },
    grown: () => grown,
    trouble: () => trouble,
    write,
    close: async () => {
      isClosed = true;
      clearTimeout(retry);
      await running;
    },
  };
};
