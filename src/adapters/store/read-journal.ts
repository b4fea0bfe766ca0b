import type { Disk } from './disk/disk.ts';
import { readLine } from './format/journal-line.ts';
import { NewerFormat } from './format/version.ts';
import type { Repair } from './load-store.ts';

export type ReadLine = ReturnType<typeof readLine>;

/**
 * Hands over the lines of a journal with the offsets they begin at; gives the file's size. Lines at the end that
 * cannot be read were being written when the power went: nobody was told that they are stored. One that has
 * readable lines behind it is damage.
 */
export const readJournal = async (
  disk: Disk,
  path: string,
  repair: Repair,
  take: (line: ReadLine, start: number) => void,
): Promise<number> => {
  const bytes = (await disk.read(path)) ?? Buffer.alloc(0);
  let unreadable: string | undefined;
  let damaged = 0;
  for (let start = 0; start < bytes.length; ) {
    const feed = bytes.indexOf('\n', start);
    const end = feed < 0 ? bytes.length : feed;
    try {
      take(readLine(bytes.subarray(start, end)), start);
      if (unreadable !== undefined) damaged += 1;
    } catch (error) {
      if (error instanceof NewerFormat) throw error;
      unreadable ??= `at byte ${start}: ${error instanceof Error ? error.message : String(error)}`;
    }
    start = end + 1;
  }
  if (unreadable !== undefined && damaged > 0) await repair.keepCopy(path, bytes, unreadable);
  return bytes.length;
};
