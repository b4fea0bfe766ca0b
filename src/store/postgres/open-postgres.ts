import { randomUUID } from 'node:crypto';
import { defined } from '../../domain/defined.ts';
import { errorText } from '../../domain/error-text.ts';
import { databasePlace } from '../../domain/store/database-place.ts';
import { UNFINISHED_COPY } from '../document/copy-mark.ts';
import type { OpenedStore } from '../open-store.ts';
import type { StoreOptions } from '../store-context.ts';
import { momentIn } from '../store-queries.ts';
import { openPool, openSession, PROCESS_NAME, type Query, type Session } from './connection.ts';
import { createPostgresShelves } from './create-postgres-shelves.ts';
import { createPostgresStore, type RefreshedStore } from './create-postgres-store.ts';
import { DERIVED_VERSION, deriveAll, derivedVersion } from './derive-rows.ts';
import { countRows, readStates } from './held-in-memory.ts';
import { migrate, versionProblem } from './migrate.ts';
import { numberIn } from './write-rows.ts';
import { Writer } from './writer.ts';

export type PostgresOptions = Omit<StoreOptions, 'folder' | 'disk' | 'limits'> & {
  /** URL of the database. It may hold a password, so no message shows the URL. */
  readonly url: string;
  /**
   * Called if a write finds that another process has written since this process read the store. From then on this
   * process cannot write.
   */
  readonly onStale?: () => void;
};

export type OpenedPostgres =
  | (Extract<OpenedStore, { readonly kind: 'opened' }> & Pick<RefreshedStore, 'refresh'>)
  | Exclude<OpenedStore, { readonly kind: 'opened' }>;

const RETRY_MS = 2_000;

/** Opens the store in a PostgreSQL database; makes or updates its tables if `lock` is true (default). */
export const openPostgres = async (options: PostgresOptions): Promise<OpenedPostgres> => {
  const { url, lock = true } = options;
  const pool = openPool(url);
  const name = sessionName();
  let session: Session | undefined;
  try {
    if (lock) {
      session = await openSession(url, name);
      const holder = (await takeLock(session))?.name;
      if (holder !== undefined) {
        await Promise.all([session.close(), pool.close()]);
        return { kind: 'locked', by: holder };
      }
      await prepareTables(session, options);
      // An interrupted copy can be continued, so the commits of a copy need not be durable one by one. The last write
      // marks the copy as finished; when that write is durable, all commits before it are durable, too.
      if (options.isCopy === true) await session.query('SET synchronous_commit = off');
    } else {
      const problem = await versionProblem(pool.query);
      if (problem !== undefined) throw new Error(problem);
    }
    const [meta] = await pool.query('SELECT copy_of FROM meta');
    if (options.isCopy !== true && meta?.copy_of !== null) throw new Error(UNFINISHED_COPY);
    return { kind: 'opened', ...(await opened(options, name, pool, session)) };
  } catch (error) {
    await Promise.all([session?.close(), pool.close()]);
    return { kind: 'failed', reason: errorText(error) };
  }
};

const opened = async (
  { url, log, now, lock = true, isPatient = lock, retryMs = RETRY_MS, onStale }: PostgresOptions,
  name: string,
  pool: ReturnType<typeof openPool>,
  session: Session | undefined,
) => {
  const { query } = pool;
  const meta = await query('SELECT seq, at FROM meta');
  const states = await readStates(query);
  const writer = new Writer({
    ...defined({ session, onStale }),
    open: lock ? () => openLocked(url, name) : refuse,
    seq: numberIn(meta, 'seq'),
    retryMs: isPatient && lock ? retryMs : undefined,
    onTrouble: (reason) => log.error('store.write-failed', { reason }),
    onRecovery: () => log.info('store.write-recovered'),
  });
  const counts = await countRows(query);
  const parts = { query, now, states, counts, newestCommitAt: momentIn(meta[0]), closePool: pool.close };
  const { store, refresh } = createPostgresStore(parts, writer);
  if (lock) {
    const { stories, articles } = store.health();
    log.info('store.opened', { ...databasePlace(url), stories, articles });
  }
  return { store, refresh, ...createPostgresShelves(query, writer) };
};

const refuse = async (): Promise<never> => {
  throw new Error('the store is open read-only');
};

/** Makes or updates the tables, and rebuilds outdated derived rows, before the store is read. */
const prepareTables = async (session: Session, { onProgress }: PostgresOptions): Promise<void> => {
  const { query } = session;
  await migrate(session);
  if ((await derivedVersion(query)) === DERIVED_VERSION) return;
  const total = numberIn(await query('SELECT count(*) AS stories FROM stories'), 'stories');
  const inTransaction = async (step: (query: Query) => Promise<void>): Promise<void> => {
    await query('BEGIN');
    await step(query);
    await query('COMMIT');
  };
  await deriveAll(inTransaction, (done) => onProgress?.(Math.min(done, total), total));
};

/** First number of the advisory lock. The second number is a hash of the schema's name. */
const LOCK = 0x6b_77_72_62;

/** Returns the name of a session that writes: the process, and a random mark for each opened store. */
const sessionName = (): string =>
  `${PROCESS_NAME.slice(0, MAX_PROCESS_NAME)} ${randomUUID().slice(0, MARK_LENGTH)}`;

const MARK_LENGTH = 4;
/**
 * Maximum length of the process name, in characters. PostgreSQL truncates the name of a session after 63 bytes, and the
 * mark must not be truncated.
 */
const MAX_PROCESS_NAME = 63 - 1 - MARK_LENGTH;

/**
 * Tries to take the lock of the store for this session. Resolves to undefined after success, else to a description and,
 * if known, the process id of the session that holds the lock.
 */
const takeLock = async ({
  query,
}: Session): Promise<{ readonly name: string; readonly pid?: unknown } | undefined> => {
  const [schema] = await query('SELECT current_schema() AS name');
  if (typeof schema?.name !== 'string')
    throw new Error(
      'PostgreSQL has no schema to write to: create the schema that search_path names, and grant USAGE and CREATE on it to the database user',
    );
  const [taken] = await query('SELECT pg_try_advisory_lock($1, hashtext(current_schema())) AS taken', [LOCK]);
  if (taken?.taken === true) return undefined;
  const [holder] = await query(
    `SELECT application_name AS name, pid, backend_start AS since FROM pg_locks JOIN pg_stat_activity USING (pid)
      WHERE locktype = 'advisory' AND classid = $1 AND objid = (hashtext(current_schema())::bigint & 4294967295)::oid AND granted
        AND pg_locks.database = (SELECT oid FROM pg_database WHERE datname = current_database())`,
    [LOCK],
  );
  if (holder === undefined) return { name: 'another process' };
  return { name: `${String(holder.name)}${sinceOf(holder.since)}`, pid: holder.pid };
};

/** Returns the start of a session in words; empty for another user's session, whose start PostgreSQL does not show. */
const sinceOf = (value: unknown): string =>
  value instanceof Date ? `, since ${value.toTemporalInstant().toString({ smallestUnit: 'second' })}` : '';

/** Opens a session, and takes the lock of the store; rejects if another session holds the lock. */
const openLocked = async (url: string, name: string): Promise<Session> => {
  const session = await openSession(url, name);
  try {
    const holder = await takeLock(session);
    if (holder === undefined) return session;
    // The server may not have noticed yet that the previous session is lost. Ending that session rolls back its
    // unfinished transaction.
    if (holder.name.startsWith(name)) {
      await session.query('SELECT pg_terminate_backend($1)', [holder.pid]);
      throw new Error(
        'the lost connection of this process still held the lock of the store, and is ended now',
      );
    }
    throw new Error(`the store is in use by ${holder.name}`);
  } catch (error) {
    await session.close();
    throw error;
  }
};
