import { join } from 'node:path';
import type { Disk } from './disk/disk.ts';
import { counterOf } from './files.ts';
import type { Loaded } from './load-store.ts';
import { SUBFOLDERS } from './ownership.ts';
import { isEvidence, type Problems } from './set-aside.ts';

/** Says which damaged files were set aside, now or before: until somebody has looked at them and deleted them. */
export const noteEvidence = async (disk: Disk, folder: string, problems: Problems): Promise<void> => {
  const names: string[] = [];
  for (const sub of ['.', ...SUBFOLDERS]) {
    for (const name of await disk.list(join(folder, sub))) if (isEvidence(name)) names.push(join(sub, name));
  }
  for (const name of names) problems.keep(name);
  if (names.length > 0)
    problems.add(`damaged files are kept for you to look at and delete: ${names.join(', ')}`);
};

/** Deletes what a crash left: temporary files, and partitions that never came onto the list or left it. */
export const removeLeftovers = async (
  disk: Disk,
  folder: string,
  { list, isComplete }: Loaded,
): Promise<void> => {
  const listed = new Set([
    ...list.stories,
    ...list.drops,
    ...list.states,
    ...list.removed,
    ...list.superseded,
  ]);
  for (const sub of ['.', ...SUBFOLDERS]) {
    for (const name of await disk.list(join(folder, sub))) {
      const file = name.replace(/\.bak$/, '');
      const isUnlisted = isComplete && counterOf(file) !== undefined && !listed.has(`${sub}/${file}`);
      if (name.endsWith('.tmp') || isUnlisted) await disk.remove(join(folder, sub, name));
    }
  }
};
