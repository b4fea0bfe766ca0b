import { defined } from '../domain/defined.ts';
import type { CopiedStore } from '../domain/store/contract.ts';
import { explainRefusal } from '../domain/store/explain-refusal.ts';
import { copyOf, noteCopy } from './document/copy-mark.ts';
import { knownDay } from './index/known-days.ts';
import type { Index } from './index/open-index.ts';
import { hexOfKey, microseconds } from './index/row.ts';
import { type CommitLine, indexDurable } from './log/index-durable.ts';
import { dayOf, headAt, logPath } from './log/log-files.ts';
import { LogWriter, type LogWriterOptions } from './log/log-writer.ts';
import { forgetDrops } from './log/tidy-log.ts';
import { allFound, append, noteSizes, removeIdle, tidy } from './prune-store.ts';
import type { Opened, StoreContext } from './store-context.ts';
import { momentIn, readDrops, type Sources, storyQueries, storyReader } from './store-queries.ts';

export const createStore = (parts: StoreContext): CopiedStore => {
  const { index, states } = parts;
  const changing: Opened['changing'] = {
    seq: parts.seq,
    newestCommitAt: momentIn(index.get('SELECT at FROM newest')),
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
    ...copiedRows(parts),
    state: (source) => states.get(source),
    states: () => [...states.values()],
    commit: async ({ united = [], tombstones = [], ...change }) => {
      if (change.stories.length + change.drops.length + change.states.length + tombstones.length === 0)
        return;
      await append(opened, { ...change, removed: { stories: united, keys: tombstones } });
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
    copyOf: () => copyOf(parts.disk, parts.folder),
    noteCopy: (from) => noteCopy(parts.disk, parts.folder, from),
  };
};

const writerOptions = (
  parts: StoreContext,
  changing: Opened['changing'],
): Omit<LogWriterOptions<CommitLine>, keyof StoreContext['writing']> => {
  const { disk, folder, states, ends, unread, problems } = parts;
  return {
    disk,
    folder,
    // No line is appended to a file in `unread`; the day continues in another file.
    fileOf: (day) => {
      let name = day;
      for (let n = 2; unread.has(name); n += 1) name = `${day}.${n}`;
      return name;
    },
    leave: (file) => {
      unread.set(file, undefined);
      problems.add(
        `${logPath(folder, file)} was changed by another program and is left as it is; further commits of that day are in another file. Run \`kawaraban store check\` for details`,
      );
    },
    sizeOf: async (file) => {
      const end = ends.get(file) ?? (await knownEnd(parts, file));
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

/**
 * Resolves to the indexed size of a file, in bytes; 0 for a new file. Rejects if the file is not the one that was
 * indexed.
 */
const knownEnd = async ({ disk, folder, index }: StoreContext, day: string): Promise<number> => {
  const known = knownDay(index, day);
  const path = logPath(folder, day);
  if (known === undefined && ((await disk.size(path)) ?? 0) === 0) return 0;
  if (known !== undefined && (await headAt(disk, path, known.last_at)) === known.last) return known.bytes;
  throw new Error(`${path} is not the file that was read at the start: restart this process`);
};

const healthOf = ({ index, writer, problems, writing, limits, changing: { newestCommitAt } }: Opened) => {
  const trouble = writing.lost() ?? writer.trouble();
  return {
    stories: Number(index.get('SELECT count(*) AS stories FROM stories')?.stories),
    articles: Number(index.get('SELECT count(*) AS articles FROM articles')?.articles),
    bytes: Number(index.get('SELECT sum(bytes) AS bytes FROM days')?.bytes ?? 0),
    unwritten: writer.waiting().reduce((sum, { commit: { stories } }) => sum + stories.length, 0),
    problems: [
      ...problems.all(),
      ...(trouble === undefined ? [] : [explainRefusal(trouble, writer.waitingBytes(), limits.waitingBytes)]),
    ],
    isWaiting: trouble !== undefined,
    ...defined({ newestCommitAt }),
  };
};

const close = async (opened: Opened): Promise<void> => {
  opened.endCatchUp();
  await opened.writer.close();
  await opened.whole;
  // If the sizes cannot be written, their document keeps the earlier sizes. `permit` prevents a write into a folder
  // that has taken the place of the data folder.
  if (opened.changing.hasWritten) {
    const { permit } = opened.writing;
    await permit()
      .then(() => noteSizes(opened))
      .catch(() => undefined);
  }
  opened.index.close();
};

/** Maximum number of drops or tombstones in a slice. */
const ROWS_PER_SLICE = 500;

/** SQL for the keys to which `knows` answers `removed`. */
const TOMBSTONES = `SELECT hash, n FROM keys LEFT JOIN articles USING (a)
  WHERE hash > ? AND articles.id IS NULL AND (keys.a IS NOT NULL OR keys.d IS NULL) ORDER BY hash LIMIT ?`;

const DROPS = 'SELECT d, day, at, size, crc FROM drops WHERE d > ? ORDER BY d LIMIT ?';

const copiedRows = (sources: Sources): Pick<CopiedStore, 'allDrops' | 'tombstones'> => {
  const { index } = sources;
  return {
    allDrops: async function* () {
      for (const rows of slices(index, DROPS, 'd')) yield readDrops(sources, rows);
    },
    tombstones: async function* () {
      for (const rows of slices(index, TOMBSTONES, 'hash'))
        yield rows.map(({ hash }) => hexOfKey(hash as bigint));
    },
  };
};

/** Yields all rows of a query in slices. `sql` selects at most `?2` rows with a `column` above `?1`, sorted by it. */
function* slices(index: Index, sql: string, column: string): Generator<ReturnType<Index['all']>> {
  let after: number | bigint = -(2n ** 63n);
  for (;;) {
    const rows = index.all(sql, after, ROWS_PER_SLICE);
    const last = rows.at(-1);
    if (last === undefined) return;
    after = last[column] as number | bigint;
    yield rows;
  }
}
