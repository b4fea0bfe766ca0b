import type { Clock } from '../domain/ambient.ts';
import { identityKeys } from '../domain/article/identity-keys.ts';
import { defined } from '../domain/defined.ts';
import type { SourceState } from '../domain/source/source-state.ts';
import type { Store } from '../domain/store/contract.ts';
import type { StoryId } from '../domain/story/story.ts';
import type { CatchUpContext } from './index/catch-up-context.ts';
import { knownDay, knownDays, lastSeq } from './index/known-days.ts';
import { hashOfKey, hexOfKey, microseconds } from './index/row.ts';
import { placeOfRow } from './index/select.ts';
import { type CommitLine, indexDurable } from './log/index-durable.ts';
import { dayOf, headAt, logPath } from './log/log-files.ts';
import { type Commit, writeLine } from './log/log-line.ts';
import { LogWriter, type LogWriterOptions } from './log/log-writer.ts';
import { forgetDrops, isOldestDay, tidyDay, useOfDays } from './log/tidy-log.ts';
import { STORIES_PER_SLICE, type StoryReader, storyQueries, storyReader } from './store-queries.ts';

export type StoreLimits = {
  /** Maximum number of bytes that wait in memory while the disk refuses to write; beyond it, commits are rejected. */
  readonly waitingBytes: number;
};

export type StoreContext = CatchUpContext & {
  readonly now: Clock;
  readonly limits: StoreLimits;
  readonly states: Map<string, SourceState>;
  /** Number of the last commit in the log or the documents. */
  readonly seq: number;
  readonly whole: Promise<void>;
  /** Stops indexing the days that are not indexed yet. */
  readonly endCatchUp: () => void;
  readonly writing: Pick<
    LogWriterOptions<CommitLine>,
    'permit' | 'retryMs' | 'trouble' | 'onTrouble' | 'onRecovery'
  >;
};

/** An open store: its context, its writer and reader, and the values that change while it is open. */
type Opened = StoreContext & {
  readonly writer: LogWriter<CommitLine>;
  readonly read: StoryReader;
  readonly changing: {
    /** Number of the last commit that was passed to the writer. */
    seq: number;
    newestCommitAt: Temporal.Instant | undefined;
    hasWritten: boolean;
  };
};

/** Makes the `Store` of a log and its index. */
export const createStore = (parts: StoreContext): Store => {
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
    whole: () => allFound(parts),
    health: () => healthOf(opened),
    close: () => close(opened),
  };
};

const writerOptions = (
  parts: StoreContext,
  changing: Opened['changing'],
): Omit<LogWriterOptions<CommitLine>, keyof StoreContext['writing']> => {
  const { disk, folder, states, ends, unread } = parts;
  return {
    disk,
    folder,
    // A file that could not be read is left unchanged: the day continues in another file.
    fileOf: (day) => {
      let name = day;
      for (let n = 2; unread.has(name); n += 1) name = `${day}.${n}`;
      return name;
    },
    sizeOf: async (file) => {
      const end = ends.get(file) ?? (await knownEnd(parts, file));
      // A new file means that the files before it are closed, so their sizes are final.
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

/** The indexed size of a file, in bytes. Rejects if the file was replaced by another. */
const knownEnd = async ({ disk, folder, index }: StoreContext, day: string): Promise<number> => {
  const known = knownDay(index, day);
  const path = logPath(folder, day);
  if (known === undefined && ((await disk.size(path)) ?? 0) === 0) return 0;
  if (known !== undefined && (await headAt(disk, path, known.last_at)) === known.last) return known.bytes;
  throw new Error(`${path} is not the file that was read at the start: restart this process`);
};

const noteSizes = ({ documents, index }: StoreContext, but: ReadonlySet<string> = new Set()): Promise<void> =>
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
      `not stored: ${writer.waitingBytes()} bytes are already waiting for the disk (${writer.trouble() ?? 'it is slow'})`,
    );
  }
  changing.seq += 1;
  const commit = { ...change, seq: changing.seq, at };
  await writer.append({ day: dayOf(at), commit, ...writeLine(commit) });
};

/** Resolves when everything is indexed; rejects if the store is closed first, since missing stories would pass for removed. */
const allFound = async ({ whole, closing }: StoreContext): Promise<void> => {
  await whole;
  if (closing.aborted) throw new Error('the store is closed');
};

const isIdle = ({ index, writer }: Opened, id: StoryId, moment: number): boolean =>
  Number(index.get('SELECT gained FROM stories WHERE id = ?', id)?.gained ?? moment) < moment &&
  !writer.waiting().some((entry) => entry.commit.stories.some((story) => story.id === id));

/**
 * Removes the stories that gained no article since a moment (microseconds since 1970) and keeps the hashes of their
 * keys as tombstones. Resolves to the number of removed stories.
 */
const removeIdle = async (opened: Opened, moment: number): Promise<number> => {
  const { index, writer, read } = opened;
  let removed = 0;
  for (;;) {
    const idle = index
      .all(
        'SELECT id, n, day, at, size, crc FROM stories WHERE gained < ? LIMIT ?',
        moment,
        STORIES_PER_SLICE + writer.waiting().length,
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
    // A story that gained an article while it was being read stays.
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

/** Rewrites the wanted files without superseded records, oldest first; commits wait while a file is rewritten. */
const tidy = async (
  opened: Opened,
  isWanted: (use: ReturnType<typeof useOfDays>[number]) => boolean,
): Promise<void> => {
  await allFound(opened);
  const { index, writer } = opened;
  const wanted = useOfDays(index).filter(isWanted);
  if (wanted.length === 0) return;
  // The writer records sizes too, and two concurrent writes would damage the document.
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
  const waiting = `the store cannot be written: ${trouble}; ${writer.waitingBytes()} bytes wait in memory`;
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
  // If the disk refuses to write, the earlier sizes stay.
  if (opened.changing.hasWritten) await noteSizes(opened).catch(() => undefined);
  opened.index.close();
};

/** Hashes of the identity keys of a story's articles. */
const keysOfStory = (index: StoreContext['index'], n: bigint): readonly string[] =>
  index
    .all('SELECT hash, n FROM keys JOIN articles USING (a) WHERE n = ?', n)
    .map(({ hash }) => hexOfKey(hash as bigint));

const newestCommit = (index: StoreContext['index']): Temporal.Instant | undefined => {
  const at = index.get('SELECT at FROM newest')?.at;
  return typeof at === 'string' ? Temporal.Instant.from(at) : undefined;
};
