import { join } from 'node:path';
import type { Disk } from '../disk/file-system.ts';

/** Name of the file that marks a folder as an unfinished copy and names the copied store. */
export const COPY_MARK = 'copy-of.txt';

/** Resolves to the name of the copied store if the folder is an unfinished copy; else undefined. */
export const copyOf = async (disk: Disk, folder: string): Promise<string | undefined> =>
  (await disk.read(join(folder, COPY_MARK)))?.toString('utf8').trim();

/** Marks the folder as an unfinished copy of the store `from`; without `from`, removes the mark. */
export const noteCopy = async (disk: Disk, folder: string, from: string | undefined): Promise<void> => {
  const path = join(folder, COPY_MARK);
  await (from === undefined ? disk.remove(path) : disk.write(path, Buffer.from(`${from}\n`)));
  await disk.syncFolder(folder);
};

export const UNFINISHED_COPY =
  'it is an unfinished copy, in which old items would count as new: run `kawaraban store copy` again';
