import type { Disk } from './disk/disk.ts';
import type { Files } from './files.ts';
import type { Place } from './memory/places.ts';

/** Records are mostly asked for in the order they stand in: so much is read at once. */
const WINDOW_BYTES = 1024 * 1024;

/** Reads records of journals one after the other, with one access to the disk for hundreds of them. */
export const createTextReader = (disk: Disk, files: Files): ((place: Place) => Promise<Buffer>) => {
  let window: { readonly file: number; readonly offset: number; readonly bytes: Buffer } = {
    file: -1,
    offset: 0,
    bytes: Buffer.alloc(0),
  };
  return async ({ file, offset, length }) => {
    const isInside =
      file === window.file &&
      offset >= window.offset &&
      offset + length <= window.offset + window.bytes.length;
    if (!isInside) {
      const bytes = await disk.readPart(files.pathOf(file), offset, Math.max(length, WINDOW_BYTES));
      window = { file, offset, bytes };
    }
    const text = window.bytes.subarray(offset - window.offset, offset - window.offset + length);
    if (text.length < length) throw new Error(`${files.pathOf(file)} ends before its record at ${offset}`);
    return text;
  };
};
