import type { Clock } from '../domain/ambient.ts';
import { identityKeys } from '../domain/article/identity-keys.ts';
import { defined } from '../domain/defined.ts';
import type { SourceState } from '../domain/source/source-state.ts';
import type { Store } from '../domain/store/contract.ts';
import type { StoryId } from '../domain/story/story.ts';
import { type CatchUpParts, knownDay, knownDays, lastSeq } from './index/catch-up.ts';
import { hashOfKey, hexOfKey, microseconds } from './index/row.ts';
import { placeOfRow } from './index/select.ts';
import { type CommitLine, indexDurable } from './log/index-durable.ts';
import { dayOf, headAt, logPath } from './log/log-files.ts';
import { type Commit, writeLine } from './log/log-line.ts';
import { LogWriter, type LogWriterOptions } from './log/log-writer.ts';
import { forgetDrops, isOldestDay, tidyDay, useOfDays } from './log/tidy-log.ts';
import { AT_ONCE, type StoryReader, storyQueries, storyReader } from './store-queries.ts';

export type StoreLimits = {
  /** Bytes that may wait in memory for a disk that refuses to write; beyond that, commits are rejected. */
  readonly waitingBytes: number;
};

export type StoreParts = CatchUpParts & {
  readonly now: Clock;
  readonly limits: StoreLimits;
  readonly states: Map<string, SourceState>;
  /** Number of the last commit in the log, the index or the documents. */
  readonly seq: number;
  readonly whole: Promise<void>;
  /** Ends the reading of what the index does not know. */
  readonly endCatchUp: () => void;
  readonly writing: Pick<
    LogWriterOptions<CommitLine>,
    'permit' | 'retryMs' | 'trouble' | 'onTrouble' | 'onRecovery'
  >;
};

/** What the functions below share, and what changes while the store is open. */
type Opened = StoreParts & {
  readonly writer: LogWriter<CommitLine>;
  readonly read: StoryReader;
  readonly changing: {
    /** Number of the last commit that was handed to the writer. */
    seq: number;
    newestCommitAt: Temporal.Instant | undefined;
    hasWritten: boolean;
  };
};

/** The `Store` over a log and its index. */
export const createStore = (parts: StoreParts): Store => {
  const { index, states } = parts;
  const changing: Opened['changing'] = {
    seq: parts.seq,
    newestCommitAt: newestCommit(index),
    hasWritten: false,
  };
  const opened: Opened = {
    ...parts,
    changing,
    read: storyReader(parts),
    writer: new LogWriter<CommitLine>({ ...writerOptions(parts, changing), ...parts.writing }),
  };
  return {
    ...storyQueries(parts, opened.read),
    state: (source) => states.get(source),
    commit: async ({ united = [], ...change }) => {
      if (change.stories.length + change.drops.length + change.states.length === 0) return;
      await append(opened, { ...change, removed: { stories: united, keys: [] } });
    },
    removeBefore: async (moment) => {
      await allFound(parts);
      const removed = await removeIdle(opened, microseconds(moment));
      await forgetDrops(index, microseconds(moment));
      const first = dayOf(moment);
      await tidy(opened, ({ day, alive, isUntidy }) => isUntidy || (day < first && alive === 0));
      return { removed };
    },
    compact: () => tidy(opened, () => true),
    whole: () => parts.whole,
    health: () => healthOf(opened),
    close: () => close(opened),
  };
};

const writerOptions = (
  parts: StoreParts,
  changing: Opened['changing'],
): Omit<LogWriterOptions<CommitLine>, keyof StoreParts['writing']> => {
  const { disk, folder, states, ends, unread } = parts;
  return {
    disk,
    folder,
    // A file that could not be read is left as it is: the day goes on in another one.
    fileOf: (day) => {
      let name = day;
      for (let n = 2; unread.has(name); n += 1) name = `${day}.${n}`;
      return name;
    },
    sizeOf: async (file) => {
      const end = ends.get(file) ?? (await knownEnd(parts, file));
      // The files before a new one are closed.
      if (end === 0) await noteSizes(parts);
      ends.set(file, end);
      return end;
    },
    onDurable: async (lines) => {
      for (const line of lines) await indexDurable(parts, line);
      changing.hasWritten = true;
      for (const { entry } of lines) {
        for (const state of entry.commit.states) states.set(state.source, state);
        changing.newestCommitAt = entry.commit.at;
      }
    },
  };
};

/** Where the lines of a file end, as the index knows it. Rejects where another file stands in its place. */
const knownEnd = async ({ disk, folder, index }: StoreParts, day: string): Promise<number> => {
  const known = knownDay(index, day);
  const path = logPath(folder, day);
  if (known === undefined && ((await disk.size(path)) ?? 0) === 0) return 0;
  if (known !== undefined && (await headAt(disk, path, known.last_at)) === known.last) return known.bytes;
  throw new Error(`${path} is not the file that was read at the start`);
};

const noteSizes = ({ documents, index }: StoreParts, but: ReadonlySet<string> = new Set()): Promise<void> =>
  documents.sizes.write({
    bytes: Object.fromEntries(
      knownDays(index).flatMap(({ day, bytes }) => (but.has(day) ? [] : [[day, bytes]])),
    ),
  });

const append = async (
  { whole, writer, limits, changing, now }: Opened,
  { at = now(), ...change }: Omit<Commit, 'seq' | 'at'> & Partial<Pick<Commit, 'at'>>,
): Promise<void> => {
  await whole;
  if (writer.waitingBytes() > limits.waitingBytes) {
    throw new Error(
      `not stored: ${writer.waitingBytes()} bytes wait for the disk already (${writer.trouble() ?? 'it is slow'})`,
    );
  }
  changing.seq += 1;
  const commit = { ...change, seq: changing.seq, at };
  await writer.append({ day: dayOf(at), commit, ...writeLine(commit) });
};

/** Resolves when all stored can be found; rejects where the store was closed before, since what is not found would pass for gone. */
const allFound = async ({ whole, closing }: StoreParts): Promise<void> => {
  await whole;
  if (closing.aborted) throw new Error('the store is closed');
};

const isIdle = ({ index, writer }: Opened, id: StoryId, moment: number): boolean =>
  Number(index.get('SELECT gained FROM stories WHERE id = ?', id)?.gained ?? moment) < moment &&
  !writer.waiting().some((entry) => entry.commit.stories.some((story) => story.id === id));

/**
 * Removes the stories that gained nothing since a moment (microseconds since 1970) and keeps the hashes of their keys.
 * Resolves to how many there were.
 */
const removeIdle = async (opened: Opened, moment: number): Promise<number> => {
  const { index, writer, read } = opened;
  let removed = 0;
  for (;;) {
    const idle = index
      .all(
        'SELECT id, n, day, at, size, crc FROM stories WHERE gained < ? LIMIT ?',
        moment,
        AT_ONCE + writer.waiting().length,
      )
      .map(placeOfRow)
      .filter(({ id }) => isIdle(opened, id, moment));
    if (idle.length === 0) return removed;
    const stories = await read(idle, true);
    const unreadable = idle.filter(({ id }) => !stories.some((story) => story.id === id));
    const keys = [
      ...stories.flatMap(({ articles }) => articles.flatMap(identityKeys)).map(hashOfKey),
      ...unreadable.flatMap(({ n }) => keysOfStory(index, n)),
    ];
    // A story that gained an article while it was read stays.
    const ids = idle.map(({ id }) => id).filter((id) => isIdle(opened, id, moment));
    const gone = { stories: ids, keys: [...new Set(keys)] };
    await append(opened, { stories: [], drops: [], states: [], removed: gone });
    removed += ids.length;
  }
};

const checkpoint = async ({ index, documents, seq, states }: Opened): Promise<void> => {
  const at = lastSeq(index);
  await documents.checkpoint.write({ seq: Math.max(at, seq), states: [...states.values()] });
  index.run('DELETE FROM states WHERE seq <= ?', at);
};

/** Rewrites the wanted files without what is superseded, oldest first; the file being written waits meanwhile. */
const tidy = async (
  opened: Opened,
  isWanted: (use: ReturnType<typeof useOfDays>[number]) => boolean,
): Promise<void> => {
  await allFound(opened);
  const { index, writer } = opened;
  const wanted = useOfDays(index).filter(isWanted);
  if (wanted.length === 0) return;
  // The writer notes sizes, too: two that write one document at once spoil it.
  await writer.between(async () => {
    await checkpoint(opened);
    await noteSizes(opened, new Set(wanted.map(({ day }) => day)));
  });
  const tidied = new Set<string>();
  for (const { day } of wanted) {
    await writer.between(async () => tidyDay(opened, day, await isOldestDay(opened, day, tidied)));
    tidied.add(day);
  }
  await writer.between(() => noteSizes(opened));
};

const healthOf = ({ index, writer, problems, changing: { newestCommitAt } }: Opened) => {
  const trouble = writer.trouble();
  const waiting = `nothing can be written: ${trouble}; ${writer.waitingBytes()} bytes are kept in memory`;
  return {
    stories: Number(index.get('SELECT count(*) AS stories FROM stories')?.stories),
    articles: Number(index.get('SELECT count(*) AS articles FROM articles')?.articles),
    bytes: Number(index.get('SELECT sum(bytes) AS bytes FROM days')?.bytes ?? 0),
    unwritten: writer.waiting().reduce((sum, { commit: { stories } }) => sum + stories.length, 0),
    problems: [...problems.all(), ...(trouble === undefined ? [] : [waiting])],
    isWaiting: trouble !== undefined,
    ...defined({ newestCommitAt }),
  };
};

const close = async (opened: Opened): Promise<void> => {
  opened.endCatchUp();
  await opened.writer.close();
  await opened.whole;
  // A disk that refuses keeps the sizes of before.
  if (opened.changing.hasWritten) await noteSizes(opened).catch(() => undefined);
  opened.index.close();
};

/** Hashes of the keys that lead to the articles of a story. */
const keysOfStory = (index: StoreParts['index'], n: bigint): readonly string[] =>
  index
    .all('SELECT hash, n FROM keys JOIN articles USING (a) WHERE n = ?', n)
    .map(({ hash }) => hexOfKey(hash as bigint));

const newestCommit = (index: StoreParts['index']): Temporal.Instant | undefined => {
  const at = index.get('SELECT at FROM newest')?.at;
  return typeof at === 'string' ? Temporal.Instant.from(at) : undefined;
};
