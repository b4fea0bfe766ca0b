import { join } from 'node:path';
import { type Catalog, createCatalog } from './catalog.ts';
import type { Disk } from './disk/disk.ts';
import { createFiles, type Files } from './files.ts';
import { type FileList, fileList, statesFile } from './format/checkpoint-file.ts';
import { rowOfStory } from './format/row.ts';
import { journalName, journalNumber } from './journal.ts';
import { createLedger, type Ledger } from './ledger.ts';
import { isRemoved, loadCatalog } from './load-catalog.ts';
import { loadFile } from './load-file.ts';
import type { Loading, Salvage } from './load-partitions.ts';
import { makeTwins } from './make-twins.ts';
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

/**
 * Reads what the folder holds: the list, the index or the first line of each partition, and the journals. A new index
 * is written when more than `indexAfter` first lines had to be read.
 */
export const loadStore = async (
  disk: Disk,
  folder: string,
  repair: Repair,
  indexAfter: number,
): Promise<Loaded> => {
  const catalog = createCatalog();
  const ledger = createLedger(catalog);
  const files = createFiles(folder);
  const salvage: Salvage = { stories: [], drops: [] };
  const loading = { disk, folder, files, repair, salvage };
  const stored = await loadFile(loading, 'checkpoint.json', fileList);
  const list = stored ?? (await rebuildList(disk, folder));

  await loadCatalog(loading, { list, isRebuilt: stored === undefined, catalog, ledger, indexAfter });
  for (const name of list.states) {
    const states = await loadFile(loading, name, statesFile);
    if (states === undefined) repair.note(`${name} is lost: some sources start again as if they were new`);
    for (const state of states ?? []) ledger.states.set(state.source, state);
  }

  if (stored === undefined && repair.mayWrite) await makeTwins(loading);

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
