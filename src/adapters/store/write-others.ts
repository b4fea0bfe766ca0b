import { join } from 'node:path';
import type { CheckpointParts } from './checkpoint.ts';
import type { Draft } from './draft.ts';
import { readFile, saveFile } from './durable-file.ts';
import { dayOf, dayOfName, fileOfPartition } from './files.ts';
import { removedFile, statesFile } from './format/checkpoint-file.ts';
import type { DropColumns } from './format/columns.ts';
import { dropPartitions } from './format/partition.ts';
import type { DropRow } from './format/row.ts';
import { type Changes, shardOf } from './ledger.ts';
import type { Place } from './memory/places.ts';
import { createPartitionWriter, headOf, isThin, readPartition } from './partition-files.ts';
import { createTextReader } from './text-reader.ts';

const DROPS_A_PARTITION = 1024;

/** Tombstones of a full file: some 130 KB. */
const TOMBSTONES_A_FILE = 8192;
const HASH_DIGITS = 16;

/** A drop that stands in a partition now. */
export type DropMove = { readonly number: number; readonly place: Place };

/** Writes new drops to new partitions, and leaves out those of which every drop is forgotten. */
export const writeDrops = async (
  parts: CheckpointParts,
  draft: Draft,
  changes: Changes,
): Promise<readonly DropMove[]> => {
  const moves: DropMove[] = [];
  const textOf = createTextReader(parts.disk, parts.files);
  const writer = createPartitionWriter<DropRow, DropColumns, number>(
    parts,
    draft,
    dropPartitions,
    DROPS_A_PARTITION,
    ({ origin }, place) => {
      if (origin !== undefined) moves.push({ number: origin, place });
    },
  );
  const [first] = changes.drops;
  const last = draft.names('drops').at(-1);
  if (first !== undefined && last !== undefined && isThin(parts, dropPartitions, last, DROPS_A_PARTITION)) {
    const records = await readPartition(parts, dropPartitions, last);
    draft.leaveOut('drops', last);
    for (const record of records) {
      // One that no key leads to any more has been dropped again, or taken in, since.
      const number = record.row.keys.map(parts.catalog.dropOf).find((d) => isIn(parts, d, last));
      if (number !== undefined) await writer.add(dayOfName(last), { ...record, origin: number });
    }
  }
  for (const { number, row, place } of changes.drops) {
    await writer.add(dayOf(row.at), { row, text: await textOf(place), origin: number });
  }
  await writer.flush();
  for (const name of draft.names('drops')) {
    if (changes.dropsBefore > 0 && newestIn(parts, name) < changes.dropsBefore) draft.leaveOut('drops', name);
  }
  return moves;
};

const isIn = ({ catalog }: CheckpointParts, drop: number | undefined, name: string): boolean =>
  drop !== undefined && catalog.dropPlace(drop)?.file === fileOfPartition(name);

/** The moment of a partition's newest drop, in microseconds; for ever where it cannot be read. */
const newestIn = ({ disk, folder }: CheckpointParts, name: string): number => {
  try {
    const found = headOf(disk, join(folder, name), dropPartitions);
    return found?.head.columns.at.reduce((newest, at) => Math.max(newest, at), 0) ?? Number.POSITIVE_INFINITY;
  } catch {
    return Number.POSITIVE_INFINITY;
  }
};

/** Writes the states of every group in which one changed. */
export const writeStates = async (parts: CheckpointParts, draft: Draft, changes: Changes): Promise<void> => {
  for (const shard of changes.shards) {
    const old = draft.names('states').find((name) => name.startsWith(`states/${shard}.`));
    if (old !== undefined) draft.leaveOut('states', old);
    const states = [...parts.ledger.states.values()].filter((state) => shardOf(state.source) === shard);
    const name = draft.create('states', String(shard));
    await saveFile(parts.disk, join(parts.folder, name), statesFile, states);
  }
};

/** Adds tombstones to the newest file of them, or to new ones. */
export const writeTombstones = async (
  parts: CheckpointParts,
  draft: Draft,
  changes: Changes,
): Promise<void> => {
  if (changes.tombstones.length === 0) return;
  const last = draft.names('removed').at(-1);
  const path = join(parts.folder, last ?? '');
  const known =
    last === undefined
      ? undefined
      : await readFile(parts.disk, path, removedFile, (reason) => parts.onDamage(path, reason));
  const isOpen = known !== undefined && known.length < TOMBSTONES_A_FILE * HASH_DIGITS;
  if (isOpen && last !== undefined) draft.leaveOut('removed', last);
  const keys = (isOpen ? known : '') + changes.tombstones.join('');
  for (let at = 0; at < keys.length; at += TOMBSTONES_A_FILE * HASH_DIGITS) {
    const name = draft.create('removed', 'keys');
    await saveFile(
      parts.disk,
      join(parts.folder, name),
      removedFile,
      keys.slice(at, at + TOMBSTONES_A_FILE * HASH_DIGITS),
    );
  }
};
