import { randomUUID } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import { errorText } from '../../domain/error-text.ts';
import { type Query, type Session, StoreFailure } from './connection.ts';
import { numberIn } from './write-rows.ts';

export type WriterOptions = {
  /** Opens a session that holds the store's lock; rejects with a reason if that fails. */
  readonly open: () => Promise<Session>;
  /** An open session; if absent, the first write opens a session. */
  readonly session?: Session;
  /** Number of the newest commit that this process has read. */
  readonly seq: number;
  /** Delay before a failed write is retried, in milliseconds; if undefined, a failed write rejects at once. */
  readonly retryMs: number | undefined;
  readonly onTrouble: (reason: string) => void;
  readonly onRecovery: () => void;
  /** Called if a write finds that another process has written; from then on every write is rejected. */
  readonly onStale?: () => void;
};

/** Work of one transaction. `write` gets the number of the commit; without `at`, the number of the newest commit. */
export type Work = {
  /** Ids of the stories that the work writes. Retention does not remove these stories while the work waits. */
  readonly stories: readonly string[];
  /** Size of the story rows that wait in memory with the work, in characters. */
  readonly size: number;
  readonly write: (query: Query, seq: number) => Promise<void>;
  /** Time of the commit. Without a time, the work does not count as a commit. */
  readonly at?: Temporal.Instant;
  /**
   * True if the caller retries the work. While PostgreSQL cannot be written, such work is rejected at once if other work
   * waits, else tried once.
   */
  readonly isRetried?: boolean;
};

type Queued = Work & { readonly token: string; readonly settle: PromiseWithResolvers<void> };

const STALE = 'the database has changed since this process read it: restart this process';

const notStored = (reason: string): Error => new Error(`not stored: ${reason}`);

/** Classes of SQLSTATE for errors of the work itself. The same work would fail again, but other work may succeed. */
const OWN_FAULT = /^(?:22|23|42(?!501)|54)/;

/** Thrown for an error of the work's own code, such as a stored document that it cannot read. */
class WorkFailure extends Error {}

const isOwnFault = (error: unknown): boolean =>
  error instanceof WorkFailure || (error instanceof StoreFailure && OWN_FAULT.test(error.code));

const asOwnFault = (cause: unknown): never => {
  throw cause instanceof StoreFailure ? cause : new WorkFailure('the change itself failed', { cause });
};

/**
 * Writes commits one after another in the session that holds the lock. Each commit has the next number and a token,
 * which show after a lost connection whether the commit was stored.
 */
export class Writer {
  readonly #options: WriterOptions;
  readonly #closing = new AbortController();
  #session: Session | undefined;
  #queue: readonly Queued[] = [];
  #pumping: Promise<void> | undefined;
  #trouble: string | undefined;
  #isStale = false;
  #isReopened = false;
  #seq: number;

  constructor(options: WriterOptions) {
    this.#options = options;
    this.#session = options.session;
    this.#seq = options.seq;
  }

  /** Resolves when PostgreSQL has committed the work; rejects if this is not certain. */
  run(work: Work): Promise<void> {
    const settle = Promise.withResolvers<void>();
    if (this.#closing.signal.aborted) settle.reject(new Error('not stored: the store is closed'));
    // Retried work is tried if no other work waits, because only a try shows that PostgreSQL can be written again.
    else if (work.isRetried === true && this.#trouble !== undefined && this.#queue.length > 0)
      settle.reject(notStored(this.#trouble));
    else {
      this.#queue = [...this.#queue, { ...work, token: randomUUID(), settle }];
      this.#start();
    }
    return settle.promise;
  }

  waiting(): readonly Work[] {
    return this.#queue;
  }

  waitingSize(): number {
    return this.#queue.reduce((sum, { size }) => sum + size, 0);
  }

  /** Returns the reason why the last write failed, other than an error of the work itself; undefined after a success. */
  trouble(): string | undefined {
    return this.#trouble;
  }

  /** Returns whether a write has found that another process has written; from then on every write is rejected. */
  isStale(): boolean {
    return this.#isStale;
  }

  /** Tries once more to write the waiting work, rejects what cannot be written, and releases the lock. */
  async close(): Promise<void> {
    this.#closing.abort();
    while (this.#pumping !== undefined) await this.#pumping;
    await this.#session?.close();
    this.#session = undefined;
  }

  /** Runs work in the session, outside of a transaction, after the commits that wait. */
  async outside(work: (session: Session) => Promise<void>): Promise<void> {
    while (this.#pumping !== undefined) await this.#pumping;
    const done = (async () => work(await this.#connected()))();
    this.#pumping = done
      .catch(() => undefined)
      .finally(() => {
        this.#pumping = undefined;
        if (this.#queue.length > 0) this.#start();
      });
    await done;
  }

  #start(): void {
    this.#pumping ??= this.#pump().finally(() => {
      this.#pumping = undefined;
      if (this.#queue.length > 0) this.#start();
    });
  }

  async #pump(): Promise<void> {
    for (let [next] = this.#queue; next !== undefined; [next] = this.#queue) {
      try {
        await this.#write(next);
        this.#settle(next, ({ resolve }) => resolve());
        if (this.#trouble !== undefined) this.#options.onRecovery();
        this.#trouble = undefined;
      } catch (error) {
        const reason = errorText(error);
        if (isOwnFault(error)) {
          this.#settle(next, ({ reject }) => reject(notStored(reason)));
          continue;
        }
        await this.#dropSession();
        if (this.#trouble !== reason) this.#options.onTrouble(reason);
        this.#trouble = reason;
        for (const one of this.#queue)
          if (one.isRetried === true) this.#settle(one, ({ reject }) => reject(notStored(reason)));
        if (this.#queue.length === 0) return;
        const { retryMs } = this.#options;
        const { signal } = this.#closing;
        if (signal.aborted || retryMs === undefined || this.#isStale) return this.#giveUp(reason);
        await setTimeout(retryMs, undefined, { signal }).catch(() => undefined);
      }
    }
  }

  #settle(one: Queued, how: (settle: PromiseWithResolvers<void>) => void): void {
    this.#queue = this.#queue.filter((other) => other !== one);
    how(one.settle);
  }

  #giveUp(reason: string): void {
    for (const { settle } of this.#queue) settle.reject(notStored(reason));
    this.#queue = [];
  }

  async #write({ write, token, at }: Queued): Promise<void> {
    const session = await this.#connected();
    const { query } = session;
    if (this.#isReopened && (await this.#isStored(query, token))) return;
    this.#isReopened = false;
    const seq = this.#seq + 1;
    await query('BEGIN');
    try {
      if (at === undefined) await write(query, this.#seq).catch(asOwnFault);
      else {
        const noted = await query(
          'UPDATE meta SET seq = $1, token = $2, at = $3 WHERE seq = $4 RETURNING seq',
          [seq, token, at.toString(), this.#seq],
        );
        if (noted.length === 0) throw this.#stale();
        await write(query, seq).catch(asOwnFault);
      }
      await query('COMMIT');
    } catch (error) {
      // After a failure that is not the work's own, the session is closed, which also rolls back.
      if (isOwnFault(error)) await query('ROLLBACK').catch(() => this.#dropSession());
      throw error;
    }
    if (at !== undefined) this.#seq = seq;
  }

  /**
   * Resolves to whether the newest commit has this token. The connection may have broken after PostgreSQL stored the
   * commit and before its answer came. Throws if another process made the newest commit.
   */
  async #isStored(query: Query, token: string): Promise<boolean> {
    const newest = await query('SELECT seq, token FROM meta');
    const seq = numberIn(newest, 'seq');
    if (newest[0]?.token === token) {
      this.#seq = seq;
      return true;
    }
    if (seq !== this.#seq) throw this.#stale();
    return false;
  }

  #stale(): Error {
    this.#isStale = true;
    this.#options.onStale?.();
    return new Error(STALE);
  }

  async #connected(): Promise<Session> {
    if (this.#isStale) throw new Error(STALE);
    if (this.#session?.lost() !== undefined) await this.#dropSession();
    if (this.#session === undefined) {
      this.#session = await this.#options.open();
      this.#isReopened = true;
    }
    return this.#session;
  }

  async #dropSession(): Promise<void> {
    const session = this.#session;
    this.#session = undefined;
    await session?.close();
  }
}
