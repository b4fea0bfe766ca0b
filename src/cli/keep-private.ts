import { chmod } from 'node:fs/promises';

/** What others could do with a file, or in a folder, is taken away (umask(2)): 0600 and 0700 are left. */
const OWNER_ALONE = 0o077;
const PRIVATE_FOLDER = 0o700;

/**
 * From here on this process writes files for its user alone, and nobody else can enter the data folder, where it is
 * there: it holds whole texts that outlets let nobody republish, and a service need not run under a umask of its own.
 */
export const keepPrivate = async (folder: string): Promise<void> => {
  process.umask(OWNER_ALONE);
  // Refused where the folder is not there yet, is another user's, or lies on a disk that cannot be written.
  await chmod(folder, PRIVATE_FOLDER).catch(() => undefined);
};
