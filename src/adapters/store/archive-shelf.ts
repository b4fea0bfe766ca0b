import { join } from 'node:path';
import type { ArchiveShelf } from '../../pipeline/ports.ts';
import type { Disk } from './disk/disk.ts';
import { fileSystem } from './disk/file-system.ts';
import { readFile, saveFile } from './durable-file.ts';
import { archiveFile } from './format/archive-file.ts';

const FOLDER = 'archive';

/** The frozen archives in a data folder: a file a month, and its twin; each is written once. */
export const createArchiveShelf = (folder: string, disk: Disk = fileSystem): ArchiveShelf => {
  const pathOf = (month: string): string => join(folder, archiveName(month));
  const months = () => frozenMonths(disk, folder);
  return {
    months,
    read: async (month) => {
      if (!(await months()).includes(month)) return undefined;
      const frozen = await readFile(disk, pathOf(month), archiveFile);
      if (frozen === undefined) throw new Error(`${pathOf(month)} and its .bak cannot be read`);
      return frozen;
    },
    freeze: async (month, archive) => {
      if ((await months()).includes(month)) return;
      await disk.makeFolder(join(folder, FOLDER));
      await saveFile(disk, pathOf(month), archiveFile, archive);
    },
  };
};

/** The months that a data folder has an archive of, readable or not, oldest first. */
export const frozenMonths = async (disk: Disk, folder: string): Promise<readonly string[]> => {
  const names = await disk.list(join(folder, FOLDER));
  const found = names.flatMap((name) => /^(\d{4}-\d\d)\.json(?:\.bak)?$/.exec(name)?.[1] ?? []);
  return [...new Set(found)].toSorted();
};

/** Where the archive of a month lies, seen from the data folder. */
export const archiveName = (month: string): string => `${FOLDER}/${month}.json`;
