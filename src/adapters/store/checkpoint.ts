import { join } from 'node:path';
import type { Catalog } from './catalog.ts';
import type { Disk } from './disk/disk.ts';
import { type Draft, startDraft } from './draft.ts';
import { backupOf, saveFile } from './durable-file.ts';
import { type Files, fileOfJournal, fileOfPartition } from './files.ts';
import { type FileList, fileList } from './format/checkpoint-file.ts';
import { type Journal, journalName, journalNumber } from './journal.ts';
import type { Ledger } from './ledger.ts';
import { writeDrops, writeStates, writeTombstones } from './write-others.ts';
import { type Move, writeStories } from './write-stories.ts';

export type CheckpointParts = {
  readonly disk: Disk;
  readonly folder: string;
  readonly catalog: Catalog;
  readonly ledger: Ledger;
  readonly files: Files;
  readonly journal: Journal;
  readonly onDamage: (path: string, reason: string) => Promise<void>;
};

/**
 * Copies what stands in the journals to partitions, and gives the new list of files once that list is durable.
 * Partitions are never changed: one that would change is written anew under another name, so that the list on
 * the disk always names whole files, and a crash at any moment leaves the store as it was or as it will be.
 * With `merge`, partitions that retention left thin are put together.
 * Rejects with the system's error when something cannot be written: then nothing has changed, nor is it lost.
 */
export const writeCheckpoint = async (
  parts: CheckpointParts,
  list: FileList,
  merge = false,
): Promise<FileList> => {
  const { disk, folder, ledger } = parts;
  const journal = await parts.journal.rotate();
  const draft = startDraft(list);
  const changes = ledger.take(fileOfJournal(journal));
  try {
    const moves = await writeStories(parts, draft, changes, merge);
    const dropMoves = await writeDrops(parts, draft, changes);
    await writeStates(parts, draft, changes);
    await writeTombstones(parts, draft, changes);
    const next = draft.finish(journal, parts.catalog.counts().stories);
    await saveFile(disk, join(folder, 'checkpoint.json'), fileList, next);
    moveStories(parts, moves);
    for (const { number, place } of dropMoves) parts.catalog.setDropPlace(number, place);
    await removeOld(parts, list);
    return next;
  } catch (error) {
    ledger.giveBack(changes);
    await removeUnfinished(parts, draft);
    throw error;
  }
};

/** What was copied is read from its partition from now on, unless the journal has a newer version by now. */
const moveStories = ({ catalog, ledger }: CheckpointParts, moves: readonly Move[]): void => {
  for (const { id, copied, place } of moves) {
    const pending = ledger.stories.get(id);
    if (pending !== undefined && pending !== copied) {
      ledger.stories.set(id, { ...pending, home: place.file });
    } else {
      ledger.stories.delete(id);
      catalog.setPlace(id, place);
    }
  }
};

/** Deletes what the checkpoint before the last one needed: a copy of the folder in the making may still want the rest. */
const removeOld = async ({ disk, folder, files }: CheckpointParts, list: FileList): Promise<void> => {
  for (const name of list.superseded) {
    files.forget(fileOfPartition(name));
    await disk.remove(join(folder, name));
    await disk.remove(backupOf(join(folder, name)));
  }
  for (const name of await disk.list(join(folder, 'journal'))) {
    const number = journalNumber(name);
    if (number === undefined || number >= list.journal) continue;
    files.forget(fileOfJournal(number));
    await disk.remove(join(folder, 'journal', journalName(number)));
  }
};

const removeUnfinished = async ({ disk, folder, files }: CheckpointParts, draft: Draft): Promise<void> => {
  for (const name of draft.created()) {
    files.forget(fileOfPartition(name));
    for (const path of [join(folder, name), backupOf(join(folder, name))]) {
      // Whatever stays is not on the list, and the next attempt writes over it.
      await disk.remove(path).catch(() => undefined);
      await disk.remove(`${path}.tmp`).catch(() => undefined);
    }
  }
};
