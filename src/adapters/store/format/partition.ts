import { crc32 } from 'node:zlib';
import { z } from 'zod';
import {
  type DropColumns,
  pack,
  packDrops,
  packedDrops,
  packedStories,
  packStories,
  rowsOfDrops,
  rowsOfStories,
  type StoryColumns,
  unpack,
  unpackDrops,
  unpackStories,
} from './columns.ts';
import type { Format } from './format.ts';
import type { DropRow, StoryRow } from './row.ts';
import { checkFile, FORMAT_VERSION } from './version.ts';

/** One record of a partition: what memory keeps of it, and its JSON text as it stands in the file. */
export type Recorded<Row> = { readonly row: Row; readonly text: Buffer };

/** What a partition's first line says; enough to know every record without reading it. */
export type Head<Columns> = {
  readonly columns: Columns;
  /** Bytes of each record. */
  readonly lengths: Uint32Array;
  /** Where the first record begins; each of the others stands `,\n` behind the one before. */
  readonly from: number;
  /** The size of the whole file. */
  readonly size: number;
  readonly crc: string;
};

/** How partitions of stories, or of drops, are written and read. */
export type PartitionKind<Row, Columns> = {
  readonly folder: 'stories' | 'drops';
  /** Reads the first line; throws on anything that is not the beginning of such a partition. */
  readonly head: (start: Buffer) => Head<Columns>;
  readonly rows: (columns: Columns) => readonly Row[];
  readonly file: Format<readonly Recorded<Row>[]>;
};

const OPENING = '"records":[\n';
const BETWEEN = ',\n';
const CLOSING = '\n]}\n';

/**
 * A partition is one JSON document of immutable bytes: the first line holds version, index, size and checksum
 * of what follows, then comes a record a line. A changed record means a new partition under a new name.
 */
const partitionKind = <Row, Packed extends object, Columns>(
  folder: 'stories' | 'drops',
  packedSchema: z.ZodType<Packed>,
  packRows: (rows: readonly Row[]) => Packed,
  unpackRows: (packed: Packed) => Columns,
  rows: (columns: Columns) => readonly Row[],
): PartitionKind<Row, Columns> => {
  const schema = z.object({
    version: z.literal(FORMAT_VERSION),
    holds: z.literal(folder),
    bytes: z.int().positive(),
    crc: z.string(),
    lengths: z.string(),
    index: packedSchema,
  });

  const head = (start: Buffer): Head<Columns> => {
    const end = start.indexOf('\n');
    if (end < 0) throw new Error('its first line does not end');
    // The line ends with the comma before `"records"`.
    const parsed = checkFile(schema, JSON.parse(`${start.toString('utf8', 0, end - 1)}}`));
    return {
      columns: unpackRows(parsed.index),
      lengths: new Uint32Array(unpack(parsed.lengths)),
      from: end + 1 + OPENING.length,
      size: end + 1 + parsed.bytes,
      crc: parsed.crc,
    };
  };

  return {
    folder,
    head,
    rows,
    file: {
      stringify: (records) => {
        const body = [
          Buffer.from(OPENING),
          ...records.flatMap(({ text }, n) => (n === 0 ? [text] : [Buffer.from(BETWEEN), text])),
          Buffer.from(CLOSING),
        ];
        const first = JSON.stringify({
          version: FORMAT_VERSION,
          holds: folder,
          bytes: body.reduce((sum, { length }) => sum + length, 0),
          crc: checksum(...body),
          lengths: pack(Uint32Array.from(records, ({ text }) => text.length)),
          index: packRows(records.map(({ row }) => row)),
        });
        return Buffer.concat([Buffer.from(`${first.slice(0, -1)},\n`), ...body]);
      },
      parse: (bytes) => {
        const { columns, lengths, from, size, crc } = head(bytes);
        if (bytes.length !== size) throw new Error(`it has ${bytes.length} bytes instead of ${size}`);
        if (checksum(bytes.subarray(from - OPENING.length)) !== crc) throw new Error('its checksum is wrong');
        let at = from;
        return rows(columns).map((row, n) => {
          const length = lengths[n] ?? 0;
          const text = bytes.subarray(at, at + length);
          at += length + BETWEEN.length;
          return { row, text };
        });
      },
    },
  };
};

/** Where each record of a partition begins. */
export const offsetsOf = (from: number, lengths: Uint32Array): Uint32Array => {
  let at = from;
  return lengths.map((length) => {
    const offset = at;
    at += length + BETWEEN.length;
    return offset;
  });
};

/** CRC-32 of pieces as if they were one. */
export const checksum = (...pieces: readonly Uint8Array[]): string =>
  pieces
    .reduce((crc, piece) => crc32(piece, crc), 0)
    .toString(16)
    .padStart(8, '0');

export const storyPartitions: PartitionKind<StoryRow, StoryColumns> = partitionKind(
  'stories',
  packedStories,
  packStories,
  unpackStories,
  rowsOfStories,
);

export const dropPartitions: PartitionKind<DropRow, DropColumns> = partitionKind(
  'drops',
  packedDrops,
  packDrops,
  unpackDrops,
  rowsOfDrops,
);
