import { accessSync, chmodSync, constants, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { Clock } from '../../domain/ambient.ts';
import { errorText } from '../../domain/error-text.ts';
import type { Disk } from './disk.ts';

type LockResult =
  | { readonly kind: 'taken' }
  /** Another process has it: `by` says which, and since when. */
  | { readonly kind: 'held'; readonly by: string }
  /** Nothing can be written in the folder. */
  | { readonly kind: 'refused'; readonly reason: string };

/** The right to write in a folder. It can come late, when the disk lets something be written again. */
export type Ownership = {
  /** Takes the lock, once; makes the folders. */
  readonly take: () => Promise<LockResult>;
  readonly release: () => void;
};

const SQLITE_BUSY = 5;

/**
 * The lock of a data folder is SQLite's on an empty database, which the kernel gives back when the process ends,
 * however it ends. Nobody may open the file by other means in this process: closing it would give the lock back.
 */
export const createOwnership = (
  disk: Disk,
  folder: string,
  subfolders: readonly string[],
  now: Clock,
): Ownership => {
  let held: DatabaseSync | undefined;
  const holder = join(folder, 'lock.txt');
  const lock = (): LockResult => {
    // SQLite does not say why it cannot write.
    accessSync(folder, constants.W_OK);
    const database = new DatabaseSync(join(folder, 'lock'));
    try {
      database.exec('PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE');
    } catch (error) {
      database.close();
      if ((error as { readonly errcode?: number }).errcode !== SQLITE_BUSY) throw error;
      return { kind: 'held', by: whoHolds(holder) };
    }
    held = database;
    chmodSync(join(folder, 'lock'), 0o600);
    const since = now().toString({ smallestUnit: 'second' });
    try {
      writeFileSync(holder, `process ${process.pid}, since ${since}\n`, { mode: 0o600 });
    } catch {
      // Only a message lacks it.
    }
    return { kind: 'taken' };
  };
  return {
    take: async () => {
      if (held !== undefined) return { kind: 'taken' };
      try {
        // The recursive form says ENOENT of a read-only disk; the plain one says what is wrong.
        try {
          mkdirSync(folder, { recursive: true, mode: 0o700 });
        } catch {
          mkdirSync(folder);
        }
        const result = lock();
        if (result.kind !== 'taken') return result;
        for (const sub of subfolders) {
          await disk.makeFolder(sub);
          await disk.syncFolder(dirname(sub));
        }
        return result;
      } catch (error) {
        return { kind: 'refused', reason: errorText(error) };
      }
    },
    release: () => {
      held?.close();
      held = undefined;
    },
  };
};

const whoHolds = (holder: string): string => {
  try {
    return readFileSync(holder, 'utf8').trim();
  } catch {
    return 'another process';
  }
};

/** The kernel's name for this boot of the machine; empty where there is no /proc. */
export const bootId = (): string => {
  try {
    return readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
  } catch {
    return '';
  }
};
