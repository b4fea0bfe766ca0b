import { basename, join } from 'node:path';
import type { Clock, Log } from '../../pipeline/ports.ts';
import { createStore, type OwnedStore, type StoreLimits } from './create-store.ts';
import type { Disk } from './disk/disk.ts';
import { fileSystem } from './disk/file-system.ts';
import { followStore } from './follow-store.ts';
import { importVersion1 } from './import-version-1.ts';
import { createJournal, type Journal } from './journal.ts';
import { type Loaded, loadStore, type Repair } from './load-store.ts';
import { createOwnership, type Ownership } from './ownership.ts';
import { createProblems, keepCopy, type Problems, setAside } from './set-aside.ts';
import { noteEvidence, removeLeftovers } from './tidy-folder.ts';

export type OpenedStore =
  | { readonly kind: 'opened'; readonly store: OwnedStore }
  /** Another process holds the folder: `by` says which, and since when. */
  | { readonly kind: 'locked'; readonly by: string }
  | { readonly kind: 'failed'; readonly reason: string };

export type StoreOptions = {
  readonly folder: string;
  readonly log: Log;
  readonly now: Clock;
  /** False for commands that only read: no lock is taken, and nothing is written. */
  readonly lock?: boolean;
  /** The file system of this machine where absent. */
  readonly disk?: Disk;
  readonly limits?: Partial<StoreLimits>;
  /** How long to wait before a failed write is tried again. */
  readonly retryMs?: number;
};

const LIMITS: StoreLimits = {
  checkpointBytes: 4 * 1024 * 1024,
  waitingBytes: 64 * 1024 * 1024,
  checkpointRetryMs: 60_000,
};

const RETRY_MS = 2_000;

/**
 * Opens the store in a folder, which is made where it is not there. A folder that can be read but not written is
 * opened all the same: the store's health says so, commits wait in memory, and writing is tried again and again.
 */
export const openStore = async (options: StoreOptions): Promise<OpenedStore> =>
  options.lock === false ? openToRead(options) : openToWrite(options);

const openToRead = async (options: StoreOptions): Promise<OpenedStore> => {
  try {
    const load = async (): Promise<OwnedStore> => (await loadParts(options, false, undefined)).store;
    return { kind: 'opened', store: await followStore(options.disk ?? fileSystem, options.folder, load) };
  } catch (error) {
    return { kind: 'failed', reason: messageOf(error) };
  }
};

const openToWrite = async (options: StoreOptions): Promise<OpenedStore> => {
  const { folder, now, disk = fileSystem } = options;
  const ownership = createOwnership(disk, folder, now);
  const owner = await ownership.take();
  if (owner.kind === 'held') return { kind: 'locked', by: owner.by };
  try {
    const { store, loaded, repair } = await loadParts(options, owner.kind === 'taken', ownership);
    if (repair.mayWrite) {
      await store.commit({ ...loaded.salvage, states: [] });
      await importVersion1(disk, folder, store, repair);
    }
    const { stories, articles } = store.health();
    options.log.info('store.opened', { folder, stories, articles, journalBytes: loaded.journalBytes });
    const close = async (): Promise<void> => {
      await store.close();
      await ownership.release();
    };
    return { kind: 'opened', store: { ...store, close } };
  } catch (error) {
    await ownership.release();
    return { kind: 'failed', reason: messageOf(error) };
  }
};

/** Reads the folder; without an ownership the store is for reading only. */
const loadParts = async (
  options: StoreOptions,
  mayWrite: boolean,
  ownership: Ownership | undefined,
): Promise<{ readonly store: OwnedStore; readonly loaded: Loaded; readonly repair: Repair }> => {
  const { folder, log, now, disk = fileSystem } = options;
  const problems = createProblems(log);
  const repair = createRepair(disk, problems, now, mayWrite);
  const loaded = await loadStore(disk, folder, repair);
  await noteEvidence(disk, folder, problems);
  if (mayWrite) await removeLeftovers(disk, folder, loaded);
  const journal =
    ownership === undefined ? undefined : startJournal(options, disk, ownership, loaded.nextJournal);
  const store = createStore(
    { disk, folder, ...loaded, journal, onDamage: repair.setAside },
    loaded,
    problems,
    { ...LIMITS, ...options.limits },
    log,
  );
  return { store, loaded, repair };
};

const startJournal = (
  { folder, log, retryMs = RETRY_MS }: StoreOptions,
  disk: Disk,
  ownership: Ownership,
  first: number,
): Journal =>
  createJournal({
    disk,
    folder: join(folder, 'journal'),
    first,
    retryMs,
    permit: async () => {
      const owner = await ownership.take();
      if (owner.kind === 'held') throw new Error(`${owner.by} holds the folder`);
      if (owner.kind === 'refused') throw new Error(owner.reason);
    },
    onTrouble: (reason) => log.error('store.write-failed', { reason }),
    onRecovery: () => log.info('store.write-recovered'),
  });

/** A damaged file is renamed and reported; one that somebody else owns is only reported. */
const createRepair = (disk: Disk, problems: Problems, now: Clock, mayWrite: boolean): Repair => {
  const keep = async (path: string, reason: string, act: () => Promise<string>): Promise<void> => {
    if (!mayWrite) return problems.add(`${path} is damaged: ${reason}`);
    try {
      problems.add(`${path} was damaged: ${reason}; it is kept as ${basename(await act())}`);
    } catch (error) {
      problems.add(`${path} is damaged: ${reason}; it could not be set aside: ${messageOf(error)}`);
    }
  };
  return {
    mayWrite,
    note: problems.add,
    setAside: (path, reason) => keep(path, reason, () => setAside(disk, path, now)),
    keepCopy: (path, bytes, reason) => keep(path, reason, () => keepCopy(disk, path, bytes, now)),
  };
};

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
