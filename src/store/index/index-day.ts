import { setImmediate as nextTurn } from 'node:timers/promises';
import { errorText } from '../../domain/error-text.ts';
import type { Disk } from '../disk/file-system.ts';
import type { Documents } from '../document/checkpoint.ts';
import { dayOf, type FoundLine, logPath, readLines, renameTo } from '../log/log-files.ts';
import { type Line, NewerFormat, type Span } from '../log/log-line.ts';
import { readDrop, readStory } from '../log/records.ts';
import type { Problems } from '../store-problems.ts';
import type { Indexer, Logged } from './indexer.ts';
import { type KnownDay, knownDay, recordDay } from './known-days.ts';
import type { Index } from './open-index.ts';

/** Thrown when the index cannot be written, for example because its disk is full. */
export class IndexFailure extends Error {}

/**
 * Indexes a file of the log from a byte offset on, and records the offset up to which the file was read. A file that
 * cannot be read is reported as a problem. Rejects if the index cannot be written, or the file has a later version.
 */
export const indexDay = async (parts: CatchUpContext, day: string, from: number): Promise<void> => {
  const { disk, folder, index, indexer, problems, ends, unread } = parts;
  const path = logPath(folder, day);
  const nothing = { bytes: 0, first: '', last_at: 0, last: '', damage: '', first_seq: 0, last_seq: 0 };
  let known: KnownDay = knownDay(index, day) ?? { day, ...nothing };
  let turn: FoundLine[] = [];
  let turnBytes = 0;
  const note = (): void => {
    try {
      indexer.transaction(() => {
        for (const found of turn) known = indexLine(parts, known, found);
        recordDay(index, known);
      });
    } catch (cause) {
      throw new IndexFailure('the index cannot be written', { cause });
    }
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
    unread.delete(day);
  } catch (error) {
    const problem = unreadableDay(path, error);
    unread.set(day, problem);
    if (error instanceof NewerFormat || error instanceof IndexFailure) throw error;
    problems.add(problem);
  }
};

export const unreadableDay = (path: string, error: unknown): string => {
  const remedy = error instanceof NewerFormat ? '' : '. Make it readable or restore it, then restart';
  return `${path} cannot be read: ${errorText(error)}; stories in it may be missing, and the file is left unchanged${remedy}`;
};

/** Time after which the lines read so far are indexed and other work gets a turn, in milliseconds. */
const TURN_MS = 8;

/** Size of the lines read so far at which they are indexed and other work gets a turn, in bytes. */
const TURN_BYTES = 128 * 1024;

/** Maximum number of unreadable lines of a file about which the index keeps a message. */
const MAX_DAMAGE_LINES = 10;

const RESTORE = 'If you miss articles, stop the daemon and restore the file from a backup';

const MISSING = `The articles, drops and states of sources that only this line contains are missing, and the line is kept as evidence. ${RESTORE}`;

const indexLine = (parts: CatchUpContext, known: KnownDay, found: FoundLine): KnownDay => {
  const { folder, problems, indexer } = parts;
  const { day } = known;
  const path = logPath(folder, day);
  const at = { last_at: found.offset, last: found.head, bytes: found.end };
  const next: KnownDay = { ...known, ...at, first: known.bytes === 0 ? found.head : known.first };
  if (found.kind !== 'line') {
    // `KnownDay.damage` separates messages by line feeds.
    const reason = found.reason.replaceAll(/\s*\n\s*/g, ' ');
    const damage = `the line at byte ${found.offset} of ${path} cannot be read: ${reason}. ${MISSING}`;
    problems.add(damage);
    const all = known.damage === '' ? [] : known.damage.split('\n');
    return { ...next, damage: [...all, damage].slice(0, MAX_DAMAGE_LINES).join('\n'), first_seq: 0 };
  }
  const { commit } = found.line;
  const commitDay = dayOf(commit.at);
  if (commitDay !== day.replace(/\..*/, ''))
    problems.add(
      `${path} holds a commit of ${commitDay}: the file was renamed. Nothing is lost; stop the daemon and ${renameTo(commitDay)}`,
    );
  indexer.add(
    logged(day, found.offset, found.line, (what, reason) =>
      problems.add(`${what} of ${path} cannot be read, so it is missing: ${reason}. ${RESTORE}`),
    ),
  );
  return { ...next, first_seq: known.bytes === 0 ? commit.seq : known.first_seq, last_seq: commit.seq };
};

/** Returns a line in the form that `Indexer` takes. Invalid records are left out and reported. */
export const logged = (
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

/** Converts the place of a record in the line at byte `start` to its place in the file. Throws without a span. */
export const placeOf = (start: number, span: Span | undefined): Span => {
  if (span === undefined)
    throw new Error('a record of the line has no position: this is a bug, please report it');
  return { ...span, offset: start + span.offset };
};

export type CatchUpContext = {
  readonly disk: Disk;
  readonly folder: string;
  readonly index: Index;
  readonly indexer: Indexer;
  readonly documents: Documents;
  readonly problems: Problems;
  /** Called while an empty index is filled, with the number of files read and of all files. */
  readonly onProgress: (done: number, total: number) => void;
  /** Size in bytes, without a torn line at the end, of each file that this process has indexed or opened for writing. */
  readonly ends: Map<string, number>;
  /**
   * Aborted when the store is closed. If unindexed files remain, the next start rebuilds the index (see `matchesLog`).
   */
  readonly closing: AbortSignal;
  readonly retryMs: number;
  /**
   * Files to which no lines are appended. The value says why a file could not be read or indexed; it is undefined if
   * another program changed the file.
   */
  readonly unread: Map<string, string | undefined>;
};
