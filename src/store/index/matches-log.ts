import type { Disk } from '../disk/disk.ts';
import { type FoundLine, headAt, logDays, logPath, readLines } from '../log/log-files.ts';
import { NewerFormat } from '../log/log-line.ts';
import type { CatchUpContext } from './catch-up-context.ts';
import { knownDays, lastSeq } from './known-days.ts';

/**
 * Whether the index matches the log: every indexed file exists and its indexed part begins and ends with the same lines,
 * and all other lines are newer (an older line could bring back a story that was removed since). A file that cannot be
 * read is not counted against the index. A file that has lost indexed lines is reported as a problem.
 */
export const matchesLog = async ({
  disk,
  folder,
  index,
  unread,
  problems,
}: CatchUpContext): Promise<boolean> => {
  const known = knownDays(index);
  const days = await logDays(disk, folder);
  let belongs = true;
  for (const { day, bytes, first, last, last_at: lastAt } of known) {
    const path = logPath(folder, day);
    try {
      const isThere = days.includes(day) && ((await disk.size(path)) ?? 0) >= bytes;
      const heads = isThere ? [await headAt(disk, path, 0), await headAt(disk, path, lastAt)] : [];
      if (heads[0] === first && heads[1] === last) continue;
      belongs = false;
      problems.add(
        `${path} is not the file that was indexed before: records that only that file held are lost. If you restored no backup, restore one`,
      );
    } catch {
      unread.add(day);
    }
  }
  const bytesOf = new Map(known.map(({ day, bytes }) => [day, bytes]));
  for (const day of days) {
    for await (const found of firstLine(disk, logPath(folder, day), bytesOf.get(day) ?? 0))
      if (found.kind === 'line' && found.line.commit.seq <= lastSeq(index)) belongs = false;
  }
  return belongs;
};

async function* firstLine(disk: Disk, path: string, from: number): AsyncGenerator<FoundLine> {
  try {
    for await (const found of readLines(disk, path, from)) {
      yield found;
      return;
    }
  } catch (error) {
    if (error instanceof NewerFormat) throw error;
    // `indexDay` reports it.
  }
}
