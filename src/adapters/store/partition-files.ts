import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import type { CheckpointParts } from './checkpoint.ts';
import type { Disk } from './disk/disk.ts';
import type { Draft } from './draft.ts';
import { readFile, saveFile } from './durable-file.ts';
import { firstLine } from './first-line.ts';
import { type Head, offsetsOf, type PartitionKind, type Recorded } from './format/partition.ts';
import type { Place } from './memory/places.ts';

/** A record on its way to a partition, and what it was in the journal, if it comes from there. */
export type Copy<Row, Origin> = Recorded<Row> & { readonly origin: Origin | undefined };

export type PartitionWriter<Row, Origin> = {
  /** Adds to the partition in the making, which ends when it is full or the day is another. */
  readonly add: (day: string, copy: Copy<Row, Origin>) => Promise<void>;
  readonly flush: () => Promise<void>;
};

/** Puts records into partitions; `written` hears where each of them stands. */
export const createPartitionWriter = <Row, Columns, Origin>(
  { disk, folder, files }: CheckpointParts,
  draft: Draft,
  kind: PartitionKind<Row, Columns>,
  full: number,
  written: (copy: Copy<Row, Origin>, place: Place) => void,
): PartitionWriter<Row, Origin> => {
  let copies: Copy<Row, Origin>[] = [];
  let day = '';

  const flush = async (): Promise<void> => {
    if (copies.length === 0) return;
    const name = draft.create(kind.folder, day);
    const file = files.addPartition(name);
    const path = join(folder, name);
    await saveFile(disk, path, kind.file, copies);
    const head = headOf(disk, path, kind)?.head;
    files.setSize(file, head?.size ?? 0);
    const offsets = offsetsOf(head?.from ?? 0, head?.lengths ?? new Uint32Array(0));
    for (const [n, copy] of copies.entries()) {
      written(copy, { file, offset: offsets[n] ?? 0, length: copy.text.length });
    }
    copies = [];
    // Whoever waits for the loop gets it between two partitions.
    await setImmediate();
  };

  return {
    add: async (nextDay, copy) => {
      if (copies.length >= full || nextDay !== day) await flush();
      day = nextDay;
      copies.push(copy);
    },
    flush,
  };
};

/** Every record of a partition; rejects where neither it nor its `.bak` can be read. */
export const readPartition = async <Row, Columns>(
  { disk, folder, onDamage }: CheckpointParts,
  kind: PartitionKind<Row, Columns>,
  name: string,
): Promise<readonly Recorded<Row>[]> => {
  const path = join(folder, name);
  const records = await readFile(disk, path, kind.file, (reason) => onDamage(path, reason));
  if (records === undefined) throw new Error(`${name} and its .bak cannot be read`);
  return records;
};

/** Whether a partition has room for more records; false for one that cannot be read. */
export const isThin = <Row, Columns>(
  { disk, folder }: CheckpointParts,
  kind: PartitionKind<Row, Columns>,
  name: string,
  full: number,
): boolean => {
  try {
    const found = headOf(disk, join(folder, name), kind);
    return found !== undefined && found.head.lengths.length < full;
  } catch {
    return false;
  }
};

/** The head of a partition and its file's size; undefined where there is no file. Throws on a damaged head. */
export const headOf = <Row, Columns>(
  disk: Disk,
  path: string,
  kind: PartitionKind<Row, Columns>,
): { readonly head: Head<Columns>; readonly size: number } | undefined => {
  const found = firstLine(disk, path);
  return found === undefined ? undefined : { head: kind.head(found.start), size: found.size };
};
