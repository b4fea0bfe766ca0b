import type { Clock, Log } from '../../pipeline/ports.ts';
import { createStore, type OwnedStore, type StoreLimits } from './create-store.ts';
import type { Disk } from './disk/disk.ts';
import { fileSystem } from './disk/file-system.ts';
import { markFolder } from './folder-mark.ts';
import { followStore } from './follow-store.ts';
import { importVersion1 } from './import-version-1.ts';
import { type Loaded, loadStore, type Repair } from './load-store.ts';
import { ownedJournal, type Right } from './owned-journal.ts';
import { createOwnership } from './ownership.ts';
import { readOnlyJournal } from './read-only-journal.ts';
import { createRepair } from './repair.ts';
import { createProblems } from './set-aside.ts';
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
  /**
   * False for a command: a folder that cannot be written is refused, and a write that fails is rejected at once,
   * where the daemon waits for the disk.
   */
  readonly isPatient?: boolean;
  /** How long to wait before a failed write is tried again. */
  readonly retryMs?: number;
};

const LIMITS: StoreLimits = {
  indexAfter: 64,
  checkpointBytes: 4 * 1024 * 1024,
  waitingBytes: 64 * 1024 * 1024,
  checkpointRetryMs: 60_000,
};

const RETRY_MS = 2_000;

/**
 * Opens the store in a folder, which is made where it is not there. One that holds a store and cannot be written is
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
  const { folder, log, now, disk = fileSystem, isPatient = true } = options;
  const ownership = createOwnership(disk, folder, now);
  const owner = await ownership.take();
  if (owner.kind === 'held') return { kind: 'locked', by: owner.by };
  if (owner.kind === 'refused' && !isPatient) return cannotWrite(owner.reason);
  try {
    const trouble = owner.kind === 'refused' ? owner.reason : undefined;
    const { store, loaded, repair } = await loadParts(options, trouble === undefined, { ownership, trouble });
    const { stories, articles } = store.health();
    if (trouble !== undefined && !loaded.isComplete && stories === 0) return cannotWrite(trouble);
    if (trouble !== undefined) log.error('store.write-failed', { reason: trouble });
    if (repair.mayWrite) {
      await store.commit({ ...loaded.salvage, states: [] });
      await importVersion1(disk, folder, store, repair);
    }
    log.info('store.opened', { folder, stories, articles, journalBytes: loaded.journalBytes });
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

const cannotWrite = (reason: string): OpenedStore => ({
  kind: 'failed',
  reason: `nothing can be written there (${reason}). Make room, or let this user write there.`,
});

/** Reads the folder; without a right to write the store is for reading only. */
const loadParts = async (
  options: StoreOptions,
  mayWrite: boolean,
  right: Right | undefined,
): Promise<{ readonly store: OwnedStore; readonly loaded: Loaded; readonly repair: Repair }> => {
  const { folder, log, now, disk = fileSystem, isPatient = true, retryMs = RETRY_MS } = options;
  const limits = { ...LIMITS, ...options.limits };
  const problems = createProblems(log);
  const repair = createRepair(disk, problems, now, mayWrite);
  const mark = mayWrite ? undefined : await markFolder(disk, folder);
  const loaded = await loadStore(disk, folder, repair, limits.indexAfter);
  await noteEvidence(disk, folder, problems);
  if (mayWrite) await removeLeftovers(disk, folder, loaded);
  const journal =
    right === undefined
      ? readOnlyJournal
      : ownedJournal({
          ...{ folder, disk, log, mark, first: loaded.nextJournal },
          ...right,
          retryMs: isPatient ? retryMs : undefined,
        });
  const store = createStore(
    { disk, folder, ...loaded, journal, onDamage: repair.setAside },
    loaded,
    problems,
    limits,
    log,
  );
  return { store, loaded, repair };
};

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
