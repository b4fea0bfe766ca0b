import { join } from 'node:path';
import { type Catalog, createCatalog } from './catalog.ts';
import type { Disk } from './disk/disk.ts';
import { readFile, replace } from './durable-file.ts';
import { createFiles, type Files } from './files.ts';
import { type FileList, fileList, removedFile, statesFile } from './format/checkpoint-file.ts';
import type { Format } from './format/format.ts';
import { dropPartitions, storyPartitions } from './format/partition.ts';
import { rowOfStory, type StoryRow } from './format/row.ts';
import { journalName, journalNumber } from './journal.ts';
import { createLedger, type Ledger } from './ledger.ts';
import { type Loading, loadPartitions, type Salvage } from './load-partitions.ts';
import { readJournal } from './read-journal.ts';
import { rebuildList } from './rebuild-list.ts';
import { replay } from './replay.ts';

/** How damaged files are dealt with: set aside by the owner of the folder, passed over by a reader. */
export type Repair = {
  /** Moves the file out of the way and makes a note of it. */
  readonly setAside: (path: string, reason: string) => Promise<void>;
  /** Keeps a copy of a file that is still needed for what can be read of it. */
  readonly keepCopy: (path: string, bytes: Buffer, reason: string) => Promise<void>;
  /** Makes a note. */
  readonly note: (problem: string) => void;
  /** Whether files may be written: restored from their `.bak`. */
  readonly mayWrite: boolean;
};

export type Loaded = {
  readonly catalog: Catalog;
  readonly ledger: Ledger;
  readonly files: Files;
  readonly list: FileList;
  /** False where the list was absent or unreadable, and had to be made from what lies in the folder. */
  readonly isComplete: boolean;
  /** Number of the next journal. */
  readonly nextJournal: number;
  readonly journalBytes: number;
  /** What could be read of damaged partitions: to be stored again. */
  readonly salvage: Salvage;
};

/** Reads what the folder holds: the list, the first line of each partition, and the journals. */
export const loadStore = async (disk: Disk, folder: string, repair: Repair): Promise<Loaded> => {
  const catalog = createCatalog();
  const ledger = createLedger(catalog);
  const files = createFiles(folder);
  const salvage: Salvage = { stories: [], drops: [] };
  const loading = { disk, folder, files, repair, salvage };
  const stored = await load(loading, 'checkpoint.json', fileList);
  const list = stored ?? (await rebuildList(disk, folder));

  for (const name of list.removed) {
    const keys = await load(loading, name, removedFile);
    if (keys === undefined)
      repair.note(`${name} is lost: items that were removed long ago may come back as new`);
    catalog.addTombstones(keys?.match(/.{16}/g) ?? []);
  }
  catalog.reserve(list.count);
  await loadPartitions(loading, dropPartitions, list.drops, (columns, file, offsets, lengths) => {
    for (const [n, row] of dropPartitions.rows(columns).entries()) {
      catalog.putDrop(row, { file, offset: offsets[n] ?? 0, length: lengths[n] ?? 0 });
    }
  });
  const removed: string[] = [];
  await loadPartitions(loading, storyPartitions, list.stories, (columns, ...place) => {
    if (stored === undefined) {
      const rows = storyPartitions.rows(columns);
      removed.push(...rows.filter((row) => isRemoved(catalog, row)).map(({ id }) => id));
      // A rebuilt list names old partitions too: of a story that stands in several the last counts, and the others
      // must go, since they would be all that is left of it once retention takes it out of the last.
      const older = new Set(rows.flatMap(({ id }) => catalog.placeOf(id)?.file ?? []));
      for (const partition of older) ledger.touch(partition);
    }
    catalog.addPartition(columns, ...place);
  });
  catalog.sort();
  ledger.removeStories(removed);
  catalog.removeStories(removed);
  for (const name of list.states) {
    const states = await load(loading, name, statesFile);
    if (states === undefined) repair.note(`${name} is lost: some sources start again as if they were new`);
    for (const state of states ?? []) ledger.states.set(state.source, state);
  }

  const { nextJournal, journalBytes } = await loadJournals(loading, catalog, ledger, list.journal);
  return {
    catalog,
    ledger,
    files,
    list,
    isComplete: stored !== undefined,
    nextJournal,
    journalBytes,
    salvage: {
      stories: salvage.stories
        .filter(({ id }) => !catalog.hasStory(id))
        .filter((story) => !isRemoved(catalog, rowOfStory(story))),
      drops: salvage.drops,
    },
  };
};

/** A file or its twin; a damaged one is set aside and written again from its twin. */
const load = async <Data>(
  { disk, folder, repair }: Loading,
  name: string,
  format: Format<Data>,
): Promise<Data | undefined> => {
  const path = join(folder, name);
  let damaged = false;
  const data = await readFile(disk, path, format, async (reason) => {
    damaged = true;
    await repair.setAside(path, reason);
  });
  if (damaged && data !== undefined && repair.mayWrite) await replace(disk, path, format.stringify(data));
  return data;
};

const isRemoved = (catalog: Catalog, row: StoryRow): boolean =>
  row.articles.some(({ keys }) => keys.some((key) => catalog.knows(key)?.kind === 'removed'));

const loadJournals = async (
  { disk, folder, files, repair }: Loading,
  catalog: Catalog,
  ledger: Ledger,
  first: number,
): Promise<{ readonly nextJournal: number; readonly journalBytes: number }> => {
  const names = await disk.list(join(folder, 'journal'));
  const numbers = names.flatMap((name) => journalNumber(name) ?? []).sort((a, b) => a - b);
  let journalBytes = 0;
  for (const number of numbers.filter((n) => n >= first)) {
    const file = files.addJournal(number);
    const path = join(folder, 'journal', journalName(number));
    journalBytes += await readJournal(disk, path, repair, (line, start) => {
      replay(catalog, ledger, line, ({ offset, length }) => ({ file, offset: start + offset, length }));
    });
  }
  return { nextJournal: Math.max(first, (numbers.at(-1) ?? 0) + 1), journalBytes };
};
