import { join } from 'node:path';
import { z } from 'zod';
import type { SourceState } from '../../domain/source/source-state.ts';
import type { Disk } from '../disk/file-system.ts';
import { readState } from '../log/records.ts';
import { datedNames, storedDocument } from './documents.ts';

const FOLDER = 'documents';

/** The states of all sources as of commit `seq`; the states in log lines up to this commit are no longer needed. */
const checkpoint = z.object({
  seq: z.int().nonnegative(),
  states: z.array(z.unknown().transform((value): SourceState => readState(value))),
});

/** The indexed sizes of log files, in bytes. */
const sizes = z.object({ bytes: z.record(z.string(), z.int()) });

/** The tombstones of one month, as hashes of identity keys. */
const tombstones = z.object({ keys: z.array(z.string()) });

export const documentsIn = (disk: Disk, folder: string, onDamage: (reason: string) => void) => {
  const removedFolder = join(folder, FOLDER, 'removed');
  const removedIn = (month: string) =>
    storedDocument(disk, join(removedFolder, `${month}.json`), tombstones, onDamage);
  return {
    folders: [join(folder, FOLDER), removedFolder],
    checkpoint: storedDocument(disk, join(folder, FOLDER, 'states.json'), checkpoint, onDamage),
    /** If the index is lost, these sizes still show that a log file was truncated or removed. */
    sizes: storedDocument(disk, join(folder, FOLDER, 'log.json'), sizes, onDamage),
    removedIn,
    /** Resolves to the months (`2026-11`) with a document of tombstones. */
    removedMonths: () => datedNames(disk, removedFolder),
    addRemoved: async (month: string, keys: readonly string[]): Promise<void> => {
      const document = removedIn(month);
      const known = (await document.read())?.keys ?? [];
      await document.write({ keys: [...new Set([...known, ...keys])] });
    },
  };
};

export type Documents = ReturnType<typeof documentsIn>;
