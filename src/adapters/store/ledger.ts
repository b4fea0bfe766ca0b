import type { SourceState } from '../../domain/source/source-state.ts';
import type { Catalog } from './catalog.ts';
import { isPartition } from './files.ts';
import type { DropRow, StoryRow } from './format/row.ts';
import type { Place } from './memory/places.ts';

/** What is durable in the journals and not yet in the partitions. */
export type Ledger = ReturnType<typeof createLedger>;

export type PendingStory = {
  readonly row: StoryRow;
  /** Where its text stands, in a journal. */
  readonly place: Place;
  /** The partition that holds an older version of it. */
  readonly home: number | undefined;
};

export type PendingDrop = { readonly number: number; readonly row: DropRow; readonly place: Place };

/** What one checkpoint takes along. */
export type Changes = {
  readonly stories: readonly PendingStory[];
  readonly drops: readonly PendingDrop[];
  readonly tombstones: readonly string[];
  /** Groups of sources of which one has a new state. */
  readonly shards: ReadonlySet<number>;
  /** Partitions that hold stories which are no more. */
  readonly touched: ReadonlySet<number>;
  /** Drops older than this moment are forgotten. */
  readonly dropsBefore: number;
};

export const createLedger = (catalog: Catalog) => {
  const stories = new Map<string, PendingStory>();
  const states = new Map<string, SourceState>();
  let drops: readonly PendingDrop[] = [];
  let newDrops: PendingDrop[] = [];
  let tombstones: readonly string[] = [];
  let shards: ReadonlySet<number> = new Set();
  let touched: ReadonlySet<number> = new Set();
  let dropsBefore = 0;

  const homeOf = (id: string): number | undefined => {
    const pending = stories.get(id);
    if (pending !== undefined) return pending.home;
    const place = catalog.placeOf(id);
    return place !== undefined && isPartition(place.file) ? place.file : undefined;
  };

  return {
    stories,
    /** The durable ones: a state that got ahead of its stories would lose them. */
    states,

    addStory: (row: StoryRow, place: Place): void => {
      if (!catalog.hasStory(row.id)) return;
      stories.set(row.id, { row, place, home: homeOf(row.id) });
      catalog.setPlace(row.id, place);
    },
    addDrop: (drop: PendingDrop): void => {
      newDrops.push(drop);
    },
    addState: (state: SourceState): void => {
      states.set(state.source, state);
      shards = new Set([...shards, shardOf(state.source)]);
    },
    addTombstones: (hashes: readonly string[]): void => {
      if (hashes.length > 0) tombstones = [...tombstones, ...hashes];
    },

    /** The next checkpoint writes the partition anew, without what stands elsewhere by then. */
    touch: (partition: number): void => {
      touched = new Set([...touched, partition]);
    },

    /** To be called before the stories leave the catalog. */
    removeStories: (ids: readonly string[]): void => {
      touched = new Set([...touched, ...ids.flatMap((id) => homeOf(id) ?? [])]);
      for (const id of ids) stories.delete(id);
    },
    forgetDrops: (moment: number): void => {
      dropsBefore = Math.max(dropsBefore, moment);
      drops = [...drops, ...newDrops].filter(({ row }) => row.at >= moment);
      newDrops = [];
    },

    /** All that stands in journals below a file number. Stories stay here until they have moved. */
    take: (below: number): Changes => {
      drops = [...drops, ...newDrops];
      newDrops = [];
      const isClosed = ({ place }: { readonly place: Place }): boolean => place.file < below;
      const taken: Changes = {
        stories: [...stories.values()].filter(isClosed),
        drops: drops.filter(isClosed),
        tombstones,
        shards,
        touched,
        dropsBefore,
      };
      drops = drops.filter((drop) => !isClosed(drop));
      tombstones = [];
      shards = new Set();
      touched = new Set();
      dropsBefore = 0;
      return taken;
    },
    /** After a checkpoint that failed. */
    giveBack: (taken: Changes): void => {
      drops = [...taken.drops, ...drops];
      tombstones = [...taken.tombstones, ...tombstones];
      shards = new Set([...shards, ...taken.shards]);
      touched = new Set([...touched, ...taken.touched]);
      dropsBefore = Math.max(dropsBefore, taken.dropsBefore);
    },
  };
};

/** So many files share the states of all sources: one that changed does not mean writing a thousand. */
const SHARDS = 8;

export const shardOf = (source: string): number => {
  let sum = 0;
  for (let at = 0; at < source.length; at += 1) sum = (sum * 31 + source.charCodeAt(at)) % 65_521;
  return sum % SHARDS;
};
