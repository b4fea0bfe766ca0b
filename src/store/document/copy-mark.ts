import { join } from 'node:path';
import type { Disk } from '../disk/file-system.ts';

/** The file that marks a folder as an unfinished copy, and names the store that is copied. */
const NAME = 'copy-of.txt';

/** Resolves to the store of which the folder holds an unfinished copy; undefined if it holds none. */
export const copyOf = async (disk: Disk, folder: string): Promise<string | undefined> =>
  (await disk.read(join(folder, NAME)))?.toString('utf8').trim();

/** Notes that the folder holds an unfinished copy, or, without a name, that the copy is complete. */
export const noteCopy = async (disk: Disk, folder: string, from: string | undefined): Promise<void> => {
  const path = join(folder, NAME);
  await (from === undefined ? disk.remove(path) : disk.write(path, Buffer.from(`${from}\n`)));
  await disk.syncFolder(folder);
};

/** Why an unfinished copy is not opened. */
export const UNFINISHED_COPY =
  'it is an unfinished copy, in which old items would count as new: run `kawaraban store copy` again';
