import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Clock } from '../domain/ambient.ts';
import { defined } from '../domain/defined.ts';
import { errorText } from '../domain/error-text.ts';
import type { Log } from '../domain/log.ts';
import type { SourceState } from '../domain/source/source-state.ts';
import type { Store } from '../domain/store/contract.ts';
import { createStore } from './create-store.ts';
import type { Disk } from './disk/disk.ts';
import { fileSystem } from './disk/file-system.ts';
import { createOwnership, type Ownership } from './disk/lock.ts';
import { type Documents, documentsIn } from './document/checkpoint.ts';
import { catchUp } from './index/catch-up.ts';
import type { CatchUpContext } from './index/catch-up-context.ts';
import { IndexFailure } from './index/index-day.ts';
import { Indexer } from './index/indexer.ts';
import { knownDays, lastSeq } from './index/known-days.ts';
import { matchesLog } from './index/matches-log.ts';
import { type Index, memoryIndex, openIndex, readIndex, resetIndex } from './index/open-index.ts';
import { recordPlace } from './index/select.ts';
import { logDays, logFolder, logPath } from './log/log-files.ts';
import { readState } from './log/records.ts';
import { readRecords } from './read-stories.ts';
import type { StoreLimits } from './store-context.ts';
import { createProblems, isEvidence } from './store-problems.ts';

export type OpenedStore =
  | { readonly kind: 'opened'; readonly store: Store }
  /** Another process has locked the folder; `by` names it and the time of the lock. */
  | { readonly kind: 'locked'; readonly by: string }
  | { readonly kind: 'failed'; readonly reason: string };

export type StoreOptions = {
  readonly folder: string;
  readonly log: Log;
  readonly now: Clock;
  /** False for commands that only read: no lock is kept, and the log is not written. */
  readonly lock?: boolean;
  /** Replaces the file system of this machine in tests. */
  readonly disk?: Disk;
  readonly limits?: Partial<StoreLimits>;
  /**
   * False for a command: a folder that cannot be written is an error, a failed write is rejected at once, and the store
   * is fully indexed when it opens. The daemon instead waits for the disk and serves the newest days meanwhile.
   */
  readonly isPatient?: boolean;
  /** How long to wait before a failed write is retried, in milliseconds. */
  readonly retryMs?: number;
  /** Called while the index is rebuilt, with the number of days read and the number of all days. */
  readonly onProgress?: (done: number, total: number) => void;
};

const LIMITS: StoreLimits = { waitingBytes: 64 * 1024 * 1024 };

const RETRY_MS = 2_000;

/** Files that earlier, unreleased formats of the store left in a data folder. */
const EARLIER = ['checkpoint.json', 'journal', 'store.json'];

/**
 * Opens the store in a folder, which is created if missing. A folder that holds a store but cannot be written is opened
 * too: the store's health reports it, commits wait in memory, and writing is retried.
 */
export const openStore = async (options: StoreOptions): Promise<OpenedStore> => {
  const earlier = EARLIER.find((name) => existsSync(join(options.folder, name)));
  if (earlier !== undefined)
    return {
      kind: 'failed',
      reason: `the folder holds the store of an earlier Kawaraban (${earlier}), which is left untouched: choose an empty folder with --data`,
    };
  try {
    return await (options.lock === false ? openToRead(options) : openToWrite(options));
  } catch (error) {
    return { kind: 'failed', reason: errorText(error) };
  }
};

/** Opens the store without writing. Reads the index of a running daemon; if none runs, updates the index first. */
const openToRead = async (options: StoreOptions): Promise<OpenedStore> => {
  const { folder, disk = fileSystem, now } = options;
  const ownership = createOwnership(disk, folder, [], now);
  // A file that root creates here could not be written by the owner of the store.
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
  const { store } =
    index === undefined
      ? await load(options, { index: memoryIndex('the store is open for reading only'), permit: refuse })
      : await load(options, { index, permit: refuse, isFollowing: owner.kind === 'taken' || isOurs });
  return { kind: 'opened', store };
};

const refuse = async (): Promise<void> => {
  throw new Error('the store is open for reading only');
};

const openToWrite = async (options: StoreOptions): Promise<OpenedStore> => {
  const { folder, log, now, disk = fileSystem, isPatient = true } = options;
  const ownership = createOwnership(disk, folder, foldersIn(disk, folder), now);
  const owner = await ownership.take();
  if (owner.kind === 'held') return { kind: 'locked', by: owner.by };
  if (owner.kind === 'refused' && !isPatient) return cannotWrite(owner.reason);
  try {
    const trouble = owner.kind === 'refused' ? owner.reason : undefined;
    const permit = permitOf(disk, folder, ownership, trouble !== undefined);
    const index = trouble === undefined ? openIndex(folder) : memoryIndex(trouble);
    const { store, isEmpty } = await load(options, { index, permit, trouble });
    if (trouble !== undefined && isEmpty) return cannotWrite(trouble);
    if (trouble !== undefined) log.error('store.write-failed', { reason: trouble });
    const { stories, articles } = store.health();
    log.info('store.opened', { folder, stories, articles });
    const close = async (): Promise<void> => {
      await store.close();
      ownership.release();
    };
    return { kind: 'opened', store: { ...store, close } };
  } catch (error) {
    ownership.release();
    throw error;
  }
};

const foldersIn = (disk: Disk, folder: string): readonly string[] => [
  logFolder(folder),
  ...documentsIn(disk, folder, () => {}).folders,
];

const cannotWrite = (reason: string): OpenedStore => ({
  kind: 'failed',
  reason: `the folder cannot be written (${reason}). Free some space, or give this user write permission.`,
});

const STALE = 'another process has written to the folder since this one read it: restart this one';

/** Takes the lock as soon as the disk allows it; throws if another process wrote meanwhile. */
const permitOf = (
  disk: Disk,
  folder: string,
  ownership: Ownership,
  isLate: boolean,
): (() => Promise<void>) => {
  const before = isLate ? markOf(disk, folder) : undefined;
  let isStale = false;
  return async () => {
    const mark = await before;
    if (isStale) throw new Error(STALE);
    const owner = await ownership.take();
    if (owner.kind === 'held') throw new Error(`the folder is locked by ${owner.by}`);
    if (owner.kind === 'refused') throw new Error(owner.reason);
    if (mark === undefined || mark === (await markOf(disk, folder))) return;
    isStale = true;
    ownership.release();
    throw new Error(STALE);
  };
};

/** The name and size of the newest log file, which change when another process writes to the log. */
const markOf = async (disk: Disk, folder: string): Promise<string> => {
  const [last] = (await logDays(disk, folder)).toReversed();
  return last === undefined ? '' : `${last} ${await disk.size(logPath(folder, last))}`;
};

type Loading = {
  readonly index: Index;
  /** Resolves once this process may write; see `LogWriterOptions.permit`. */
  readonly permit: () => Promise<void>;
  /** True if another process keeps the index up to date. */
  readonly isFollowing?: boolean;
  /** The reason why nothing can be written, if that is known at the start. */
  readonly trouble?: string | undefined;
};

/** Loads the store, and updates the index unless another process does. */
const load = async (
  options: StoreOptions,
  { index: opened, permit, isFollowing = false, trouble }: Loading,
): Promise<{ readonly store: Store; readonly isEmpty: boolean }> => {
  const { folder, log, now, disk = fileSystem, retryMs = RETRY_MS } = options;
  const { lock = true, isPatient = lock, onProgress = () => {} } = options;
  const problems = createProblems(log);
  const documents = documentsIn(disk, folder, problems.add);
  const closing = new AbortController();
  const partsOf = (index: Index): CatchUpContext => ({
    ...{ disk, folder, index, documents, problems, onProgress },
    ...{ ends: new Map(), unread: new Set(), closing: closing.signal },
    indexer: new Indexer(index),
  });
  let parts = partsOf(opened);
  let whole = Promise.resolve();
  try {
    if (!isFollowing) {
      if (!(await matchesLog(parts))) parts = partsOf(resetIndex(folder, opened));
      try {
        ({ whole } = await catchUp(parts));
      } catch (error) {
        if (!(error instanceof IndexFailure)) throw error;
        parts.index.close();
        parts = partsOf(memoryIndex(error.message));
        ({ whole } = await catchUp(parts));
      }
    }
    if (!isPatient) await whole;
    for (const { damage } of knownDays(parts.index))
      for (const line of damage.split('\n')) if (line !== '') problems.add(line);
    for (const name of await disk.list(logFolder(folder)))
      if (isEvidence(name))
        problems.add(
          `${join(logFolder(folder), name)} holds data that could not be read: delete it when it is no longer needed`,
        );
    if (parts.index.memoryReason !== undefined && trouble === undefined && lock)
      problems.add(
        `the index cannot be written (${parts.index.memoryReason}): it is kept in memory and rebuilt at each start; make its folder writable, then restart`,
      );
    const { states, seq } = await readStates(parts, documents);
    const store = createStore({
      ...parts,
      now,
      limits: { ...LIMITS, ...options.limits },
      states,
      seq,
      whole,
      endCatchUp: () => closing.abort(),
      writing: {
        permit,
        retryMs: isPatient ? retryMs : undefined,
        ...defined({ trouble }),
        onTrouble: (reason) => log.error('store.write-failed', { reason }),
        onRecovery: () => log.info('store.write-recovered'),
      },
    });
    return { store, isEmpty: seq === 0 && problems.all().length === 0 };
  } catch (error) {
    parts.index.close();
    throw error;
  }
};

/** The states of all sources, from their document and from the log lines after it. */
const readStates = async (
  { disk, folder, index, problems }: CatchUpContext,
  documents: Documents,
): Promise<{ readonly states: Map<string, SourceState>; readonly seq: number }> => {
  const checkpoint = await documents.checkpoint.read().catch((error: unknown) => {
    problems.add(errorText(error));
    return undefined;
  });
  const since = checkpoint?.seq ?? 0;
  const states = new Map<string, SourceState>(
    (checkpoint?.states ?? []).map((state) => [state.source, state]),
  );
  const places = index.all('SELECT day, at, size, crc FROM states WHERE seq > ?', since).map(recordPlace);
  for (const record of await readRecords(disk, folder, places)) {
    if ('failure' in record) problems.add(record.failure);
    else {
      const state = readState(JSON.parse(record.text));
      states.set(state.source, state);
    }
  }
  return { states, seq: Math.max(since, lastSeq(index)) };
};
