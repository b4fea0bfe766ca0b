import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import type { Appender, Disk } from './disk/disk.ts';

/** Where a line was put. */
type Written = { readonly journal: number; readonly offset: number };

/** A file of lines, each of them durable when its `append` resolves. Lines that come together share one sync. */
export type Journal = {
  /** `written` is called, in the order of the lines, before the promise resolves. */
  readonly append: (line: Buffer, written: (at: Written) => void) => Promise<void>;
  /** Ends the current file; resolves to the number of the first one that later lines may go to. Rejects without a permit. */
  readonly rotate: () => Promise<number>;
  /** Bytes that wait to be written. */
  readonly waiting: () => number;
  /** Why nothing can be written at the moment; undefined where all is well. */
  readonly trouble: () => string | undefined;
  /** Tries once more what waits, and rejects what cannot be written. */
  readonly close: () => Promise<void>;
};

export type JournalOptions = {
  readonly disk: Disk;
  readonly folder: string;
  /** Number of the first file to be made. */
  readonly first: number;
  /** Resolves once this process may write here; rejects with the reason why it may not yet. */
  readonly permit: () => Promise<void>;
  /** How long to wait after a failure; undefined: what cannot be written is rejected at once. */
  readonly retryMs: number | undefined;
  /** Why nothing can be written as yet. */
  readonly trouble?: string;
  readonly onTrouble: (reason: string) => void;
  readonly onRecovery: () => void;
};

export const journalName = (number: number): string => `${String(number).padStart(8, '0')}.jsonl`;

/** The number in a journal's name; undefined for any other name. */
export const journalNumber = (name: string): number | undefined =>
  /^\d{8}\.jsonl$/.test(name) ? Number.parseInt(name, 10) : undefined;

/** As much as is put into one write, so that a long queue does not double in memory. */
const BATCH_BYTES = 4 * 1024 * 1024;

type Waiting = {
  readonly line: Buffer;
  readonly written: (at: Written) => void;
  readonly resolve: () => void;
  readonly reject: (reason: Error) => void;
};

type Current = { readonly number: number; readonly file: Appender; size: number };

export const createJournal = (options: JournalOptions): Journal => {
  const { disk, folder } = options;
  const queue: Waiting[] = [];
  const closing = new AbortController();
  let waiting = 0;
  let next = options.first;
  let current: Current | undefined;
  let { trouble } = options;
  let pumping: Promise<void> | undefined;
  /** Whether the current file's sync was begun: after a failed one nobody knows what is on the disk. */
  let syncing = false;
  let rotation: { readonly done: () => void; readonly promise: Promise<void> } | undefined;

  const openNext = async (): Promise<Current> => {
    await options.permit();
    const file = await disk.create(join(folder, journalName(next)));
    const opened = { number: next, file, size: 0 };
    next += 1;
    try {
      await disk.syncFolder(folder);
    } catch (error) {
      await file.close().catch(() => undefined);
      throw error;
    }
    return opened;
  };

  /** The next lines, as many as fit into a batch, and at least one. */
  const takeBatch = (): Waiting[] => {
    let bytes = 0;
    const over = queue.findIndex(({ line }, n) => {
      bytes += line.length;
      return n > 0 && bytes > BATCH_BYTES;
    });
    return over < 0 ? [...queue] : queue.slice(0, over);
  };

  const writeBatch = async (): Promise<void> => {
    const batch = takeBatch();
    current ??= await openNext();
    const { number, file } = current;
    const bytes = Buffer.concat(batch.map(({ line }) => line));
    await file.append(bytes);
    syncing = true;
    await file.sync();
    syncing = false;
    let offset = current.size;
    current.size += bytes.length;
    waiting -= bytes.length;
    queue.splice(0, batch.length);
    for (const entry of batch) {
      entry.written({ journal: number, offset });
      offset += entry.line.length;
      entry.resolve();
    }
  };

  /** After a failed write the file is cut back; one that cannot be, or whose sync failed, is left behind. */
  const recover = async (failed: Current | undefined): Promise<void> => {
    const syncFailed = syncing;
    syncing = false;
    if (failed === undefined) return;
    try {
      await failed.file.truncate(failed.size);
      if (!syncFailed) return;
    } catch {
      // What is left of the write is a torn line at the end, and reading passes over that.
    }
    current = undefined;
    await failed.file.close().catch(() => undefined);
  };

  const endCurrent = async (): Promise<void> => {
    const ended = current;
    current = undefined;
    await ended?.file.close().catch(() => undefined);
  };

  const pump = async (): Promise<void> => {
    while (queue.length > 0 || rotation !== undefined) {
      if (rotation !== undefined) {
        await endCurrent();
        rotation.done();
        rotation = undefined;
        continue;
      }
      try {
        await writeBatch();
        if (trouble !== undefined) options.onRecovery();
        trouble = undefined;
      } catch (error) {
        const reason = error instanceof Error ? error.message : String(error);
        await recover(current);
        if (trouble !== reason) options.onTrouble(reason);
        trouble = reason;
        if (closing.signal.aborted || options.retryMs === undefined) return refuseAll(reason);
        await setTimeout(options.retryMs, undefined, { signal: closing.signal }).catch(() => undefined);
      }
    }
  };

  const refuseAll = (reason: string): void => {
    for (const entry of queue.splice(0)) entry.reject(new Error(`not stored: ${reason}`));
    waiting = 0;
  };

  const start = (): Promise<void> => {
    pumping ??= pump().finally(() => {
      pumping = undefined;
      if (queue.length > 0 || rotation !== undefined) void start();
    });
    return pumping;
  };

  return {
    append: async (line, written) => {
      if (closing.signal.aborted) throw new Error('not stored: the store is closed');
      const { promise, resolve, reject } = Promise.withResolvers<void>();
      queue.push({ line, written, resolve, reject });
      waiting += line.length;
      void start();
      await promise;
    },
    rotate: async () => {
      await options.permit();
      if (rotation === undefined) {
        const { promise, resolve } = Promise.withResolvers<void>();
        rotation = { promise, done: resolve };
      }
      const { promise } = rotation;
      void start();
      await promise;
      return next;
    },
    waiting: () => waiting,
    trouble: () => trouble,
    close: async () => {
      closing.abort();
      while (pumping !== undefined) await pumping;
      await endCurrent();
    },
  };
};
