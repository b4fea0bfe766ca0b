import { join } from 'node:path';
import type { Disk } from './disk/disk.ts';
import type { Folder } from './draft.ts';
import { counterOf } from './files.ts';
import { type FileList, NO_FILES } from './format/checkpoint-file.ts';

/** A list of whatever lies in the folder, oldest first, for when `checkpoint.json` is not there or not readable. */
export const rebuildList = async (disk: Disk, folder: string): Promise<FileList> => {
  const namesIn = async (sub: Folder): Promise<string[]> =>
    (await disk.list(join(folder, sub)))
      .map((name) => `${sub}/${name.replace(/\.bak$/, '')}`)
      .filter((name, n, all) => counterOf(name) !== undefined && all.indexOf(name) === n)
      .sort((a, b) => (counterOf(a) ?? 0) - (counterOf(b) ?? 0));
  const [stories, drops, states, removed] = await Promise.all([
    namesIn('stories'),
    namesIn('drops'),
    namesIn('states'),
    namesIn('removed'),
  ]);
  const counters = [...stories, ...drops, ...states, ...removed].map((name) => counterOf(name) ?? 0);
  return { ...NO_FILES, stories, drops, states, removed, next: Math.max(0, ...counters) + 1 };
};
