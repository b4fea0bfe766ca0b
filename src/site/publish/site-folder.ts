import { appendFile, mkdir, readdir, readFile, rename, rm, rmdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { errorCode } from '../../domain/error-text.ts';

/** The file that marks the folder as ours, and lists every file that we wrote there, one a line. */
const LIST = '.kawaraban-site';
const HEAD =
  'Files that kawaraban publish wrote here, and may replace or delete. All other files stay as they are.';

const TEMPORARY = '.kawaraban-site.tmp';

export type SiteFolder = {
  /**
   * Writes a file atomically, except in two cases. Resolves to `foreign` if an unlisted file has the name, else to
   * `same` if the file has these bytes already.
   */
  readonly put: (name: string, bytes: string | Uint8Array) => Promise<'written' | 'same' | 'foreign'>;
  /**
   * Deletes the listed files that were not put again, with the folders that become empty, and rewrites the list.
   * Resolves to the number of these files, missing files included.
   */
  readonly removeStale: () => Promise<number>;
};

export type OpenedFolder =
  | { readonly kind: 'opened'; readonly folder: SiteFolder }
  /** The reason why the folder is refused and what to do, as a sentence without full stop. */
  | { readonly kind: 'refused'; readonly reason: string };

/**
 * Opens a folder for a site's files; creates a missing folder. Refuses a folder that has visible files but no list of
 * ours. Rejects if the file system refuses.
 */
export const openSiteFolder = async (dir: string): Promise<OpenedFolder> => {
  await mkdir(dir, { recursive: true });
  const list = await readList(dir);
  const visible = (await readdir(dir)).filter((name) => !name.startsWith('.'));
  if (list === undefined && visible.length > 0) {
    const [first] = visible;
    const reason = `${dir} contains files that kawaraban did not write, such as ${first}; name an empty folder or a new one`;
    return { kind: 'refused', reason };
  }
  return { kind: 'opened', folder: siteFolder(dir, list ?? []) };
};

const siteFolder = (dir: string, listed: readonly string[]): SiteFolder => {
  const ours = new Set(listed);
  const put = new Set<string>();
  const list = path.join(dir, LIST);
  return {
    put: async (name, content) => {
      const file = path.join(dir, name);
      const bytes = Buffer.from(content);
      const standing = await readIfThere(file);
      if (standing !== undefined && !ours.has(name)) return 'foreign';
      put.add(name);
      if (standing?.equals(bytes) === true) return 'same';
      if (!ours.has(name)) {
        // A file is listed before it is written, because an unlisted file counts as a file of somebody else.
        await appendFile(list, ours.size === 0 ? `${HEAD}\n${name}\n` : `${name}\n`);
        ours.add(name);
      }
      await mkdir(path.dirname(file), { recursive: true });
      await writeFile(path.join(dir, TEMPORARY), bytes);
      await rename(path.join(dir, TEMPORARY), file);
      return 'written';
    },
    removeStale: async () => {
      const stale = [...ours].filter((name) => !put.has(name));
      for (const name of stale) {
        await rm(path.join(dir, name), { force: true });
        await removeEmptyFolders(dir, path.dirname(name));
      }
      await writeFile(path.join(dir, TEMPORARY), [HEAD, ...put, ''].join('\n'));
      await rename(path.join(dir, TEMPORARY), list);
      return stale.length;
    },
  };
};

/** Resolves to the names on the list, except unsafe names such as `../x`; undefined if the list does not exist. */
const readList = async (dir: string): Promise<readonly string[] | undefined> => {
  const text = (await readIfThere(path.join(dir, LIST)))?.toString();
  const names = text?.split('\n').slice(1);
  return names?.filter((name) => name !== '' && isInside(name));
};

const isInside = (name: string): boolean =>
  !path.isAbsolute(name) && !name.split('/').some((step) => step === '..' || step === '.' || step === '');

const readIfThere = async (file: string): Promise<Buffer | undefined> => {
  try {
    return await readFile(file);
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined;
    throw error;
  }
};

const removeEmptyFolders = async (dir: string, folder: string): Promise<void> => {
  if (folder === '.') return;
  try {
    await rmdir(path.join(dir, folder));
  } catch {
    // A folder that is not empty stays.
    return;
  }
  await removeEmptyFolders(dir, path.dirname(folder));
};
