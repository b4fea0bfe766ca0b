import {
  closeSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite';
import { z } from 'zod';
import { errorText } from '../../domain/error-text.ts';
import { bootId } from '../disk/lock.ts';
import { SCHEMA, SCHEMA_VERSION } from './schema.ts';

const OWNER_ONLY = 0o600;

type Row = Readonly<Record<string, unknown>>;

/**
 * The SQLite database of the index. A query that selects a story's number (`n`) returns all its integers as bigint. A
 * query that only mentions `n` may do so, too; any other query returns numbers.
 */
export type Index = {
  readonly get: (sql: string, ...values: readonly SQLInputValue[]) => Row | undefined;
  readonly all: (sql: string, ...values: readonly SQLInputValue[]) => readonly Row[];
  readonly run: (sql: string, ...values: readonly SQLInputValue[]) => void;
  /** Runs work in a transaction: all writes of the work take effect, or none. */
  readonly transaction: (work: () => void) => void;
  /** The reason why the index is kept in memory; undefined if it is on the disk. */
  readonly memoryReason?: string;
  readonly isReadOnly?: boolean;
  readonly close: () => void;
};

const indexFolder = (folder: string): string => join(folder, 'index');

/**
 * Opens the index of a data folder for writing. An index that may be incomplete, has another version or cannot be
 * opened is deleted first. If the folder cannot be written, the index is kept in memory.
 */
export const openIndex = (folder: string): Index => {
  const home = indexFolder(folder);
  try {
    mkdirSync(home, { recursive: true, mode: 0o700 });
    if (!isProven(home)) clear(home);
    try {
      return openAt(home);
    } catch {
      clear(home);
      return openAt(home);
    }
  } catch (error) {
    return memoryIndex(errorText(error));
  }
};

export const memoryIndex = (memoryReason: string): Index => {
  const database = new DatabaseSync(':memory:');
  database.exec(SCHEMA);
  return { ...wrap(database), memoryReason, close: () => database.close() };
};

/** Opens the index of a data folder for reading; returns undefined if it is missing or cannot be used. */
export const readIndex = (folder: string): Index | undefined => {
  const home = indexFolder(folder);
  if (!isProven(home)) return undefined;
  let database: DatabaseSync | undefined;
  try {
    database = new DatabaseSync(databaseIn(home), { readOnly: true });
    if (versionOf(database) !== SCHEMA_VERSION) throw new Error('another version');
    return { ...wrap(database), isReadOnly: true, close: database.close.bind(database) };
  } catch {
    database?.close();
    return undefined;
  }
};

/**
 * Closes an index that does not match the log, and makes an empty index. If the old index is read-only or in memory,
 * the new index is in memory.
 */
export const resetIndex = (folder: string, index: Index): Index => {
  index.close();
  if (index.isReadOnly === true) return memoryIndex('the store is open read-only');
  if (index.memoryReason !== undefined) return memoryIndex(index.memoryReason);
  clear(indexFolder(folder));
  return openIndex(folder);
};

const openAt = (home: string): Index => {
  // SQLite's other files get the mode of the database file, so that file is created first with the right mode.
  closeSync(openSync(databaseIn(home), 'a', OWNER_ONLY));
  const database = new DatabaseSync(databaseIn(home));
  try {
    // No sync is needed: after a crash of the machine the index is rebuilt (see `isProven`).
    database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = OFF; PRAGMA temp_store = MEMORY');
    const version = versionOf(database);
    if (version === 0) database.exec(`BEGIN; ${SCHEMA} COMMIT`);
    else if (version !== SCHEMA_VERSION) throw new Error('another version');
    prove(home, 'open');
  } catch (error) {
    database.close();
    throw error;
  }
  return {
    ...wrap(database),
    close: () => {
      try {
        const { busy } = database.prepare('PRAGMA wal_checkpoint(TRUNCATE)').get() ?? {};
        database.close();
        sync(databaseIn(home));
        // A busy checkpoint leaves data in the write-ahead log, which was not synced.
        if (busy === 0) prove(home, 'closed');
      } catch {
        // The index was deleted, or the disk refuses to write. The proof does not become `closed`.
        if (database.isOpen) database.close();
      }
    },
  };
};

const wrap = (database: DatabaseSync): Omit<Index, 'close'> => {
  const statements = new Map<string, StatementSync>();
  const prepare = (sql: string): StatementSync => {
    const statement = database.prepare(sql);
    // A double cannot hold every story number exactly.
    if (!/^SELECT|RETURNING/.test(sql) || /^SELECT\b.*\bn\b.*\bFROM\b/s.test(sql))
      statement.setReadBigInts(true);
    return statement;
  };
  const prepared = (sql: string): StatementSync => statements.getOrInsertComputed(sql, prepare);
  return {
    get: (sql, ...values) => prepared(sql).get(...values),
    all: (sql, ...values) => prepared(sql).all(...values),
    run: (sql, ...values) => void prepared(sql).run(...values),
    transaction: (work) => {
      database.exec('BEGIN IMMEDIATE');
      try {
        work();
        database.exec('COMMIT');
      } catch (error) {
        if (database.isTransaction) database.exec('ROLLBACK');
        throw error;
      }
    },
  };
};

const databaseIn = (home: string): string => join(home, 'index.sqlite');

const versionOf = (database: DatabaseSync): unknown =>
  database.prepare('PRAGMA user_version').get()?.user_version;

/**
 * The proof that the database is complete. `closed`: the database was closed properly. `open`: the database was
 * opened; this proof counts until the machine restarts. `boot` is the machine's boot id.
 */
const proof = z.object({ kind: z.enum(['open', 'closed']), boot: z.string(), inode: z.number() });

const proofIn = (home: string): string => join(home, 'proof.json');

/**
 * Returns whether the proof shows that the database is complete. The kernel keeps the writes of a killed process, so
 * the database stays complete while the machine runs. A copy of the database, which usually has another inode, may mix
 * states of different moments.
 */
const isProven = (home: string): boolean => {
  try {
    // Opening a pipe of this name would wait without end.
    if (!statSync(proofIn(home)).isFile()) return false;
    const { kind, boot, inode } = proof.parse(JSON.parse(readFileSync(proofIn(home), 'utf8')));
    return (
      inode === statSync(databaseIn(home)).ino && (kind === 'closed' || (boot !== '' && boot === bootId()))
    );
  } catch {
    return false;
  }
};

const prove = (home: string, kind: 'open' | 'closed'): void => {
  const { ino: inode } = statSync(databaseIn(home));
  writeFileSync(proofIn(home), JSON.stringify({ kind, boot: bootId(), inode }), {
    flush: true,
    mode: OWNER_ONLY,
  });
  sync(home);
};

const sync = (path: string): void => {
  const file = openSync(path, 'r');
  try {
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
};

const clear = (home: string): void => {
  for (const name of ['proof.json', 'index.sqlite', 'index.sqlite-wal', 'index.sqlite-shm'])
    rmSync(join(home, name), { force: true, recursive: true });
};
