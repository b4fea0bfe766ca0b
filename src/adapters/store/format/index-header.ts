import { endianness } from 'node:os';
import { z } from 'zod';
import { checksum } from './partition.ts';

/** The first line of a file and the size of the whole, by which it is told that it is the same still. */
const mark = z.object({
  name: z.string(),
  size: z.int().nonnegative(),
  /** Bytes of the first line. */
  length: z.int().nonnegative(),
  crc: z.string(),
});

/** The first line of `index.bin`: what the memory was made from, and the columns that follow, one behind the other. */
const header = z.object({
  /** To be raised where a column or number comes to hold something else under its name: other hashes, other words a slot. */
  version: z.literal(1),
  /** Numbers stand in the columns as this machine writes them. */
  endianness: z.literal(endianness()),
  files: z.array(mark),
  columns: z.array(z.object({ name: z.string(), bytes: z.int().nonnegative(), crc: z.string() })),
  numbers: z.array(z.object({ name: z.string(), value: z.number() })),
  texts: z.array(z.object({ name: z.string(), texts: z.array(z.string()) })),
});

export type Mark = z.infer<typeof mark>;
export type IndexHeader = z.infer<typeof header>;

/** Before the line stand its checksum and its bytes, the line feed with them: `f61c765c 00208191 `. */
export const PREFIX_BYTES = 18;

const DIGITS = 8;

export const writeHeader = (parts: Omit<IndexHeader, 'version' | 'endianness'>): Buffer => {
  const line = Buffer.from(`${JSON.stringify({ version: 1, endianness: endianness(), ...parts })}\n`);
  return Buffer.concat([
    Buffer.from(`${checksum(line)} ${String(line.length).padStart(DIGITS, '0')} `),
    line,
  ]);
};

/** How many bytes the line has; NaN for what is no prefix. */
export const lineLength = (prefix: Buffer): number =>
  Number(prefix.toString('latin1', DIGITS + 1, PREFIX_BYTES - 1));

/** Reads the line; throws on what this program on this machine would not have written. */
export const readHeader = (prefix: Buffer, line: Buffer): IndexHeader => {
  if (prefix.toString('latin1', 0, DIGITS) !== checksum(line)) throw new Error('its checksum is wrong');
  return header.parse(JSON.parse(line.toString('utf8')));
};
