import { setImmediate as nextTurn, setTimeout as sleep } from 'node:timers/promises';
import { errorText } from '../../domain/error-text.ts';
import type { Disk } from '../disk/disk.ts';
import type { Documents } from '../document/checkpoint.ts';
import { dayOf, type FoundLine, headAt, logDays, logPath, readLines } from '../log/log-files.ts';
import { type Line, NewerFormat, type Span } from '../log/log-line.ts';
import { readDrop, readStory } from '../log/records.ts';
import type { Problems } from '../store-problems.ts';
import type { Indexer, Logged } from './indexer.ts';
import type { Index } from './open-index.ts';

/** Number of the newest days that are indexed before the store opens. */
const DAYS_FIRST = 2;

/** How long to wait before a failed write of the index is retried, in milliseconds. */
const RETRY_MS = 2_000;

/** Maximum time of one turn of the event loop, in milliseconds. */
const TURN_MS = 8;

export type CatchUpContext = {
  readonly disk: Disk;
  readonly folder: string;
  readonly index: Index;
  readonly indexer: Indexer;
  readonly documents: Documents;
  readonly problems: Problems;
  /** Called with the number of days read and the number of all days to read. */
  readonly onProgress: (done: number, total: number) => void;
  /** The valid size in bytes of each file that this process has read or written to its end. */
  readonly ends: Map<string, number>;
  /** Aborted when the store is closed: days that are not indexed then are left to the next start. */
  readonly closing: AbortSignal;
  /** Files that could not be read to their end; they are not changed. */
  readonly unread: Set<string>;
};

/** What the index records about a day's file. */
export type KnownDay = {
  readonly day: string;
  /** Number of bytes that were read, without a torn line at the end. */
  readonly bytes: number;
  /** The heads of its first and last line, which identify the file. */
  readonly first: string;
  readonly last_at: number;
  readonly last: string;
  /** The problems found in it, one per line; empty if there were none. */
  readonly damage: string;
  /** The numbers of its first and last commit; the first is 0 if a line could not be read. */
  readonly first_seq: number;
  readonly last_seq: number;
};

const COLUMNS = 'day, bytes, first, last_at, last, damage, first_seq, last_seq';

export const knownDays = (index: Index): readonly KnownDay[] =>
  index.all(`SELECT ${COLUMNS} FROM days ORDER BY day`) as unknown as KnownDay[];

export const knownDay = (index: Index, day: string): KnownDay | undefined =>
  index.get(`SELECT ${COLUMNS} FROM days WHERE day = ?`, day) as KnownDay | undefined;

export const recordDay = (index: Index, known: KnownDay): void => {
  const { day, bytes, first, last_at: lastAt, last, damage, first_seq: firstSeq, last_seq: seq } = known;
  index.run(
    'INSERT OR REPLACE INTO days VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
    ...[day, bytes, first, lastAt, last, damage, firstSeq, seq],
  );
};

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

/** The number of the last commit in the index; 0 if there is none. */
export const lastSeq = (index: Index): number => Number(index.get('SELECT seq FROM newest')?.seq ?? 0);

/**
 * Indexes the lines of the log that the index lacks. Resolves when the newest days are indexed; `whole` resolves when
 * all are. The other days are read in turns of a few milliseconds.
 */
export const catchUp = async (parts: CatchUpContext): Promise<{ readonly whole: Promise<void> }> => {
  const { disk, folder, index, indexer, problems, unread, closing, onProgress } = parts;
  const bytesOf = new Map(knownDays(index).map(({ day, bytes }) => [day, bytes]));
  const days = await logDays(disk, folder);
  const grown: string[] = [];
  for (const day of days) {
    const size = await disk.size(logPath(folder, day)).catch(() => undefined);
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
  /** Never rejects: an unreadable file is reported as a problem, and the rest is served. */
  const takeLater = async (): Promise<void> => {
    for (const day of later) {
      while (!closing.aborted) {
        try {
          await take([day]);
          break;
        } catch (error) {
          problems.add(
            `${logPath(folder, day)} is not indexed, so its stories are missing: ${errorText(error)}`,
          );
          if (!(error instanceof IndexFailure)) break;
          await sleep(RETRY_MS, undefined, { signal: closing }).catch(() => undefined);
        }
      }
    }
    if (closing.aborted) return;
    if (isNew) await compareSizes(parts);
    indexer.caughtUp();
  };
  await take(soon);
  return { whole: takeLater() };
};

/** Reports the log files that are shorter than when they were closed. */
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

const readOrReport = async <Data>(
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

/** Indexes the tombstones that are stored in documents, since no log line holds them any more. */
const indexTombstones = async ({ documents, index, indexer, problems }: CatchUpContext): Promise<void> => {
  for (const month of await documents.removedMonths()) {
    const document = await readOrReport(documents.removedIn(month), problems);
    index.transaction(() => indexer.addTombstones(document?.keys ?? [], 0));
  }
};

/** Indexes a day's file from an offset on, and records how far it was read. */
export const indexDay = async (parts: CatchUpContext, day: string, from: number): Promise<void> => {
  const { disk, folder, index, problems, ends, unread } = parts;
  const path = logPath(folder, day);
  const nothing = { bytes: 0, first: '', last_at: 0, last: '', damage: '', first_seq: 0, last_seq: 0 };
  let known: KnownDay = knownDay(index, day) ?? { day, ...nothing };
  let turn: FoundLine[] = [];
  let turnBytes = 0;
  const note = (): void => {
    writing(index, () => {
      for (const found of turn) known = indexLine(parts, known, found);
      recordDay(index, known);
    });
    turn = [];
    turnBytes = 0;
  };
  try {
    let began = performance.now();
    for await (const found of readLines(disk, path, from)) {
      if (found.kind === 'torn') break;
      turn.push(found);
      turnBytes += found.bytes.length;
      if (turnBytes < TURN_BYTES && performance.now() - began < TURN_MS) continue;
      note();
      await nextTurn();
      began = performance.now();
    }
    if (turn.length > 0) note();
    ends.set(day, known.bytes);
  } catch (error) {
    unread.add(day);
    if (error instanceof NewerFormat || error instanceof IndexFailure) throw error;
    problems.add(
      `${path} cannot be read: ${errorText(error)}; its stories are missing, and the file is left unchanged. Make it readable or restore it, then restart`,
    );
  }
};

/** Thrown when the index cannot be written: its disk is full, or refuses. */
export class IndexFailure extends Error {}

const writing = (index: Index, work: () => void): void => {
  try {
    index.transaction(work);
  } catch (error) {
    throw new IndexFailure(errorText(error), { cause: error });
  }
};

/** Maximum size of the lines of one turn, in bytes: about 100 stories. */
const TURN_BYTES = 128 * 1024;

/** Maximum number of problems that are recorded for a file. */
const MAX_DAMAGE_LINES = 10;

const indexLine = (parts: CatchUpContext, known: KnownDay, found: FoundLine): KnownDay => {
  const { folder, problems, indexer } = parts;
  const { day } = known;
  const path = logPath(folder, day);
  const at = { last_at: found.offset, last: found.head, bytes: found.end };
  const next: KnownDay = { ...known, ...at, first: known.bytes === 0 ? found.head : known.first };
  if (found.kind !== 'line') {
    const damage = `the line at byte ${found.offset} of ${path} cannot be read: ${found.reason}; it is kept in the file as evidence`;
    problems.add(damage);
    const all = known.damage === '' ? [] : known.damage.split('\n');
    return { ...next, damage: [...all, damage].slice(0, MAX_DAMAGE_LINES).join('\n'), first_seq: 0 };
  }
  const { commit } = found.line;
  if (dayOf(commit.at) !== day.replace(/\..*/, ''))
    problems.add(
      `${path} holds a commit of ${dayOf(commit.at)}: the file was renamed. Nothing is lost; rename it to the day of its commits`,
    );
  indexer.add(
    logged(day, found.offset, found.line, (what, reason) =>
      problems.add(`${path}: ${what} cannot be read: ${reason}`),
    ),
  );
  return { ...next, first_seq: known.bytes === 0 ? commit.seq : known.first_seq, last_seq: commit.seq };
};

/** A line in the form that `Indexer` takes. Invalid records are left out and reported. */
const logged = (
  day: string,
  start: number,
  { commit, spans }: Line,
  onUnreadable: (what: string, reason: string) => void,
): Logged => {
  const placed = <Record>(
    records: readonly unknown[],
    ofKind: readonly Span[],
    make: (value: unknown, place: Span) => Record,
  ): Record[] =>
    records.flatMap((value, n) => {
      const place = placeOf(start, ofKind[n]);
      try {
        return [make(value, place)];
      } catch (error) {
        onUnreadable(`the record at byte ${place.offset}`, errorText(error));
        return [];
      }
    });
  return {
    day,
    seq: commit.seq,
    at: commit.at,
    removed: commit.removed,
    stories: placed(commit.stories, spans.stories, (value, place) => {
      const story = readStory(value);
      return { id: story.id, place, read: () => story };
    }),
    drops: placed(commit.drops, spans.drops, (value, place) => {
      const drop = readDrop(value);
      return { place, read: () => drop };
    }),
    states: placed(commit.states, spans.states, (value, place) => ({ source: sourceOf(value), place })),
  };
};

const sourceOf = (value: unknown): string => {
  if (typeof value === 'object' && value !== null && 'source' in value && typeof value.source === 'string')
    return value.source;
  throw new Error('it has no source');
};

/** The position in the file of a record whose position in the line is `span`. */
export const placeOf = (start: number, span: Span | undefined): Span => {
  if (span === undefined) throw new Error('the line has more records than sizes');
  return { ...span, offset: start + span.offset };
};
