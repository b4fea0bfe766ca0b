import { join } from 'node:path';
import { defined } from '../domain/defined.ts';
import { errorText } from '../domain/error-text.ts';
import type { SourceState } from '../domain/source/source-state.ts';
import type { CopiedStore } from '../domain/store/contract.ts';
import { describeRefusal, explainRefusal } from '../domain/store/explain-refusal.ts';
import { createStore } from './create-store.ts';
import { fileSystem } from './disk/file-system.ts';
import { documentsIn } from './document/checkpoint.ts';
import { catchUp, matchesLog, readOrReport } from './index/catch-up.ts';
import { type CatchUpContext, IndexFailure } from './index/index-day.ts';
import { Indexer } from './index/indexer.ts';
import { knownDays, lastSeq } from './index/known-days.ts';
import { type Index, memoryIndex, resetIndex } from './index/open-index.ts';
import { recordPlace } from './index/select.ts';
import { logFolder } from './log/log-files.ts';
import { readState } from './log/records.ts';
import { readRecords } from './read-stories.ts';
import type { StoreLimits, StoreOptions } from './store-context.ts';
import { createProblems, isEvidence } from './store-problems.ts';

const LIMITS: StoreLimits = { waitingBytes: 64_000_000 };

const RETRY_MS = 2_000;

const REMEDY =
  'free space on its disk, make its folder writable, or delete the index if it is damaged; then restart';

type Loading = {
  readonly index: Index;
  readonly permit: () => Promise<void>;
  readonly lost?: (() => string | undefined) | undefined;
  /** True if the index is up to date, or another process updates it. */
  readonly isFollowing?: boolean;
  readonly trouble?: string | undefined;
};

/** Loads the store. If `isFollowing` is false (default), also updates the index. */
export const load = async (
  options: StoreOptions,
  { index: opened, permit, lost = () => undefined, isFollowing = false, trouble }: Loading,
): Promise<{ readonly store: CopiedStore; readonly isEmpty: boolean }> => {
  const { folder, log, now, disk = fileSystem, limits = LIMITS, retryMs = RETRY_MS } = options;
  const { lock = true, isPatient = lock, onProgress = () => {} } = options;
  const problems = createProblems(log);
  const documents = documentsIn(disk, folder, problems.add);
  const closing = new AbortController();
  const partsOf = (index: Index): CatchUpContext => ({
    ...{ disk, folder, index, documents, problems, retryMs, onProgress },
    ...{ ends: new Map(), unread: new Map(), closing: closing.signal },
    indexer: new Indexer(index),
  });
  let parts = partsOf(opened);
  let whole = Promise.resolve();
  let isPartial = false;
  try {
    if (!isFollowing) {
      if (!(await matchesLog(parts))) parts = partsOf(resetIndex(folder, opened));
      try {
        ({ whole, isPartial } = await catchUp(parts));
      } catch (error) {
        if (!(error instanceof IndexFailure)) throw error;
        parts.index.close();
        parts = partsOf(memoryIndex(errorText(error.cause)));
        ({ whole, isPartial } = await catchUp(parts));
      }
    }
    if (!isPatient) await whole;
    for (const { damage } of knownDays(parts.index))
      for (const line of damage.split('\n')) if (line !== '') problems.add(line);
    for (const name of await disk.list(logFolder(folder)))
      if (isEvidence(name))
        problems.add(
          `${join(logFolder(folder), name)} contains data that could not be read: delete the file when you no longer need it`,
        );
    if (parts.index.memoryReason !== undefined && trouble === undefined && lock)
      problems.add(
        `the index cannot be written (${parts.index.memoryReason}): it is kept in memory and rebuilt at each start; ${REMEDY}`,
      );
    const { states, seq } = await readStates(parts);
    if (isPatient && isPartial) whole = addOlderStates(states, whole, parts);
    const store = createStore({
      ...parts,
      now,
      limits,
      states,
      seq,
      whole,
      endCatchUp: () => closing.abort(),
      writing: {
        permit,
        lost,
        retryMs: isPatient ? retryMs : undefined,
        ...defined({ trouble }),
        // A command does not wait: its articles are rejected at once.
        onTrouble: (reason) =>
          log.error('store.write-failed', {
            reason: isPatient ? explainRefusal(reason) : describeRefusal(reason),
          }),
        onRecovery: () => log.info('store.write-recovered'),
      },
    });
    return { store, isEmpty: seq === 0 && problems.all().length === 0 };
  } catch (error) {
    parts.index.close();
    throw error;
  }
};

/** Adds the states in older files, which are indexed only when `whole` resolves. Commits wait until then. */
const addOlderStates = async (
  states: Map<string, SourceState>,
  whole: Promise<void>,
  parts: CatchUpContext,
): Promise<void> => {
  await whole;
  if (parts.closing.aborted) return;
  try {
    for (const [source, state] of (await readStates(parts)).states) states.set(source, state);
  } catch (error) {
    parts.problems.add(
      `the newest states of some sources cannot be read: ${errorText(error)}. Restart this process`,
    );
  }
};

/**
 * Resolves to the states of all sources, from their document and from the indexed log lines after it, and to the number
 * of the newest commit.
 */
const readStates = async (
  parts: CatchUpContext,
): Promise<{ readonly states: Map<string, SourceState>; readonly seq: number }> => {
  const { disk, folder, index, documents, problems } = parts;
  const checkpoint = await readOrReport(documents.checkpoint, problems);
  const since = checkpoint?.seq ?? 0;
  const states = new Map<string, SourceState>(checkpoint?.states.map((state) => [state.source, state]));
  const places = index.all('SELECT day, at, size, crc FROM states WHERE seq > ?', since).map(recordPlace);
  for (const record of await readRecords(disk, folder, places)) {
    if ('failure' in record)
      problems.add(
        `${record.failure}, so the newest state of a source is missing. Restore the file from a backup`,
      );
    else {
      const state = readState(JSON.parse(record.text));
      states.set(state.source, state);
    }
  }
  return { states, seq: Math.max(since, lastSeq(index)) };
};
