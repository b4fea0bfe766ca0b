import { setTimeout } from 'node:timers/promises';
import { errorCode, errorText } from '../../domain/error-text.ts';
import type { Appender, Disk } from '../disk/file-system.ts';
import { logFolder, logPath } from './log-files.ts';

/** A line that waits to be written, and the JST day of its commit. */
export type WaitingLine = { readonly day: string; readonly bytes: Buffer };

export type LogWriterOptions<Entry> = {
  readonly disk: Disk;
  readonly folder: string;
  /** Resolves if this process may write; rejects with the reason if it may not. */
  readonly permit: () => Promise<void>;
  /** Returns the name, without `.jsonl`, of the file for the lines of a day. */
  readonly fileOf: (day: string) => string;
  /** Called if another program has changed the file; after that, `fileOf` must return another name. */
  readonly leave: (file: string) => void;
  /** Resolves to the valid size of a file, in bytes; the bytes after this size come from a failed write. */
  readonly sizeOf: (file: string) => Promise<number>;
  /** Called with durable lines. If it rejects and writes are retried, it is called again with the same lines. */
  readonly onDurable: (lines: readonly WrittenLine<Entry>[]) => Promise<void>;
  /** Delay before a failed write is retried, in milliseconds; if undefined, a failed write rejects at once. */
  readonly retryMs: number | undefined;
  /** The reason why nothing can be written, if the reason is known at the start. */
  readonly trouble?: string;
  readonly onTrouble: (reason: string) => void;
  readonly onRecovery: () => void;
};

const LINE_FEED = 10;

/** Maximum size in bytes of a write with several lines, so that a long queue is not copied as a whole. */
const BATCH_BYTES = 4 * 1024 * 1024;

export type WrittenLine<Entry> = { readonly entry: Entry; readonly file: string; readonly offset: number };

type Queued<Entry> = { readonly entry: Entry; readonly settle: PromiseWithResolvers<void> };

type Current = { readonly name: string; readonly file: Appender; size: number };

/** Durable lines for which `onDurable` has not resolved yet. */
type Written<Entry> = {
  readonly batch: readonly Queued<Entry>[];
  readonly lines: readonly WrittenLine<Entry>[];
};

/**
 * Returns undefined for the error of a folder or a pipe, which has no size. Throws a system error again: it may be
 * temporary.
 */
const noFile = (error: unknown): undefined => {
  if (errorCode(error) !== '') throw error;
};

/** Appends lines to the log. A line is durable when its `append` resolves. */
export class LogWriter<Entry extends WaitingLine> {
  readonly #options: LogWriterOptions<Entry>;
  readonly #closing = new AbortController();
  #queue: readonly Queued<Entry>[] = [];
  #works: readonly (() => Promise<void>)[] = [];
  #written: Written<Entry> | undefined;
  #current: Current | undefined;
  #trouble: string | undefined;
  #pumping: Promise<void> | undefined;

  constructor(options: LogWriterOptions<Entry>) {
    this.#options = options;
    this.#trouble = options.trouble;
  }

  append(entry: Entry): Promise<void> {
    const settle = Promise.withResolvers<void>();
    if (this.#closing.signal.aborted) settle.reject(new Error('not stored: the store is closed'));
    else {
      this.#queue = [...this.#queue, { entry, settle }];
      this.#start();
    }
    return settle.promise;
  }

  /** Runs work while no log file is open for writing, after the write in progress. */
  async between(work: () => Promise<void>): Promise<void> {
    await this.#options.permit();
    const settle = Promise.withResolvers<void>();
    this.#works = [...this.#works, () => work().then(settle.resolve, settle.reject)];
    this.#start();
    await settle.promise;
  }

  waiting(): readonly Entry[] {
    return [...(this.#written?.batch ?? []), ...this.#queue].map(({ entry }) => entry);
  }

  waitingBytes(): number {
    return this.waiting().reduce((sum, { bytes }) => sum + bytes.length, 0);
  }

  /** Returns the reason why nothing can be written at the moment; undefined while writes succeed. */
  trouble(): string | undefined {
    return this.#trouble;
  }

  /** Tries once more to write the waiting lines, and rejects the lines that cannot be written. */
  async close(): Promise<void> {
    this.#closing.abort();
    while (this.#pumping !== undefined) await this.#pumping;
    await this.#closeFile();
  }

  #start(): void {
    this.#pumping ??= this.#pump().finally(() => {
      this.#pumping = undefined;
      if (this.#queue.length > 0 || this.#works.length > 0) this.#start();
    });
  }

  async #pump(): Promise<void> {
    while (this.#queue.length > 0 || this.#works.length > 0 || this.#written !== undefined) {
      try {
        const [work] = this.#works;
        if (this.#written === undefined && work !== undefined) {
          this.#works = this.#works.slice(1);
          await this.#closeFile();
          await work();
          continue;
        }
        if (this.#written === undefined) await this.#writeBatch();
        await this.#handOver();
        if (this.#trouble !== undefined) this.#options.onRecovery();
        this.#trouble = undefined;
      } catch (error) {
        const reason = errorText(error);
        // After a failed write or sync the end of the file is unknown, so the file is reopened and truncated.
        await this.#closeFile();
        if (this.#trouble !== reason) this.#options.onTrouble(reason);
        this.#trouble = reason;
        const { retryMs } = this.#options;
        const { signal } = this.#closing;
        if (signal.aborted || retryMs === undefined) return this.#giveUp(reason);
        await setTimeout(retryMs, undefined, { signal }).catch(() => undefined);
      }
    }
  }

  async #writeBatch(): Promise<void> {
    const batch = this.#nextBatch();
    const current = await this.#fileFor(batch[0]?.entry.day ?? '');
    await current.file.append(Buffer.concat(batch.map(({ entry }) => entry.bytes)));
    await current.file.sync();
    const lines = batch.map(({ entry }) => {
      const line = { entry, file: current.name, offset: current.size };
      current.size += entry.bytes.length;
      return line;
    });
    this.#written = { batch, lines };
    this.#queue = this.#queue.slice(batch.length);
  }

  /**
   * Resolves to the open file for the lines of a day. If another program removes the file or changes its size while
   * it is open, the day continues in another file.
   */
  async #fileFor(day: string): Promise<Current> {
    const { disk, folder, permit, fileOf, leave } = this.#options;
    for (;;) {
      const name = fileOf(day);
      if (this.#current?.name !== name) {
        await this.#closeFile();
        this.#current = await this.#open(name);
      }
      const current = this.#current;
      const size = await disk.size(logPath(folder, name)).catch(noFile);
      if (size === current.size) return current;
      // While the data folder is gone, `permit` rejects, and `leave` is not called.
      await permit();
      await this.#closeFile();
      leave(name);
    }
  }

  /** Returns the next lines of one day that fit into a batch, at least one line. */
  #nextBatch(): readonly Queued<Entry>[] {
    const day = this.#queue[0]?.entry.day;
    let bytes = 0;
    const end = this.#queue.findIndex(({ entry }, n) => {
      bytes += entry.bytes.length;
      return entry.day !== day || (n > 0 && bytes > BATCH_BYTES);
    });
    return end < 0 ? this.#queue : this.#queue.slice(0, end);
  }

  async #handOver(): Promise<void> {
    if (this.#written === undefined) return;
    const { batch, lines } = this.#written;
    await this.#options.onDurable(lines);
    for (const { settle } of batch) settle.resolve();
    this.#written = undefined;
  }

  /** Rejects the waiting lines. Durable lines count as stored, because the next start indexes them. */
  #giveUp(reason: string): void {
    for (const { settle } of this.#written?.batch ?? []) settle.resolve();
    for (const { settle } of this.#queue) settle.reject(new Error(`not stored: ${reason}`));
    this.#written = undefined;
    this.#queue = [];
  }

  async #open(name: string): Promise<Current> {
    const { disk, folder, permit, sizeOf } = this.#options;
    await permit();
    const path = logPath(folder, name);
    const size = await sizeOf(name);
    const file = await disk.open(path);
    try {
      if (size === 0) await disk.syncFolder(logFolder(folder));
      const found = (await disk.size(path)) ?? 0;
      if (found < size) return { name, file, size };
      // The bytes after the valid size come from a failed write, which was never acknowledged.
      if (found > size) await file.truncate(size);
      // If the last byte is not a line feed, one is added, so that the next line begins on a new line.
      const last = size === 0 ? LINE_FEED : (await disk.readPart(path, size - 1, 1))[0];
      if (last === LINE_FEED) return { name, file, size };
      await file.append(Buffer.from([LINE_FEED]));
      return { name, file, size: size + 1 };
    } catch (error) {
      await file.close().catch(() => undefined);
      throw error;
    }
  }

  async #closeFile(): Promise<void> {
    const ended = this.#current;
    this.#current = undefined;
    await ended?.file.close().catch(() => undefined);
  }
}
