import { open, readFile, realpath, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { errorText } from '../../domain/error-text.ts';

export type Replaced = { readonly kind: 'replaced' } | { readonly kind: 'refused'; readonly reason: string };

/**
 * Puts a new text in a file's place, whole and durable: a temporary file beside it, fsync, rename, fsync of the folder.
 * Follows symbolic links and keeps the mode. Refuses where the file no longer holds `old`, so that no edit is
 * lost.
 */
export const replaceFile = async (file: string, old: Uint8Array, text: string): Promise<Replaced> => {
  const target = await realpath(file);
  const temporary = path.join(path.dirname(target), `.${path.basename(target)}.${process.pid}.new`);
  try {
    const { mode } = await stat(target);
    const handle = await open(temporary, 'wx', mode);
    try {
      await handle.chmod(mode);
      await handle.writeFile(text);
      await handle.sync();
    } finally {
      await handle.close();
    }
    if (!(await readFile(target)).equals(old)) {
      await rm(temporary, { force: true });
      return { kind: 'refused', reason: 'somebody changed it in the meantime' };
    }
    await rename(temporary, target);
    const folder = await open(path.dirname(target));
    try {
      await folder.sync();
    } finally {
      await folder.close();
    }
    return { kind: 'replaced' };
  } catch (error) {
    await rm(temporary, { force: true });
    return { kind: 'refused', reason: errorText(error) };
  }
};
