import { setTimeout } from 'node:timers/promises';
import { errorText } from '../../domain/error-text.ts';
import type { Appender, Disk } from '../disk/disk.ts';
import { logFolder, logPath } from './log-files.ts';

/** A line that waits to be written, and the JST day of its commit. */
export type WaitingLine = { readonly day: string; readonly bytes: Buffer };

/** Writes lines at the end of the log, each durable when its `append` resolves. Lines that come together share one sync. */
export type LogWriter<Entry extends WaitingLine> = {
  readonly append: (entry: Entry) => Promise<void>;
  /** Runs work while no file of the log is open for writing, after the lines that came before. */
  readonly between: (work: () => Promise<void>) => Promise<void>;
  /** Bytes that wait to be written. */
  readonly waitingBytes: () => number;
  readonly waiting: () => readonly Entry[];
  /** Why nothing can be written at the moment; undefined while all is written. */
  readonly trouble: () => string | undefined;
  /** Tries once more what waits, and rejects what cannot be written. */
  readonly close: () => Promise<void>;
};

export type LogWriterOptions<Entry> = {
  readonly disk: Disk;
  readonly folder: string;
  /** Resolves once this process may write here; rejects with the reason why it may not yet. */
  readonly permit: () => Promise<void>;
  /** The file that lines of a day go to, asked when they are written. */
  readonly fileOf: (day: string) => string;
  /** How many bytes of a file count: what stands behind them is left from a write that failed. */
  readonly sizeOf: (file: string) => Promise<number>;
  /** Takes over lines that are durable. Where it throws, the same lines are handed over again later. */
  readonly onDurable: (lines: readonly WrittenLine<Entry>[]) => Promise<void>;
  /** How long to wait before a failed write is tried again; undefined rejects at once. */
  readonly retryMs: number | undefined;
  /** Why nothing can be written from the beginning. */
  readonly trouble?: string;
  readonly onTrouble: (reason: string) => void;
  readonly onRecovery: () => void;
};

const LINE_FEED = 10;

/** As much as is put into one write, so that a long queue does not double in memory. */
const BATCH_BYTES = 4 * 1024 * 1024;

/** A line, the file that it stands in, and its first byte there. */
type WrittenLine<Entry> = { readonly entry: Entry; readonly file: string; readonly offset: number };

type Queued<Entry> = { readonly entry: Entry; readonly settle: PromiseWithResolvers<void> };

type Current = { readonly name: string; readonly file: Appender; size: number };

export const createLogWriter = <Entry extends WaitingLine>(
  options: LogWriterOptions<Entry>,
): LogWriter<Entry> => {
  const { disk, folder } = options;
  const closing = new AbortController();
  let queue: readonly Queued<Entry>[] = [];
  let works: readonly (() => Promise<void>)[] = [];
  /** Durable, and not taken over yet. */
  let written:
    | { readonly batch: readonly Queued<Entry>[]; readonly file: string; readonly offset: number }
    | undefined;
  let current: Current | undefined;
  let { trouble } = options;
  let pumping: Promise<void> | undefined;

  const open = async (name: string): Promise<Current> => {
    await options.permit();
    const path = logPath(folder, name);
    const size = await options.sizeOf(name);
    const file = await disk.open(path);
    try {
      if (size === 0) await disk.syncFolder(logFolder(folder));
      // What a failed write left behind was never acknowledged.
      if (((await disk.size(path)) ?? 0) > size) await file.truncate(size);
      // What cannot be read at the end, or has lost its line feed, stays a line of its own.
      const last = size === 0 ? LINE_FEED : (await disk.readPart(path, size - 1, 1))[0];
      if (last === LINE_FEED) return { name, file, size };
      await file.append(Buffer.from([LINE_FEED]));
      return { name, file, size: size + 1 };
    } catch (error) {
      await file.close().catch(() => undefined);
      throw error;
    }
  };

  const closeFile = async (): Promise<void> => {
    const ended = current;
    current = undefined;
    await ended?.file.close().catch(() => undefined);
  };

  /** The next lines of one day, as many as fit into a batch, and at least one. */
  const takeBatch = (): readonly Queued<Entry>[] => {
    const day = queue[0]?.entry.day;
    let bytes = 0;
    const end = queue.findIndex(({ entry }, n) => {
      bytes += entry.bytes.length;
      return entry.day !== day || (n > 0 && bytes > BATCH_BYTES);
    });
    return end < 0 ? queue : queue.slice(0, end);
  };

  const writeBatch = async (): Promise<void> => {
    const batch = takeBatch();
    const name = options.fileOf(batch[0]?.entry.day ?? '');
    if (current?.name !== name) {
      await closeFile();
      current = await open(name);
    }
    const bytes = Buffer.concat(batch.map(({ entry }) => entry.bytes));
    await current.file.append(bytes);
    await current.file.sync();
    written = { batch, file: name, offset: current.size };
    current.size += bytes.length;
    queue = queue.slice(batch.length);
  };

  const takeOver = async (): Promise<void> => {
    if (written === undefined) return;
    let { offset } = written;
    const { file } = written;
    const lines = written.batch.map(({ entry }) => {
      const line = { entry, file, offset };
      offset += entry.bytes.length;
      return line;
    });
    await options.onDurable(lines);
    for (const { settle } of written.batch) settle.resolve();
    written = undefined;
  };

  const pump = async (): Promise<void> => {
    while (queue.length > 0 || works.length > 0 || written !== undefined) {
      try {
        if (written === undefined && works.length > 0) {
          const [work] = works;
          works = works.slice(1);
          await closeFile();
          await work?.();
          continue;
        }
        if (written === undefined) await writeBatch();
        await takeOver();
        if (trouble !== undefined) options.onRecovery();
        trouble = undefined;
      } catch (error) {
        const reason = errorText(error);
        // After a failed write or sync nobody knows what stands in the file: it is opened anew and cut back.
        await closeFile();
        if (trouble !== reason) options.onTrouble(reason);
        trouble = reason;
        if (closing.signal.aborted || options.retryMs === undefined) return giveUp(reason);
        await setTimeout(options.retryMs, undefined, { signal: closing.signal }).catch(() => undefined);
      }
    }
  };

  /** What is durable counts as stored: the next start takes it over. */
  const giveUp = (reason: string): void => {
    for (const { settle } of written?.batch ?? []) settle.resolve();
    for (const { settle } of queue) settle.reject(new Error(`not stored: ${reason}`));
    written = undefined;
    queue = [];
  };

  const start = (): void => {
    pumping ??= pump().finally(() => {
      pumping = undefined;
      if (queue.length > 0 || works.length > 0) start();
    });
  };

  const waiting = (): readonly Entry[] => [...(written?.batch ?? []), ...queue].map(({ entry }) => entry);

  return {
    append: (entry) => {
      const settle = Promise.withResolvers<void>();
      if (closing.signal.aborted) settle.reject(new Error('not stored: the store is closed'));
      else {
        queue = [...queue, { entry, settle }];
        start();
      }
      return settle.promise;
    },
    between: async (work) => {
      await options.permit();
      const settle = Promise.withResolvers<void>();
      works = [...works, () => work().then(settle.resolve, settle.reject)];
      start();
      await settle.promise;
    },
    waitingBytes: () => waiting().reduce((sum, { bytes }) => sum + bytes.length, 0),
    waiting,
    trouble: () => trouble,
    close: async () => {
      closing.abort();
      while (pumping !== undefined) await pumping;
      await closeFile();
    },
  };
};
