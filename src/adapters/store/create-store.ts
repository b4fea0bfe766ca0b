import type { Drop } from '../../domain/item/drop.ts';
import type { SourceState } from '../../domain/source/source-state.ts';
import type { Story, StoryId } from '../../domain/story/story.ts';
import type { Log, Store, StoreChange } from '../../pipeline/ports.ts';
import { type CheckpointParts, writeCheckpoint } from './checkpoint.ts';
import { padId } from './format/columns.ts';
import { readDrop } from './format/drop-schema.ts';
import { NOTHING_REMOVED, writeLine } from './format/journal-line.ts';
import { hashOfKey, microseconds, rowOfDrop, rowOfStory } from './format/row.ts';
import { readStory } from './format/story-schema.ts';
import type { Journal } from './journal.ts';
import type { Loaded } from './load-store.ts';
import type { Place } from './memory/places.ts';
import { createStoryCache } from './memory/story-cache.ts';
import { readRecords } from './record-reader.ts';
import type { Problems } from './set-aside.ts';

/** Stories in memory, by the bytes of their JSON: a few thousand of usual length. */
const CACHE_BYTES = 6 * 1024 * 1024;

export type StoreLimits = {
  /** A checkpoint is due when the journal has grown by so much. */
  readonly checkpointBytes: number;
  /** So much may wait in memory for a disk that refuses to write; beyond that, commits are rejected. */
  readonly waitingBytes: number;
  /** How long to wait after a checkpoint that failed. */
  readonly checkpointRetryMs: number;
};

/** What commands need beyond the port. */
export type OwnedStore = Store & {
  /** Copies everything to partitions and puts thin ones together. */
  readonly compact: () => Promise<void>;
  /** Leaves tombstones under keys that lead to no story here. */
  readonly bury: (keys: readonly string[]) => Promise<void>;
};

/** The `Store` over what was loaded. Without a journal it is for reading only. */
export const createStore = (
  parts: Omit<CheckpointParts, 'journal'> & { readonly journal: Journal | undefined },
  loaded: Loaded,
  problems: Problems,
  limits: StoreLimits,
  log: Log,
): OwnedStore => {
  const { disk, catalog, ledger, files, journal } = parts;
  const states = new Map<string, SourceState>(ledger.states);
  const cache = createStoryCache(CACHE_BYTES);
  /** Newer than what the disk has. */
  const unwritten = new Map<string, Story>();
  const unwrittenDrops = new Map<number, Drop>();
  let list = loaded.list;
  let checkpointTrouble: string | undefined;
  let grown = loaded.journalBytes;
  let running: Promise<unknown> = Promise.resolve();
  let isDue = false;
  let isClosed = false;
  let retry: NodeJS.Timeout | undefined;

  const inMemory = (id: string): Story | undefined => unwritten.get(id) ?? cache.get(id);

  const note = (path: string, reason: string): void => problems.add(`${path} cannot be read: ${reason}`);

  const readStories = async (ids: readonly StoryId[], once = false): Promise<readonly Story[]> => {
    const found = new Map<string, Story>();
    const places: Place[] = [];
    const wanted: StoryId[] = [];
    for (const id of ids) {
      const story = inMemory(id);
      const place = story === undefined ? catalog.placeOf(id) : undefined;
      if (story !== undefined) found.set(id, story);
      if (place === undefined) continue;
      places.push(place);
      wanted.push(id);
    }
    const parse = (text: string, n: number): Story => {
      const story = readStory(JSON.parse(text));
      if (story.id !== wanted[n]) throw new Error(`${story.id} stands where ${wanted[n]} should`);
      return story;
    };
    const records = await readRecords(disk, files, places, parse, note);
    for (const [n, record] of records.entries()) {
      if (record.kind === 'unreadable') continue;
      const { value: story } = record;
      // It may have changed while it was read.
      found.set(story.id, inMemory(story.id) ?? story);
      if (!once && inMemory(story.id) === undefined && catalog.hasStory(story.id))
        cache.put(story, places[n]?.length ?? 0);
    }
    return ids.flatMap((id) => found.get(id) ?? []);
  };

  const exclusively = async <Value>(act: () => Promise<Value>): Promise<Value> => {
    const turn = running.then(act);
    running = turn.catch(() => undefined);
    return turn;
  };

  const checkpoint = async (owned: Journal, merge = false): Promise<void> => {
    isDue = false;
    grown = 0;
    try {
      list = await writeCheckpoint({ ...parts, journal: owned }, list, merge);
      if (checkpointTrouble !== undefined) log.info('store.checkpoint-recovered');
      checkpointTrouble = undefined;
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      if (checkpointTrouble !== reason) log.error('store.checkpoint-failed', { reason });
      checkpointTrouble = reason;
      clearTimeout(retry);
      if (!isClosed) retry = setTimeout(() => startCheckpoint(owned), limits.checkpointRetryMs).unref();
      throw error;
    }
  };

  /** In the background; a failure is in the health, and is tried again. */
  const startCheckpoint = (owned: Journal): void => {
    if (isDue || isClosed) return;
    isDue = true;
    exclusively(() => checkpoint(owned)).catch(() => undefined);
  };

  const append = async (
    owned: Journal,
    line: Buffer,
    written: (placeOf: (span: { readonly offset: number; readonly length: number }) => Place) => void,
  ): Promise<void> => {
    await owned.append(line, (at) => {
      const file = files.addJournal(at.journal);
      grown += line.length;
      written(({ offset, length }) => ({ file, offset: at.offset + offset, length }));
    });
    if (grown >= limits.checkpointBytes) startCheckpoint(owned);
  };

  const owned = (): Journal => {
    if (journal === undefined) throw new Error('not stored: the store is opened for reading only');
    return journal;
  };

  const commit = async (change: StoreChange): Promise<void> => {
    const target = owned();
    if (change.stories.length + change.drops.length + change.states.length === 0) return;
    if (target.waiting() > limits.waitingBytes) {
      throw new Error(
        `not stored: ${target.waiting()} bytes wait for the disk already (${target.trouble() ?? 'it is slow'})`,
      );
    }
    const { bytes, spans } = writeLine({ ...change, removed: NOTHING_REMOVED });
    const rows = change.stories.map(rowOfStory);
    for (const row of rows) for (const { id } of [row, ...row.articles]) padId(id);

    for (const [n, row] of rows.entries()) {
      catalog.putStory(row);
      const story = change.stories[n];
      if (story !== undefined) unwritten.set(row.id, story);
    }
    const drops = change.drops.map((drop) => {
      const row = rowOfDrop(drop);
      const number = catalog.putDrop(row);
      unwrittenDrops.set(number, drop);
      return { number, row, drop };
    });
    for (const state of change.states) states.set(state.source, state);

    await append(target, bytes, (placeOf) => {
      for (const [n, span] of spans.stories.entries()) {
        const story = change.stories[n];
        const row = rows[n];
        if (story === undefined || row === undefined) continue;
        ledger.addStory(row, placeOf(span));
        if (unwritten.get(row.id) !== story) continue;
        unwritten.delete(row.id);
        cache.put(story, span.length);
      }
      for (const [n, span] of spans.drops.entries()) {
        const stored = drops[n];
        if (stored === undefined || unwrittenDrops.get(stored.number) !== stored.drop) continue;
        unwrittenDrops.delete(stored.number);
        catalog.setDropPlace(stored.number, placeOf(span));
        ledger.addDrop({ number: stored.number, row: stored.row, place: placeOf(span) });
      }
      for (const state of change.states) ledger.addState(state);
    });
  };

  const removeBefore = async (moment: Temporal.Instant): Promise<{ readonly removed: number }> => {
    const target = owned();
    return exclusively(async () => {
      const ids = catalog.idleSince(microseconds(moment));
      const keys = catalog.keysOf(ids);
      const { bytes } = writeLine({ stories: [], drops: [], states: [], removed: { stories: ids, keys } });
      ledger.removeStories(ids);
      catalog.removeStories(ids);
      for (const id of ids) {
        unwritten.delete(id);
        cache.remove(id);
      }
      catalog.forgetDrops(microseconds(moment));
      ledger.forgetDrops(microseconds(moment));
      if (ids.length > 0) await append(target, bytes, () => ledger.addTombstones(keys));
      await checkpoint(target);
      return { removed: ids.length };
    });
  };

  const troubles = (): string[] => [
    ...(journal?.trouble() === undefined
      ? []
      : [`nothing can be written: ${journal.trouble()}; ${journal.waiting()} bytes are kept in memory`]),
    ...(checkpointTrouble === undefined ? [] : [`the journal cannot be tidied away: ${checkpointTrouble}`]),
  ];

  return {
    state: (source) => states.get(source),
    knows: (key) => catalog.knows(hashOfKey(key)),
    storyOf: catalog.storyOf,
    story: async (id) => (await readStories([id]))[0],
    storiesSince: (moment) => readStories(catalog.gainedSince(microseconds(moment))),
    stories: (query) => readStories(catalog.latest(query), query.once),
    drop: async (key) => {
      const number = catalog.dropOf(hashOfKey(key));
      if (number === undefined) return undefined;
      const place = catalog.dropPlace(number);
      if (place === undefined) return unwrittenDrops.get(number);
      const [record] = await readRecords(disk, files, [place], (text) => readDrop(JSON.parse(text)), note);
      return record?.kind === 'read' ? record.value : undefined;
    },
    commit,
    removeBefore,
    bury: async (keys) => {
      const hashes = keys.map(hashOfKey);
      const { bytes } = writeLine({
        stories: [],
        drops: [],
        states: [],
        removed: { stories: [], keys: hashes },
      });
      catalog.addTombstones(hashes);
      if (hashes.length > 0) await append(owned(), bytes, () => ledger.addTombstones(hashes));
    },
    compact: async () => {
      const target = owned();
      await exclusively(() => checkpoint(target, true));
    },
    health: () => ({
      ...catalog.counts(),
      bytes: files.bytes() + grown,
      problems: [...problems.all(), ...troubles()],
      isWaiting: journal?.trouble() !== undefined,
    }),
    close: async () => {
      isClosed = true;
      clearTimeout(retry);
      await journal?.close();
      await running;
    },
  };
};
