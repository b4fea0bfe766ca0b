import { createHash } from 'node:crypto';
import { join } from 'node:path';
import type { Disk } from './disk/disk.ts';

/** What changes when anybody writes in the folder: whoever opens it begins a journal, and a checkpoint is a new list. */
export const markFolder = async (disk: Disk, folder: string): Promise<string> => {
  const list = (await disk.read(join(folder, 'checkpoint.json'))) ?? '';
  const journals = await disk.list(join(folder, 'journal'));
  return `${createHash('sha256').update(list).digest('hex')} ${journals.toSorted().join(' ')}`;
};
