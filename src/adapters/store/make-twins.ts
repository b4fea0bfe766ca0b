import { join } from 'node:path';
import { backupOf, replace } from './durable-file.ts';
import { counterOf } from './files.ts';
import type { Loading } from './load-partitions.ts';

/**
 * Gives each file of a folder its `.bak` where it has none. A crash may come between the two; a list that is written
 * later never names such a file, but one that is made from what lies in the folder does.
 */
export const makeTwins = async ({ disk, folder, repair }: Loading): Promise<void> => {
  for (const sub of ['stories', 'drops', 'states', 'removed']) {
    const names = new Set(await disk.list(join(folder, sub)));
    for (const name of names) {
      if (counterOf(name) === undefined || names.has(backupOf(name))) continue;
      const path = join(folder, sub, name);
      const bytes = await disk.read(path);
      if (bytes === undefined) continue;
      try {
        await replace(disk, backupOf(path), bytes);
      } catch (error) {
        repair.note(`${sub}/${name} has no .bak: ${String(error)}`);
      }
    }
  }
};
