import {
  accessSync,
  chmodSync,
  constants,
  existsSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { Clock } from '../../domain/ambient.ts';
import { errorText } from '../../domain/error-text.ts';
import { inJst } from '../../domain/explanation.ts';
import type { Disk } from './file-system.ts';
import { makeFolders, PRIVATE_FOLDER } from './make-folders.ts';

type LockResult =
  | { readonly kind: 'taken' }
  /** Another process holds the lock; `by` says which process and since when, if this is known. */
  | { readonly kind: 'held'; readonly by: string }
  | { readonly kind: 'refused'; readonly reason: string };

/** The right to write in a folder. */
export type Ownership = {
  /**
   * Takes the lock, and creates the folder and its subfolders if they are missing. Does nothing if this process already
   * holds the lock. Resolves to `refused` if the lock no longer protects the folder (see `lost`), or if the folder
   * cannot be written.
   */
  readonly take: () => Promise<LockResult>;
  /** Returns why the lock no longer protects the folder; undefined if it does, or if this process holds no lock. */
  readonly lost: () => string | undefined;
  readonly release: () => void;
};

const SQLITE_BUSY = 5;

/**
 * Makes the ownership of a data folder. The lock is SQLite's lock on an empty database: the kernel releases it however
 * the process ends. Nothing else in this process may open that file, because closing it would release the lock.
 */
export const createOwnership = (
  disk: Disk,
  folder: string,
  subfolders: readonly string[],
  now: Clock,
): Ownership => {
  let held: { readonly database: DatabaseSync; readonly identity: string } | undefined;
  const file = join(folder, 'lock');
  const holder = join(folder, 'lock.txt');
  const lock = (): LockResult => {
    // SQLite does not say why it cannot write, so the access is checked first.
    for (const place of [folder, file])
      if (existsSync(place)) accessSync(place, constants.R_OK | constants.W_OK);
    const database = openLock(file);
    try {
      database.exec('PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE');
    } catch (error) {
      database.close();
      if ((error as { readonly errcode?: number }).errcode !== SQLITE_BUSY) throw error;
      return { kind: 'held', by: whoHolds(holder) };
    }
    held = { database, identity: identityOf(file) };
    chmodSync(file, 0o600);
    try {
      // If a pipe has this name, writing to it could wait without end.
      rmSync(holder, { force: true });
      writeFileSync(holder, `process ${process.pid}, since ${inJst(now())}\n`, { mode: 0o600 });
    } catch {
      // Without this file, only the message about the lock's holder is less precise.
    }
    return { kind: 'taken' };
  };
  const lost = (): string | undefined => {
    try {
      return held === undefined || identityOf(file) === held.identity
        ? undefined
        : `${folder}, or the file lock in it, was removed or replaced while this process ran`;
    } catch (error) {
      return errorText(error);
    }
  };
  const release = (): void => {
    held?.database.close();
    held = undefined;
  };
  return {
    lost,
    release,
    take: async () => {
      const reason = lost();
      if (reason !== undefined) return { kind: 'refused', reason };
      if (held !== undefined) return { kind: 'taken' };
      try {
        await makeFolders(folder, PRIVATE_FOLDER);
        const result = lock();
        if (result.kind !== 'taken') return result;
        for (const sub of subfolders) {
          await disk.makeFolder(sub);
          await disk.syncFolder(dirname(sub));
        }
        return result;
      } catch (error) {
        // A lock without its folders would count as taken at the next call.
        release();
        return { kind: 'refused', reason: errorText(error) };
      }
    },
  };
};

const openLock = (file: string): DatabaseSync => {
  try {
    return new DatabaseSync(file);
  } catch (cause) {
    throw new Error(`${file} cannot be opened`, { cause });
  }
};

const identityOf = (file: string): string => {
  const found = statSync(file, { throwIfNoEntry: false });
  return found === undefined ? 'absent' : `${found.dev} ${found.ino}`;
};

const whoHolds = (holder: string): string => {
  try {
    // Reading a pipe could wait without end.
    if (statSync(holder).isFile()) return readFileSync(holder, 'utf8').trim();
  } catch {
    // The process is not named then.
  }
  return 'another process';
};

/** Returns the kernel's id of the current boot of the machine; empty on a system without /proc. */
export const bootId = (): string => {
  try {
    return readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
  } catch {
    return '';
  }
};
