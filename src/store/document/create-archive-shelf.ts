import { dirname, join } from 'node:path';
import { z } from 'zod';
import type { ArchiveShelf } from '../../site/ports.ts';
import type { Disk } from '../disk/disk.ts';
import { fileSystem } from '../disk/file-system.ts';
import { moment } from '../log/records.ts';
import { storedDocument } from './documents.ts';

export const archiveSchema = z.object({ frozenAt: moment, base: z.string(), atom: z.string() });

/** The frozen archives in a data folder: one document for each month, written once. */
export const createArchiveShelf = (folder: string, disk: Disk = fileSystem): ArchiveShelf => {
  const months = () => frozenMonths(disk, folder);
  return {
    months,
    read: async (month) =>
      (await months()).includes(month) ? archiveOf(disk, folder, month).read() : undefined,
    freeze: async (month, frozen) => {
      if ((await months()).includes(month)) return;
      await disk.makeFolder(join(folder, FOLDER));
      await disk.syncFolder(dirname(join(folder, FOLDER)));
      const { frozenAt, ...texts } = frozen;
      await archiveOf(disk, folder, month).write({ ...texts, frozenAt });
    },
  };
};

const FOLDER = 'documents/archive';

/** The archive document of a month, whether or not its file exists. */
export const archiveOf = (disk: Disk, folder: string, month: string, onDamage = (_: string) => {}) =>
  storedDocument(disk, join(folder, FOLDER, `${month}.json`), archiveSchema, onDamage);

/** The months (`2026-11`) for which a data folder has an archive file, readable or not, oldest first. */
export const frozenMonths = async (disk: Disk, folder: string): Promise<readonly string[]> => {
  const names = await disk.list(join(folder, FOLDER));
  const found = names.flatMap((name) => /^(\d{4}-\d\d)\.json(?:\.bak)?$/.exec(name)?.[1] ?? []);
  return [...new Set(found)].toSorted();
};
