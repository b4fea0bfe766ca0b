import { join } from 'node:path';
import type { Drop } from '../../domain/item/drop.ts';
import type { Story } from '../../domain/story/story.ts';
import type { Disk } from './disk/disk.ts';
import { backupOf, replace } from './durable-file.ts';
import type { Files } from './files.ts';
import { readDrop } from './format/drop-schema.ts';
import { type Head, offsetsOf, type PartitionKind } from './format/partition.ts';
import { readStory } from './format/story-schema.ts';
import { NewerFormat } from './format/version.ts';
import type { Repair } from './load-store.ts';
import { headOf } from './partition-files.ts';

/** Records found in files that cannot be trusted as a whole. */
export type Salvage = { readonly stories: Story[]; readonly drops: Drop[] };

export type Loading = {
  readonly disk: Disk;
  readonly folder: string;
  readonly files: Files;
  readonly repair: Repair;
  readonly salvage: Salvage;
};

/** Hands over what the first line of each partition says. A damaged one is read from its `.bak`, or record by record. */
export const loadPartitions = async <Row, Columns>(
  loading: Loading,
  kind: PartitionKind<Row, Columns>,
  names: readonly string[],
  take: (columns: Columns, file: number, offsets: Uint32Array, lengths: Uint32Array) => void,
): Promise<void> => {
  for (const name of names) {
    const head = readHead(loading.disk, join(loading.folder, name), kind);
    const usable = typeof head === 'string' ? await restore(loading, kind, name, head) : head;
    if (usable === undefined) continue;
    const file = loading.files.addPartition(name);
    loading.files.setSize(file, usable.size);
    take(usable.columns, file, offsetsOf(usable.from, usable.lengths), usable.lengths);
  }
};

/** The head, or what is wrong with the file. */
const readHead = <Row, Columns>(
  disk: Disk,
  path: string,
  kind: PartitionKind<Row, Columns>,
): Head<Columns> | string => {
  try {
    const found = headOf(disk, path, kind);
    if (found === undefined) return 'it is not there';
    const { head, size } = found;
    return head.size === size ? head : `it has ${size} bytes instead of ${head.size}`;
  } catch (error) {
    if (error instanceof NewerFormat) throw error;
    return error instanceof Error ? error.message : String(error);
  }
};

const restore = async <Row, Columns>(
  { disk, folder, repair, salvage }: Loading,
  kind: PartitionKind<Row, Columns>,
  name: string,
  reason: string,
): Promise<Head<Columns> | undefined> => {
  const path = join(folder, name);
  const damaged = await disk.read(path);
  const backup = await disk.read(backupOf(path));
  if (damaged !== undefined) await repair.setAside(path, reason);
  if (backup !== undefined && isWhole(kind, backup)) {
    if (damaged === undefined) repair.note(`${name} is gone; its .bak is used`);
    if (repair.mayWrite) await replace(disk, path, backup);
    return kind.head(backup);
  }
  if (backup !== undefined) await repair.setAside(backupOf(path), 'it is no better');
  const before = salvage.stories.length + salvage.drops.length;
  for (const bytes of [damaged, backup]) salvageFrom(bytes, kind.folder, salvage);
  const found = salvage.stories.length + salvage.drops.length - before;
  repair.note(`${name} and its .bak are damaged; ${found} records could be read`);
  return undefined;
};

const isWhole = <Row, Columns>(kind: PartitionKind<Row, Columns>, bytes: Buffer): boolean => {
  try {
    kind.file.parse(bytes);
    return true;
  } catch {
    return false;
  }
};

/** Every line that is a whole record; of a story that comes twice, the last. */
const salvageFrom = (bytes: Buffer | undefined, folder: 'stories' | 'drops', salvage: Salvage): void => {
  for (const line of bytes?.toString('utf8').split('\n') ?? []) {
    try {
      const value: unknown = JSON.parse(line.replace(/,$/, ''));
      if (folder === 'stories') salvage.stories.push(readStory(value));
      else salvage.drops.push(readDrop(value));
    } catch {
      // The first line and torn ones are no records.
    }
  }
};
