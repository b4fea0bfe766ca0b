import type { Drop } from '../../domain/item/drop.ts';
import type { SourceState } from '../../domain/source/source-state.ts';
import type { Story } from '../../domain/story/story.ts';
import type { Log, Store, StoreChange } from '../../pipeline/ports.ts';
import type { CheckpointParts } from './checkpoint.ts';
import { type CheckpointLimits, createCheckpoints } from './checkpoints.ts';
import { padId } from './format/columns.ts';
import { readDrop } from './format/drop-schema.ts';
import { type JournalChange, NOTHING_REMOVED, writeLine } from './format/journal-line.ts';
import { hashOfKey, microseconds } from './format/row.ts';
import type { Loaded } from './load-store.ts';
import { createStoryCache } from './memory/story-cache.ts';
import { readRecords } from './record-reader.ts';
import { replay } from './replay.ts';
import type { Problems } from './set-aside.ts';
import { createStoryReader } from './story-reader.ts';

/** Stories in memory, by the bytes of their JSON: a few thousand of usual length. */
const CACHE_BYTES = 6 * 1024 * 1024;

export type StoreLimits = CheckpointLimits & {
  /** A start that had to read the first lines of more partitions than these makes a new index. */
  readonly indexAfter: number;
  /** So much may wait in memory for a disk that refuses to write; beyond that, commits are rejected. */
  readonly waitingBytes: number;
};

/** What commands need beyond the port. */
export type OwnedStore = Store & {
  /** Copies everything to partitions and puts thin ones together. */
  readonly compact: () => Promise<void>;
  /** The newest items that were turned away, newest first, so many at most. */
  readonly newestDrops: (limit: number) => Promise<readonly Drop[]>;
  /** Leaves tombstones under keys that lead to no story here. */
  readonly bury: (keys: readonly string[]) => Promise<void>;
};

const NOTHING: JournalChange = { stories: [], drops: [], states: [], removed: NOTHING_REMOVED };

/** The `Store` over what was loaded. */
export const createStore = (
  parts: CheckpointParts,
  loaded: Loaded,
  problems: Problems,
  limits: StoreLimits,
  log: Log,
): OwnedStore => {
  const { disk, catalog, ledger, files, journal } = parts;
  const checkpoints = createCheckpoints(parts, loaded.list, loaded.journalBytes, limits, log);
  const cache = createStoryCache(CACHE_BYTES);
  /** The stories of commits that are not durable yet: nobody sees them, and retention leaves them alone. */
  const underWay = new Set<readonly Story[]>();

  const onUnreadable = (path: string, reason: string): void =>
    problems.add(`${path} cannot be read: ${reason}`);
  const readDrops = async (numbers: readonly number[]): Promise<readonly Drop[]> => {
    const places = numbers.flatMap((number) => catalog.dropPlace(number) ?? []);
    const parse = (text: string) => readDrop(JSON.parse(text));
    const records = await readRecords(disk, files, places, parse, onUnreadable);
    return records.flatMap((record) => (record.kind === 'read' ? record.value : []));
  };
  const readStories = createStoryReader({ disk, catalog, files, cache, onUnreadable });

  /** Appends a line to the journal; what it says holds from the moment when it is durable. */
  const append = async (change: JournalChange): Promise<void> => {
    const { bytes, spans } = writeLine(change);
    underWay.add(change.stories);
    try {
      await journal.append(bytes, (at) => {
        const file = files.addJournal(at.journal);
        replay(catalog, ledger, { change, spans }, ({ offset, length }) => ({
          file,
          offset: at.offset + offset,
          length,
        }));
        for (const [n, story] of change.stories.entries()) cache.put(story, spans.stories[n]?.length ?? 0);
        for (const id of change.removed.stories) cache.remove(id);
      });
    } finally {
      underWay.delete(change.stories);
    }
    checkpoints.grow(bytes.length);
  };

  const commit = async (change: StoreChange): Promise<void> => {
    if (change.stories.length + change.drops.length + change.states.length === 0) return;
    if (journal.waiting() > limits.waitingBytes) {
      throw new Error(
        `not stored: ${journal.waiting()} bytes wait for the disk already (${journal.trouble() ?? 'it is slow'})`,
      );
    }
    for (const { id, articles } of change.stories) for (const one of [{ id }, ...articles]) padId(one.id);
    await append({ ...change, removed: { ...NOTHING_REMOVED, stories: change.united ?? [] } });
  };

  const removeBefore = async (moment: Temporal.Instant): Promise<{ readonly removed: number }> => {
    let removed: number | undefined;
    const remove = async (): Promise<void> => {
      const growing = new Set<string>([...underWay].flatMap((stories) => stories.map(({ id }) => id)));
      const stories = catalog.idleSince(microseconds(moment)).filter((id) => !growing.has(id));
      if (stories.length > 0)
        await append({ ...NOTHING, removed: { stories, keys: catalog.keysOf(stories) } });
      catalog.forgetDrops(microseconds(moment));
      ledger.forgetDrops(microseconds(moment));
      removed = stories.length;
    };
    try {
      await checkpoints.write({ before: remove });
    } catch (error) {
      // Once the removal is in the journal, a checkpoint that fails is told and tried again by itself.
      if (removed === undefined) throw error;
    }
    return { removed: removed ?? 0 };
  };

  const troubles = (): string[] => {
    const [writing, tidying] = [journal.trouble(), checkpoints.trouble()];
    return [
      ...(writing === undefined
        ? []
        : [`nothing can be written: ${writing}; ${journal.waiting()} bytes are kept in memory`]),
      ...(tidying === undefined ? [] : [`the journal cannot be tidied away: ${tidying}`]),
    ];
  };

  return {
    state: (source) => ledger.states.get(source),
    knows: (key) => catalog.knows(hashOfKey(key)),
    storyOf: catalog.storyOf,
    story: async (id) => (await readStories([id]))[0],
    storiesSince: (moment) => readStories(catalog.gainedSince(microseconds(moment))),
    stories: (query) => readStories(catalog.latest(query), query.once),
    drop: async (key) => {
      const number = catalog.dropOf(hashOfKey(key));
      return number === undefined ? undefined : (await readDrops([number]))[0];
    },
    newestDrops: (limit) => readDrops(catalog.newestDrops(limit)),
    commit,
    removeBefore,
    bury: async (keys) => {
      const hashes = keys.map(hashOfKey);
      if (hashes.length > 0) await append({ ...NOTHING, removed: { stories: [], keys: hashes } });
    },
    compact: () => checkpoints.write({ merge: true }),
    health: () => ({
      ...catalog.counts(),
      bytes: files.bytes() + checkpoints.grown(),
      journalBytes: checkpoints.grown(),
      partitions: files.partitions(),
      unwritten: [...underWay].reduce((sum, stories) => sum + stories.length, 0),
      damagedFiles: problems.damagedFiles(),
      problems: [...problems.all(), ...troubles()],
      isWaiting: journal.trouble() !== undefined,
      ...newestCommitOf(ledger.states.values()),
    }),
    close: async () => {
      await Promise.all([journal.close(), checkpoints.close()]);
    },
  };
};

/** Each poll commits the state of its source, and with it the moment. */
const newestCommitOf = (states: Iterable<SourceState>): { readonly newestCommitAt?: Temporal.Instant } => {
  let newest: Temporal.Instant | undefined;
  for (const { lastPolledAt: at } of states) {
    if (at !== undefined && (newest === undefined || Temporal.Instant.compare(at, newest) > 0)) newest = at;
  }
  return newest === undefined ? {} : { newestCommitAt: newest };
};
