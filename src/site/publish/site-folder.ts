import { randomUUID } from 'node:crypto';
import { appendFile, lstat, mkdir, readdir, readFile, rename, rm, rmdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { errorCode } from '../../domain/error-text.ts';

/** The file that marks the folder as ours, and lists every file that we wrote there, one a line. */
const LIST = '.kawaraban-site';
const HEAD =
  'Files that kawaraban publish wrote here, and may replace or delete. All other files stay as they are.';

export type SiteFolder = {
  /**
   * Writes a file atomically, except in two cases. Resolves to `foreign` if an unlisted file has the name, else to
   * `same` if the file has these bytes already. Rejects if a folder of the file is a symbolic link.
   */
  readonly put: (name: string, bytes: string | Uint8Array) => Promise<'written' | 'same' | 'foreign'>;
  /**
   * Deletes the listed files that were not put again, with the folders that become empty, and rewrites the list.
   * Resolves to the number of these files, missing files included. Rejects if a folder of a file is a symbolic link.
   */
  readonly removeStale: () => Promise<number>;
};

type OpenedFolder =
  | { readonly kind: 'opened'; readonly folder: SiteFolder }
  /** The reason why the folder is refused and what to do, as a sentence without full stop. */
  | { readonly kind: 'refused'; readonly reason: string };

/**
 * Opens a folder for a site's files; creates a missing folder. Refuses a folder that has visible files but no list of
 * ours. Rejects if the list is a symbolic link, or if the file system refuses.
 */
export const openSiteFolder = async (dir: string): Promise<OpenedFolder> => {
  await mkdir(dir, { recursive: true });
  await refuseLinks(dir, LIST);
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
      await refuseLinks(dir, path.dirname(name));
      const standing = await ifThere(lstat(file));
      if (standing !== undefined && !ours.has(name)) return 'foreign';
      put.add(name);
      if (standing?.isFile() === true && bytes.equals(await readFile(file))) return 'same';
      if (!ours.has(name)) {
        // A file is listed before it is written, because an unlisted file counts as a file of somebody else.
        await appendFile(list, ours.size === 0 ? `${HEAD}\n${name}\n` : `${name}\n`);
        ours.add(name);
      }
      await mkdir(path.dirname(file), { recursive: true });
      await replace(dir, file, bytes);
      return 'written';
    },
    removeStale: async () => {
      const stale = [...ours].filter((name) => !put.has(name));
      for (const name of stale) {
        await refuseLinks(dir, path.dirname(name));
        await rm(path.join(dir, name), { force: true });
        await removeEmptyFolders(dir, path.dirname(name));
      }
      await replace(dir, list, [HEAD, ...put, ''].join('\n'));
      return stale.length;
    },
  };
};

/**
 * Rejects if `name`, or a folder of it inside `dir`, is a symbolic link: it may lead to files outside of `dir`. `dir`
 * itself may be a link.
 */
const refuseLinks = async (dir: string, name: string): Promise<void> => {
  if (name === '.') return;
  await refuseLinks(dir, path.dirname(name));
  const place = path.join(dir, name);
  const standing = await ifThere(lstat(place));
  if (standing?.isSymbolicLink() === true)
    throw new Error(`${place} is a symbolic link and may lead out of ${dir}; delete the link`);
};

/** Replaces a file atomically, and follows no symbolic link in its place. */
const replace = async (dir: string, file: string, content: string | Uint8Array): Promise<void> => {
  const temporary = path.join(dir, `.kawaraban-site.${randomUUID()}.tmp`);
  try {
    await writeFile(temporary, content, { flag: 'wx' });
    await rename(temporary, file);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
};

/** Resolves to the names on the list, except unsafe names such as `../x`; undefined if the list does not exist. */
const readList = async (dir: string): Promise<readonly string[] | undefined> => {
  const text = (await ifThere(readFile(path.join(dir, LIST))))?.toString();
  const names = text?.split('\n').slice(1);
  return names?.filter((name) => name !== '' && isInside(name));
};

const isInside = (name: string): boolean =>
  !path.isAbsolute(name) && !name.split('/').some((step) => step === '..' || step === '.' || step === '');

/** Resolves to undefined if `reading` fails because a file does not exist. */
const ifThere = async <T>(reading: Promise<T>): Promise<T | undefined> => {
  try {
    return await reading;
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
