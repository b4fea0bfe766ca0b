import { setTimeout as sleep } from 'node:timers/promises';
import { errorText } from '../../domain/error-text.ts';
import type { Disk } from '../disk/file-system.ts';
import { headAt, logDays, logPath, readLines } from '../log/log-files.ts';
import { NewerFormat } from '../log/log-line.ts';
import type { Problems } from '../store-problems.ts';
import { type CatchUpContext, IndexFailure, indexDay, unreadableDay } from './index-day.ts';
import { knownDay, knownDays, lastSeq } from './known-days.ts';

/** Maximum number of the newest files that `catchUp` indexes before it resolves. */
const DAYS_FIRST = 2;

const UNTIL =
  '. Free space on the disk of the index, or make its folder writable; the file is then indexed without a restart';

/**
 * Indexes the lines of the log that the index lacks; reports unreadable files as problems. Resolves after the newest
 * files, or rejects as `indexDay` does. `whole` resolves after all files, or when the store is closed; `isPartial` is
 * true if older files wait.
 */
export const catchUp = async (
  parts: CatchUpContext,
): Promise<{ readonly whole: Promise<void>; readonly isPartial: boolean }> => {
  const { disk, folder, index, indexer, problems, unread, closing, retryMs, onProgress } = parts;
  const bytesOf = new Map(knownDays(index).map(({ day, bytes }) => [day, bytes]));
  const days = await logDays(disk, folder);
  const grown: string[] = [];
  for (const day of days) {
    // If the size cannot be read, `indexDay` reports the reason, unless `matchesLog` has already reported it.
    const size = await disk.size(logPath(folder, day)).catch(() => -1);
    if (!unread.has(day) && size !== bytesOf.get(day)) grown.push(day);
  }
  const isNew = bytesOf.size === 0;
  if (isNew) await indexTombstones(parts);
  const [later, soon] = [grown.slice(0, -DAYS_FIRST), grown.slice(-DAYS_FIRST)];
  let done = 0;
  const take = async (some: readonly string[]): Promise<void> => {
    for (const day of some) {
      await indexDay(parts, day, bytesOf.get(day) ?? 0);
      done += 1;
      if (isNew) onProgress(done, grown.length);
    }
  };
  /** Indexes the older files, but none of a later version. Tries a file again while the index cannot be written. */
  const takeLater = async (): Promise<void> => {
    for (const day of later) {
      const missing = `${logPath(folder, day)} is not fully indexed, so stories in it may be missing: `;
      while (!closing.aborted) {
        try {
          await take([day]);
          problems.remove(missing);
          break;
        } catch (error) {
          problems.add(`${missing}${errorText(error)}${error instanceof IndexFailure ? UNTIL : ''}`);
          if (!(error instanceof IndexFailure)) break;
          await sleep(retryMs, undefined, { signal: closing }).catch(() => undefined);
        }
      }
    }
    if (closing.aborted) return;
    if (isNew) await compareSizes(parts);
    indexer.caughtUp();
  };
  await take(soon);
  return { whole: takeLater(), isPartial: later.length > 0 };
};

const compareSizes = async ({
  folder,
  index,
  documents,
  problems,
  unread,
}: CatchUpContext): Promise<void> => {
  const { bytes = {} } = (await readOrReport(documents.sizes, problems)) ?? {};
  for (const [day, size] of Object.entries(bytes)) {
    if (!unread.has(day) && (knownDay(index, day)?.bytes ?? 0) < size)
      problems.add(
        `${logPath(folder, day)} is shorter than it was: the records at its end are lost. Restore it from a backup`,
      );
  }
};

export const readOrReport = async <Data>(
  document: { readonly read: () => Promise<Data | undefined> },
  problems: Problems,
): Promise<Data | undefined> => {
  try {
    return await document.read();
  } catch (error) {
    problems.add(errorText(error));
    return undefined;
  }
};

/** Indexes all tombstones in documents. The log may no longer contain them. */
const indexTombstones = async ({ documents, indexer, problems }: CatchUpContext): Promise<void> => {
  for (const month of await documents.removedMonths()) {
    const document = await readOrReport(documents.removedIn(month), problems);
    indexer.transaction(() => indexer.addTombstones(document?.keys ?? [], 0));
  }
};

/**
 * Resolves to whether the index matches the log: every indexed file exists, and its indexed part has the same first
 * and last line. In every file, the first readable line after the indexed part has a higher number than all indexed
 * commits. Unreadable and changed files are reported; an unreadable file does not count as a mismatch. An index that
 * was not filled before the process ended does not match: the removals that it has read are forgotten, so that older
 * versions in the remaining files would bring removed stories back.
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
        `${path} is not the file that was indexed before: records that were only in that file are lost. If you restored no backup, restore one`,
      );
    } catch (error) {
      const problem = unreadableDay(path, error);
      unread.set(day, problem);
      problems.add(problem);
    }
  }
  const bytesOf = new Map(known.map(({ day, bytes }) => [day, bytes]));
  for (const day of days) {
    const next = await nextSeq(disk, logPath(folder, day), bytesOf.get(day) ?? 0);
    if (next !== undefined && next <= lastSeq(index)) belongs = false;
  }
  return belongs;
};

/** Resolves to the number of the first readable commit in a file from a byte offset on; undefined if there is none. */
const nextSeq = async (disk: Disk, path: string, from: number): Promise<number | undefined> => {
  try {
    for await (const found of readLines(disk, path, from))
      if (found.kind === 'line') return found.line.commit.seq;
  } catch (error) {
    if (error instanceof NewerFormat) throw error;
    // `matchesLog` or `indexDay` reports the error.
  }
  return undefined;
};
