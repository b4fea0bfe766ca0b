import { join } from 'node:path';
import type { Catalog } from './catalog.ts';
import type { Disk } from './disk/disk.ts';
import { counterOf } from './files.ts';
import { isMarked, markOf } from './first-line.ts';
import type { FileList } from './format/checkpoint-file.ts';
import {
  type IndexHeader,
  lineLength,
  type Mark,
  PREFIX_BYTES,
  readHeader,
  writeHeader,
} from './format/index-header.ts';
import { checksum } from './format/partition.ts';
import type { Column } from './memory/transfer.ts';

/**
 * `index.bin`: the catalog as it lies in memory, so that a start need not read the first line of every partition.
 * It follows from the files that it names, and counts only while each of them that is still listed is what it was.
 */
const NAME = 'index.bin';

/** What an index was made from, by name. */
export type Marks = ReadonlyMap<string, Mark>;

/**
 * Fills an empty catalog from the index and gives what that was made from. Undefined where there is no index, or one
 * that is damaged, of another program, or of other files: then the catalog is still empty.
 */
export const loadIndex = async (
  disk: Disk,
  folder: string,
  list: FileList,
  catalog: Catalog,
): Promise<Marks | undefined> => {
  try {
    const path = join(folder, NAME);
    const prefix = await disk.readPart(path, 0, PREFIX_BYTES);
    const length = lineLength(prefix);
    const header = readHeader(prefix, await disk.readPart(path, PREFIX_BYTES, length));
    if (!hasLayoutOf(catalog, header)) return undefined;
    const listed = new Set([...list.stories, ...list.removed]);
    // Of a file that is no longer listed all that stood in it is elsewhere or gone; of one that is yet to be made, as
    // where an older list was put back, nothing is known.
    const isSame = (mark: Mark): boolean =>
      listed.has(mark.name)
        ? isMarked(disk, join(folder, mark.name), mark)
        : (counterOf(mark.name) ?? list.next) < list.next;
    if (!header.files.every(isSame)) return undefined;
    fill(catalog, header, await readColumns(disk, path, header, PREFIX_BYTES + length));
    return new Map(header.files.map((mark) => [mark.name, mark]));
  } catch {
    // Nothing is lost with it: all that it holds stands in the partitions.
    return undefined;
  }
};

/** Deletes an index that does not fit: by and by its files would be forgotten, and it would seem to. */
export const removeIndex = (disk: Disk, folder: string): Promise<void> =>
  // Where nothing can be deleted, nothing is written either that makes it seem to fit.
  disk.remove(join(folder, NAME)).catch(() => undefined);

/**
 * Saves a catalog that holds what stands in these files and nothing else. It is not synced: what a power cut leaves
 * of it is told by its checksums. Where it cannot be written, there is none.
 */
export const saveIndex = async (
  disk: Disk,
  folder: string,
  catalog: Catalog,
  names: readonly string[],
  known: Marks | undefined,
): Promise<void> => {
  const path = join(folder, NAME);
  const temporary = `${path}.tmp`;
  try {
    const files = names.map((name) => known?.get(name) ?? markOf(disk, join(folder, name), name));
    const marks = files.filter((mark) => mark !== undefined);
    if (marks.length < files.length) return;
    const { columns, numbers, texts } = fieldsOf(catalog);
    const described = columns.map(({ name, bytes }) => ({ name, bytes: bytes.length, crc: checksum(bytes) }));
    const header = writeHeader({ files: marks, columns: described, numbers, texts });
    await disk.remove(temporary);
    const file = await disk.create(temporary);
    try {
      for (const bytes of [header, ...columns.map((column) => column.bytes)]) await file.append(bytes);
    } finally {
      await file.close();
    }
    await disk.rename(temporary, path);
  } catch {
    // A start without it takes longer, and what the disk refuses is told at the next commit.
    await disk.remove(temporary).catch(() => undefined);
  }
};

type Fields = Pick<IndexHeader, 'numbers' | 'texts'> & {
  readonly columns: { readonly name: string; readonly bytes: Uint8Array }[];
};

/** Every field of the catalog, in its order; the columns are views, not copies. */
const fieldsOf = (catalog: Catalog): Fields => {
  const fields: Fields = { columns: [], numbers: [], texts: [] };
  catalog.transfer({
    column: (name, column) => {
      fields.columns.push({
        name,
        bytes: new Uint8Array(column.buffer, column.byteOffset, column.byteLength),
      });
      return column;
    },
    number: (name, value) => {
      fields.numbers.push({ name, value });
      return value;
    },
    texts: (name, texts) => {
      fields.texts.push({ name, texts: [...texts] });
      return texts;
    },
  });
  return fields;
};

const hasLayoutOf = (catalog: Catalog, header: IndexHeader): boolean => {
  const fields = fieldsOf(catalog);
  const namesOf = ({ columns, numbers, texts }: Pick<IndexHeader, 'numbers' | 'texts'> & Named): string =>
    JSON.stringify([columns, numbers, texts].map((some) => some.map(({ name }) => name)));
  return namesOf(fields) === namesOf(header);
};

type Named = { readonly columns: readonly { readonly name: string }[] };

/** The columns, each in a buffer of its own; throws on a wrong checksum. */
const readColumns = async (
  disk: Disk,
  path: string,
  { columns }: IndexHeader,
  from: number,
): Promise<ReadonlyMap<string, ArrayBuffer>> => {
  const read = new Map<string, ArrayBuffer>();
  let at = from;
  for (const { name, bytes, crc } of columns) {
    const found = await disk.readPart(path, at, bytes);
    if (checksum(found) !== crc) throw new Error(`the column ${name} is damaged`);
    read.set(name, ownBuffer(found));
    at += bytes;
  }
  return read;
};

/** The memory of bytes where they have it to themselves, else a copy. */
const ownBuffer = (bytes: Buffer): ArrayBuffer =>
  bytes.buffer instanceof ArrayBuffer && bytes.buffer.byteLength === bytes.length
    ? bytes.buffer
    : new Uint8Array(bytes).buffer;

const fill = (
  catalog: Catalog,
  { numbers, texts }: IndexHeader,
  columns: ReadonlyMap<string, ArrayBuffer>,
): void =>
  catalog.transfer({
    column: <Kind extends Column>(name: string, column: Kind): Kind => {
      const make = column.constructor as new (buffer: ArrayBuffer) => Kind;
      return new make(columns.get(name) ?? new ArrayBuffer(0));
    },
    number: (name) => numbers.find((field) => field.name === name)?.value ?? 0,
    texts: (name) => texts.find((field) => field.name === name)?.texts ?? [],
  });
