import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { errorText } from '../domain/error-text.ts';
import type { CopiedStore } from '../domain/store/contract.ts';
import { explainRefusal } from '../domain/store/explain-refusal.ts';
import type { Shelves } from '../site/ports.ts';
import { type Disk, fileSystem } from './disk/file-system.ts';
import { createOwnership, type Ownership } from './disk/lock.ts';
import { documentsIn } from './document/checkpoint.ts';
import { COPY_MARK, copyOf, UNFINISHED_COPY } from './document/copy-mark.ts';
import { createArchiveShelf, createEditionShelf } from './document/create-shelves.ts';
import { memoryIndex, openIndex, readIndex } from './index/open-index.ts';
import { load } from './load-store.ts';
import { logDays, logFolder, logPath } from './log/log-files.ts';
import type { StoreOptions } from './store-context.ts';

/** A store with the archives and editions that the site keeps. */
export type WholeStore = Shelves & { readonly store: CopiedStore };

export type OpenedStore =
  | ({ readonly kind: 'opened' } & WholeStore)
  /** Another process has locked the store; `by` says which process and since when, if this is known. */
  | { readonly kind: 'locked'; readonly by: string }
  | { readonly kind: 'failed'; readonly reason: string };

/** Files and folders that earlier, unreleased formats of the store made in a data folder. */
const EARLIER = ['checkpoint.json', 'journal', 'store.json'];

/**
 * Resolves to whether a folder contains a store, also an unfinished copy or a store of an earlier format. Rejects if
 * the folder cannot be read.
 */
export const containsStore = async (folder: string): Promise<boolean> =>
  (await fileSystem.list(folder)).some((name) => STORE_NAMES.has(name)) ||
  (await logDays(fileSystem, folder)).length > 0;

/** The name `log` is missing, because a folder such as /var has a `log` of its own. */
const STORE_NAMES = new Set(['documents', COPY_MARK, ...EARLIER]);

/**
 * Opens the store in a folder; creates a missing folder only to write. If `isPatient` (default for writing), a store
 * with data opens even if it cannot be written yet; commits wait in memory.
 */
export const openStore = async (options: StoreOptions): Promise<OpenedStore> => {
  const earlier = EARLIER.find((name) => existsSync(join(options.folder, name)));
  if (earlier !== undefined)
    return {
      kind: 'failed',
      reason: `the folder contains ${earlier}, as stores of an earlier version do, which this version cannot read: name another folder`,
    };
  try {
    if (options.isCopy !== true && (await copyOf(options.disk ?? fileSystem, options.folder)) !== undefined)
      return { kind: 'failed', reason: UNFINISHED_COPY };
    return await (options.lock === false ? openToRead(options) : openToWrite(options));
  } catch (error) {
    return { kind: 'failed', reason: errorText(error) };
  }
};

/** Opens the store to read. The index on the disk is updated only if this user owns the folder and the lock is free. */
const openToRead = async (options: StoreOptions): Promise<OpenedStore> => {
  const { folder, disk = fileSystem, now } = options;
  const ownership = createOwnership(disk, folder, [], now);
  // Taking the lock creates files. If root created them, the store's owner could not write them.
  const isOurs = statSync(folder).uid === process.getuid?.();
  const owner = isOurs ? await ownership.take() : { kind: 'held' };
  if (owner.kind === 'taken') {
    try {
      const { store } = await load(options, { index: openIndex(folder), permit: refuse });
      await store.close();
    } finally {
      ownership.release();
    }
  }
  const index = owner.kind === 'refused' ? undefined : readIndex(folder);
  const { store } = await load(options, {
    index: index ?? memoryIndex('the store is open read-only'),
    permit: refuse,
    isFollowing: index !== undefined && isOurs,
  });
  return opened(store, options);
};

const opened = (
  store: CopiedStore,
  { folder, disk }: Pick<StoreOptions, 'folder' | 'disk'>,
): OpenedStore => ({
  ...{ kind: 'opened', store },
  shelf: createArchiveShelf(folder, disk),
  editions: createEditionShelf(folder, disk),
});

const refuse = async (): Promise<void> => {
  throw new Error('the store is open read-only');
};

const openToWrite = async (options: StoreOptions): Promise<OpenedStore> => {
  const { folder, log, now, disk = fileSystem, isPatient = true } = options;
  const folders = [logFolder(folder), ...documentsIn(disk, folder, () => {}).folders];
  const ownership = createOwnership(disk, folder, folders, now);
  const owner = await ownership.take();
  if (owner.kind === 'held') return { kind: 'locked', by: owner.by };
  if (owner.kind === 'refused' && !isPatient) return cannotWrite(owner.reason);
  try {
    const trouble = owner.kind === 'refused' ? owner.reason : undefined;
    const permit = permitOf(disk, folder, ownership, trouble !== undefined);
    const index = trouble === undefined ? openIndex(folder) : memoryIndex(trouble);
    const { lost } = ownership;
    const { store, isEmpty } = await load(options, { index, permit, lost, trouble });
    if (trouble !== undefined && isEmpty) return cannotWrite(trouble);
    if (trouble !== undefined) log.error('store.write-failed', { reason: explainRefusal(trouble) });
    const { stories, articles } = store.health();
    log.info('store.opened', { folder, stories, articles });
    const close = async (): Promise<void> => {
      await store.close();
      ownership.release();
    };
    return opened({ ...store, close }, { folder, disk: whileOwned(disk, lost) });
  } catch (error) {
    ownership.release();
    throw error;
  }
};

/** Returns a disk whose `write` and `makeFolder` reject if the data folder or its lock was removed or replaced. */
const whileOwned = (disk: Disk, lost: Ownership['lost']): Disk => {
  const ifOwned = async (write: () => Promise<void>): Promise<void> => {
    const reason = lost();
    if (reason !== undefined) throw new Error(reason);
    await write();
  };
  return {
    ...disk,
    makeFolder: (path) => ifOwned(() => disk.makeFolder(path)),
    write: (path, bytes) => ifOwned(() => disk.write(path, bytes)),
  };
};

const cannotWrite = (reason: string): OpenedStore => ({
  kind: 'failed',
  reason: `the folder cannot be written (${reason}). Free some space, give this user write permission, or name another folder.`,
});

const STALE = 'the log in the folder has changed since this process read it: restart this process';

/**
 * Returns a function that takes the lock, or rejects with the reason. With `isLate`, the function also rejects if the
 * log changed between the call of `permitOf` and the moment when the lock was taken.
 */
const permitOf = (
  disk: Disk,
  folder: string,
  ownership: Ownership,
  isLate: boolean,
): (() => Promise<void>) => {
  const before = isLate ? markOf(disk, folder) : undefined;
  // A failure is thrown when the mark is awaited.
  before?.catch(() => undefined);
  let isStale = false;
  let isCurrent = !isLate;
  return async () => {
    const mark = await before;
    if (isStale) throw new Error(STALE);
    const owner = await ownership.take();
    if (owner.kind === 'held') throw new Error(`the folder is locked by ${owner.by}`);
    if (owner.kind === 'refused') throw new Error(owner.reason);
    if (isCurrent) return;
    const isUnchanged = mark === (await markOf(disk, folder));
    // A parallel call may already have found the log unchanged; since then, only this process has changed it.
    isCurrent ||= isUnchanged;
    if (isCurrent) return;
    isStale = true;
    ownership.release();
    throw new Error(STALE);
  };
};

/** Resolves to the name and size of the newest log file; empty without a log file. */
const markOf = async (disk: Disk, folder: string): Promise<string> => {
  const [last] = (await logDays(disk, folder)).toReversed();
  return last === undefined ? '' : `${last} ${await disk.size(logPath(folder, last))}`;
};
