import { setImmediate as nextTurn } from 'node:timers/promises';
import { crc32 } from 'node:zlib';
import { errorText } from '../../domain/error-text.ts';
import { type CatchUpContext, indexDay, logged } from '../index/index-day.ts';
import { dropNumber, type Logged } from '../index/indexer.ts';
import { type KnownDay, knownDay, knownDays } from '../index/known-days.ts';
import type { Index } from '../index/open-index.ts';
import { evidenceOf } from '../store-problems.ts';
import { type FoundLine, logDays, logFolder, logPath, readLines } from './log-files.ts';
import { type Span, writeRecords } from './log-line.ts';

/** Retention rewrites a log file if its bytes outside live records exceed this number and half of the file. */
const MIN_DEAD_BYTES = 4 * 1024 * 1024;

/**
 * The use of a log file. `alive`: number of live bytes. `isUntidy`: the other bytes exceed `MIN_DEAD_BYTES` and half of
 * the file.
 */
type DayUse = { readonly day: string; readonly alive: number; readonly isUntidy: boolean };

/**
 * Returns the use of each indexed log file, in the order of first commits. Files with an unreadable line come first.
 */
export const useOfDays = (index: Index): readonly DayUse[] => {
  const alive = new Map<string, number>();
  for (const table of ['stories', 'drops', 'states']) {
    for (const { day, bytes } of index.all(`SELECT day, sum(size) AS bytes FROM ${table} GROUP BY day`))
      alive.set(String(day), (alive.get(String(day)) ?? 0) + Number(bytes));
  }
  const inOrder = knownDays(index).toSorted((a, b) => a.first_seq - b.first_seq);
  return inOrder.map(({ day, bytes }) => {
    const own = alive.get(day) ?? 0;
    return { day, alive: own, isUntidy: bytes - own > MIN_DEAD_BYTES && bytes - own > bytes / 2 };
  });
};

/** Thrown if a log file cannot be read, or could not be read before; nothing was written. */
export class UnreadableFile extends Error {}

/**
 * Rewrites a log file with only its live records and the removals that are still needed; deletes the file if none
 * remain. A removal is needed while another file may hold an older version of its story. If `isOldest`, no other file
 * does, and the tombstones move to documents. The states of sources must already be in their document. Resolves to
 * false if the file is left unchanged.
 */
export const tidyDay = async (parts: CatchUpContext, day: string, isOldest: boolean): Promise<boolean> => {
  const { disk, folder, index, documents, ends, unread } = parts;
  const path = logPath(folder, day);
  const known = knownDay(index, day);
  const problem = unread.get(day);
  if (problem !== undefined) throw new UnreadableFile(problem);
  // A file that is not indexed, or that another program changed, may have live records that the index does not know.
  if (known === undefined || unread.has(day)) return false;
  const { lines, evidence, tombstones } = await sortOut(parts, known, isOldest).catch((error: unknown) => {
    throw new UnreadableFile(
      `${path} cannot be read (${errorText(error)}), and was not rewritten: restore it from a backup, then restart`,
    );
  });
  for (const [month, keys] of tombstones) await documents.addRemoved(month, keys);
  if (evidence.length > 0) {
    const bytes = Buffer.concat(evidence);
    await disk.write(evidenceOf(path, bytes), bytes);
  }
  if (lines.length > 0) await disk.write(`${path}.tmp`, Buffer.concat(lines));
  // The index must not list the file until `indexDay` has read the file again. If the process ends before that, the
  // next start reads the file.
  index.run('DELETE FROM days WHERE day = ?', day);
  ends.delete(day);
  try {
    await (lines.length > 0 ? disk.rename(`${path}.tmp`, path) : disk.remove(path));
    await disk.syncFolder(logFolder(folder));
  } finally {
    if ((await disk.size(path)) !== undefined) await indexDay(parts, day, 0);
  }
  return true;
};

/**
 * Resolves to the lines that remain, the lines that cannot be read completely, and the tombstones by month if
 * `isOldest`.
 */
const sortOut = async (
  { disk, folder, index }: CatchUpContext,
  { day, bytes }: KnownDay,
  isOldest: boolean,
) => {
  const evidence: Buffer[] = [];
  const lines: Buffer[] = [];
  const tombstones = new Map<string, string[]>();
  for await (const found of readLines(disk, logPath(folder, day))) {
    if (found.offset >= bytes) break;
    let isReadable = found.kind === 'line';
    if (found.kind === 'line') {
      const { at, removed } = found.line.commit;
      const month = at.toString().slice(0, MONTH);
      if (isOldest && removed.keys.length > 0) tombstones.getOrInsert(month, []).push(...removed.keys);
      const commit = logged(day, found.offset, found.line, () => {
        isReadable = false;
      });
      lines.push(...liveLine(index, found, commit, isOldest));
    } else lines.push(...salvagedLines(index, day, found));
    if (!isReadable) evidence.push(Buffer.concat([found.bytes, Buffer.from('\n')]));
    await nextTurn();
  }
  return { lines, evidence, tombstones };
};

/**
 * Resolves to whether every other log file holds only later commits than the file of this day. Files in `tidied` do not
 * count, because they no longer hold removed stories.
 */
export const isOldestDay = async (
  { disk, folder, index }: CatchUpContext,
  day: string,
  tidied: ReadonlySet<string>,
): Promise<boolean> => {
  const { last_seq: last = 0 } = knownDay(index, day) ?? {};
  // A missing file may be restored later, with older versions of removed stories.
  const all = [...(await logDays(disk, folder)), ...knownDays(index).map((known) => known.day)];
  const others = all.filter((name) => name !== day && !tidied.has(name));
  return others.every((name) => (knownDay(index, name)?.first_seq ?? 0) > last);
};

/** Length of `2026-11`, in characters. */
const MONTH = 7;

/** Returns the live records and needed removals of a line, as one line; empty if there are none. */
const liveLine = (
  index: Index,
  { offset: start, bytes }: FoundLine,
  { day, drops, ...commit }: Logged,
  isOldest: boolean,
): readonly Buffer[] => {
  const isLive = (table: string, key: string, value: string | number, { offset }: Span): boolean =>
    index.get(
      `SELECT 1 AS held FROM ${table} WHERE ${key} = ? AND day = ? AND at = ?`,
      ...[value, day, offset],
    ) !== undefined;
  const textOf = ({ place: { offset, length } }: { readonly place: Span }): string =>
    bytes.toString('utf8', offset - start, offset - start + length);
  const holdsDrops = drops.some(({ place }, at) => isLive('drops', 'd', dropNumber(commit.seq, at), place));
  const records = {
    stories: commit.stories.filter(({ id, place }) => isLive('stories', 'id', id, place)).map(textOf),
    // Drops are numbered within their commit, so the drops of a commit are kept or removed together.
    drops: holdsDrops ? drops.map(textOf) : [],
    states: commit.states
      .filter(({ source, place }) => isLive('states', 'source', source, place))
      .map(textOf),
  };
  const removed = isOldest ? { stories: [], keys: [] } : commit.removed;
  const counts = [...Object.values(records), removed.stories, removed.keys].some((list) => list.length > 0);
  return counts ? [writeRecords({ ...commit, removed }, records).bytes] : [];
};

/** Returns a new line for each live and intact story of a damaged line. */
const salvagedLines = (index: Index, day: string, { offset, end, bytes }: FoundLine): readonly Buffer[] =>
  index
    .all('SELECT seq, at, size, crc FROM stories WHERE day = ? AND at >= ? AND at < ?', day, offset, end)
    .flatMap((row) => {
      const [seq, at, size] = [Number(row.seq), Number(row.at) - offset, Number(row.size)];
      const story = bytes.subarray(at, at + size);
      if (crc32(story) !== Number(row.crc)) return [];
      const noon = Temporal.ZonedDateTime.from(`${day.slice(0, DAY)}T12:00[Asia/Tokyo]`).toInstant();
      const records = { stories: [story.toString('utf8')], drops: [], states: [] };
      return [writeRecords({ seq, at: noon, removed: { stories: [], keys: [] } }, records).bytes];
    });

/** Length of `2026-11-25`, in characters. */
const DAY = 10;

/** Number of ranges in which the keys are searched, so that other work gets a turn between two ranges. */
const KEY_RANGES = 64n;

const KEYS = 2n ** 64n;

/** Deletes drops older than a moment (microseconds since 1970) from the index, and the keys that led only to them. */
export const forgetDrops = async (index: Index, moment: number): Promise<void> => {
  if (index.get('SELECT 1 AS found FROM drops WHERE moment < ? LIMIT 1', moment) === undefined) return;
  index.run('DELETE FROM drops WHERE moment < ?', moment);
  for (let part = 0n; part < KEY_RANGES; part += 1n) {
    const from = -(KEYS / 2n) + (part * KEYS) / KEY_RANGES;
    index.run(
      `DELETE FROM keys WHERE hash BETWEEN ? AND ? AND a IS NULL AND d IS NOT NULL
        AND NOT EXISTS (SELECT 1 FROM drops WHERE drops.d = keys.d)`,
      ...[from, from + KEYS / KEY_RANGES - 1n],
    );
    await nextTurn();
  }
};
