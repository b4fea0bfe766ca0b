import type { Disk } from './disk/disk.ts';
import type { Mark } from './format/index-header.ts';
import { checksum } from './format/partition.ts';

/** More bytes than the first line of most full partitions has. */
const LINE_BYTES = 64 * 1024;

/** The start of a file, with all of its first line, and its size; undefined where there is no file. */
export const firstLine = (
  disk: Disk,
  path: string,
): { readonly start: Buffer; readonly size: number } | undefined => {
  const peeked = disk.peek(path, LINE_BYTES);
  if (peeked === undefined || peeked.size <= LINE_BYTES || peeked.start.includes('\n')) return peeked;
  return disk.peek(path, peeked.size);
};

/** What a file is known by later on; undefined where it has no whole line. */
export const markOf = (disk: Disk, path: string, name: string): Mark | undefined => {
  const found = firstLine(disk, path);
  const length = found?.start.indexOf('\n') ?? -1;
  if (found === undefined || length < 0) return undefined;
  return { name, size: found.size, length, crc: checksum(found.start.subarray(0, length)) };
};

/** Whether a file is the one that was marked, byte for byte of its first line. */
export const isMarked = (disk: Disk, path: string, { size, length, crc }: Mark): boolean => {
  const found = disk.peek(path, length);
  return found !== undefined && found.size === size && checksum(found.start) === crc;
};
