import { join } from 'node:path';
import { z } from 'zod';
import type { SourceState } from '../../domain/source/source-state.ts';
import type { Disk } from '../disk/disk.ts';
import { readState } from '../log/records.ts';
import { storedDocument } from './documents.ts';

const FOLDER = 'documents';

/** The states of all sources as of a commit: older lines of the log need not tell them any more. */
const checkpoint = z.object({
  seq: z.int().nonnegative(),
  states: z.array(z.unknown().transform((value): SourceState => readState(value))),
});

/** How many bytes each file of the log had when it was last closed or tidied. */
const sizes = z.object({ bytes: z.record(z.string(), z.int()) });

/** Hashes of identity keys whose articles retention removed, by the month of the removal. */
const tombstones = z.object({ keys: z.array(z.string()) });

/** The small documents beside the log. */
export const documentsIn = (disk: Disk, folder: string, onDamage: (reason: string) => void) => {
  const removedFolder = join(folder, FOLDER, 'removed');
  const removedIn = (month: string) =>
    storedDocument(disk, join(removedFolder, `${month}.json`), tombstones, onDamage);
  return {
    folders: [join(folder, FOLDER), removedFolder],
    checkpoint: storedDocument(disk, join(folder, FOLDER, 'states.json'), checkpoint, onDamage),
    /** Tells a cut or missing file of the log where no index does. */
    sizes: storedDocument(disk, join(folder, FOLDER, 'log.json'), sizes, onDamage),
    removedIn,
    /** The months that tombstones are kept of. */
    removedMonths: async (): Promise<readonly string[]> => {
      const names = await disk.list(removedFolder);
      return [...new Set(names.flatMap((name) => /^(\d{4}-\d\d)\.json(?:\.bak)?$/.exec(name)?.[1] ?? []))];
    },
    /** Adds tombstones to those of a month. */
    addRemoved: async (month: string, keys: readonly string[]): Promise<void> => {
      const document = removedIn(month);
      const known = (await document.read())?.keys ?? [];
      await document.write({ keys: [...new Set([...known, ...keys])] });
    },
  };
};

export type Documents = ReturnType<typeof documentsIn>;
