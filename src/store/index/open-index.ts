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

/** Another number makes every index anew. */
const SCHEMA_VERSION = 2;

/**
 * What finds things in the log. `n` numbers stories in the order of feeds: microseconds of `published`, then eleven
 * bits that tell those of one moment apart. Places are a day, an offset and a length in bytes, and the checksum of the record.
 */
const SCHEMA = `
  CREATE TABLE days (day TEXT PRIMARY KEY, bytes INT, first TEXT, last_at INT, last TEXT, damage TEXT, first_seq INT,
    last_seq INT) WITHOUT ROWID;
  CREATE TABLE stories (n INTEGER PRIMARY KEY, id TEXT UNIQUE, seq INT, day TEXT, at INT, size INT, crc INT,
    gained INT, announced INT, labels TEXT);
  CREATE INDEX stories_gained ON stories (gained);
  CREATE TABLE articles (a INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT UNIQUE, n INT, source INT, hour INT);
  CREATE INDEX articles_n ON articles (n);
  CREATE TABLE keys (hash INTEGER PRIMARY KEY, a INT, d INT);
  CREATE TABLE names (i INTEGER PRIMARY KEY, name TEXT UNIQUE);
  CREATE TABLE labels (i INT, n INT, PRIMARY KEY (i, n)) WITHOUT ROWID;
  CREATE TABLE drops (d INTEGER PRIMARY KEY, day TEXT, at INT, size INT, crc INT, moment INT);
  CREATE TABLE states (source TEXT PRIMARY KEY, seq INT, day TEXT, at INT, size INT, crc INT) WITHOUT ROWID;
  CREATE TABLE newest (one INTEGER PRIMARY KEY, seq INT, at TEXT);
  CREATE VIRTUAL TABLE words USING fts5 (title, body, label, content='', contentless_delete=1, detail=column,
    tokenize='porter ascii');
  PRAGMA user_version = ${SCHEMA_VERSION};
`;

const OWNER_ONLY = 0o600;

type Row = Readonly<Record<string, unknown>>;

/** An SQLite database. Integers come as bigint where asked for, else as numbers. */
export type Index = {
  readonly get: (sql: string, ...values: readonly SQLInputValue[]) => Row | undefined;
  readonly all: (sql: string, ...values: readonly SQLInputValue[]) => readonly Row[];
  readonly run: (sql: string, ...values: readonly SQLInputValue[]) => void;
  /** All that the work writes holds, or nothing. */
  readonly transaction: (work: () => void) => void;
  /** Why it is kept in memory; undefined where it lies on the disk. */
  readonly memoryReason?: string;
  /** It belongs to another process, which may be writing it. */
  readonly isReadOnly?: boolean;
  readonly close: () => void;
};

const indexFolder = (folder: string): string => join(folder, 'index');

/**
 * Opens the index of a data folder for writing. One that cannot be proven to be whole, or is of another version, is
 * deleted first; where none can be written, it is kept in memory.
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

/** Opens an index that another process writes, to read; undefined where that cannot be. */
export const readIndex = (folder: string): Index | undefined => {
  const home = indexFolder(folder);
  try {
    if (!isProven(home)) return undefined;
    const database = new DatabaseSync(databaseIn(home), { readOnly: true });
    if (versionOf(database) !== SCHEMA_VERSION) throw new Error('another version');
    return { ...wrap(database), isReadOnly: true, close: () => database.close() };
  } catch {
    return undefined;
  }
};

/** An empty index in the place of one that does not belong to the log; in memory where that one is only read. */
export const resetIndex = (folder: string, index: Index): Index => {
  index.close();
  if (index.isReadOnly === true) return memoryIndex('it is read by this process alone');
  if (index.memoryReason !== undefined) return memoryIndex(index.memoryReason);
  clear(indexFolder(folder));
  return openIndex(folder);
};

const openAt = (home: string): Index => {
  // SQLite gives the files beside the database the same mode.
  closeSync(openSync(databaseIn(home), 'a', OWNER_ONLY));
  const database = new DatabaseSync(databaseIn(home));
  try {
    // No sync is needed: after a crash of the machine the index is made anew (see `isProven`).
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
        // What a reader held back stands beside the database, and was not synced.
        if (busy === 0) prove(home, 'closed');
      } catch {
        // It was deleted meanwhile, or the disk refuses: without the proof the next start makes it anew.
        if (database.isOpen) database.close();
      }
    },
  };
};

const wrap = (database: DatabaseSync): Omit<Index, 'close'> => {
  const statements = new Map<string, StatementSync>();
  const prepared = (sql: string): StatementSync => {
    const known = statements.get(sql);
    if (known !== undefined) return known;
    const made = database.prepare(sql);
    // The number of a story, which is its row's, takes more bits than a double has.
    if (!/^SELECT|RETURNING/.test(sql) || /^SELECT\b.*\bn\b.*\bFROM\b/s.test(sql)) made.setReadBigInts(true);
    statements.set(sql, made);
    return made;
  };
  return {
    get: (sql, ...values) => prepared(sql).get(...values),
    all: (sql, ...values) => prepared(sql).all(...values),
    run: (sql, ...values) => {
      prepared(sql).run(...values);
    },
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

/** Says that the database is in use, since which boot of the machine, or that it was closed in order. */
const proof = z.object({ kind: z.enum(['open', 'closed']), boot: z.string(), inode: z.number() });

const proofIn = (home: string): string => join(home, 'proof.json');

/**
 * Whether the database is whole. What a killed process wrote is in the hands of the kernel, so that it is whole as
 * long as the machine runs; a copy has another inode, and may be of a moment that never was.
 */
const isProven = (home: string): boolean => {
  try {
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
