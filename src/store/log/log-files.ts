import { join } from 'node:path';
import { jstDay } from '../../domain/clock/jst-day.ts';
import { errorText } from '../../domain/error-text.ts';
import type { Disk } from '../disk/file-system.ts';
import { HEAD_LENGTH, headOf, type Line, NewerFormat, readLine } from './log-line.ts';

/** Size of one read, in bytes. */
const CHUNK_BYTES = 1024 * 1024;

const LINE_FEED = 10;

/**
 * Returns the folder of the log, which has a file for each JST day of commits (`2026-11-25.jsonl`). If that file
 * cannot be read or another program changed it, the day continues in `2026-11-25.2.jsonl`.
 */
export const logFolder = (folder: string): string => join(folder, 'log');

export const logPath = (folder: string, day: string): string => join(logFolder(folder), `${day}.jsonl`);

/** Returns the JST day of a moment, in the form of the log's file names: `2026-11-25`. */
export const dayOf = (moment: Temporal.Instant): string => jstDay(moment).toString();

export const renameTo = (day: string): string =>
  `rename it to ${day}.jsonl or, if that exists, to ${day}.N.jsonl with the first free number N, from 2 on`;

/** Compares `2026-11-25.2` with `2026-11-25.10` by their numbers. */
const BY_NUMBERS = new Intl.Collator('en', { numeric: true });

/** Resolves to the name of each log file, without `.jsonl`; the oldest file comes first. */
export const logDays = async (disk: Disk, folder: string): Promise<readonly string[]> =>
  (await disk.list(logFolder(folder)))
    .flatMap((name) => /^(\d{4,6}-\d\d-\d\d(?:\.\d+)?)\.jsonl$/.exec(name)?.[1] ?? [])
    .toSorted(BY_NUMBERS.compare);

export type FoundLine = {
  readonly offset: number;
  /** Offset of the first byte after the line and, if it has one, its line feed. */
  readonly end: number;
  readonly head: string;
  readonly bytes: Buffer;
} & (
  | { readonly kind: 'line'; readonly line: Line }
  | { readonly kind: 'damaged'; readonly reason: string }
  /** The file ends inside the line, for example because the process was stopped while it wrote. */
  | { readonly kind: 'torn'; readonly reason: string }
);

/**
 * Reads the lines of a log file from a byte offset on. Throws if the file cannot be read, and `NewerFormat` at a line
 * of a later version.
 */
export async function* readLines(disk: Disk, path: string, from = 0): AsyncGenerator<FoundLine> {
  let offset = from;
  let rest: Buffer = Buffer.alloc(0);
  for (;;) {
    const chunk = await disk.readPart(path, offset + rest.length, CHUNK_BYTES);
    if (chunk.length === 0) break;
    rest = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    for (let feed = rest.indexOf(LINE_FEED); feed >= 0; feed = rest.indexOf(LINE_FEED)) {
      yield found(rest.subarray(0, feed), offset, offset + feed + 1);
      offset += feed + 1;
      rest = rest.subarray(feed + 1);
    }
  }
  if (rest.length > 0) yield last(rest, offset);
}

const found = (bytes: Buffer, offset: number, end: number): FoundLine => {
  const place = { offset, end, bytes, head: headOf(bytes) };
  try {
    return { ...place, kind: 'line', line: readLine(bytes) };
  } catch (error) {
    if (error instanceof NewerFormat) throw error;
    return withoutLastByte(place) ?? { ...place, kind: 'damaged', reason: errorText(error) };
  }
};

/** Reads a damaged line without its last byte, which may be a damaged line feed; undefined if that fails, too. */
const withoutLastByte = (
  place: Omit<Extract<FoundLine, { kind: 'line' }>, 'kind' | 'line'>,
): FoundLine | undefined => {
  try {
    return { ...place, kind: 'line', line: readLine(place.bytes.subarray(0, -1)) };
  } catch {
    return undefined;
  }
};

const LINE_BEGINS = '{"crc":"';

/**
 * Returns the last line of a file that does not end with a line feed. An unreadable line counts as torn if it begins
 * like a line of the log, or with a zero byte, which a power cut can leave.
 */
const last = (bytes: Buffer, offset: number): FoundLine => {
  const whole = found(bytes, offset, offset + bytes.length);
  const isOurs = LINE_BEGINS.startsWith(whole.head.slice(0, LINE_BEGINS.length)) || bytes[0] === 0;
  return whole.kind === 'damaged' && isOurs ? { ...whole, kind: 'torn' } : whole;
};

/** Resolves to the head (`headOf`) of the line at a byte offset; undefined if the file ends before this head ends. */
export const headAt = async (disk: Disk, path: string, offset: number): Promise<string | undefined> => {
  const bytes = await disk.readPart(path, offset, HEAD_LENGTH);
  return bytes.length === HEAD_LENGTH ? headOf(bytes) : undefined;
};
