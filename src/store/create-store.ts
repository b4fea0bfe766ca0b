import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Clock } from '../domain/ambient.ts';
import type { ArticleId } from '../domain/article/article.ts';
import { identityKeys } from '../domain/article/identity-keys.ts';
import { defined } from '../domain/defined.ts';
import type { Drop } from '../domain/item/drop.ts';
import type { SourceState } from '../domain/source/source-state.ts';
import type { Known, Store, StoreChange } from '../domain/store/contract.ts';
import type { Story, StoryId } from '../domain/story/story.ts';
import { type CatchUpParts, knownDay, knownDays, lastSeq, noteDay, placeOf } from './index/catch-up.ts';
import { hashOfKey, hexOfKey, hourOf, keyNumber, microseconds } from './index/row.ts';
import {
  countStories,
  firstOfMoment,
  placeOfRow,
  recordPlace,
  type StoryPlace,
  selectBest,
  selectGained,
  selectNewest,
  selectStories,
} from './index/select.ts';
import { dayOf, headAt, logPath } from './log/log-files.ts';
import { type Commit, headOf, type Spans, writeLine } from './log/log-line.ts';
import { createLogWriter, type WaitingLine } from './log/log-writer.ts';
import { readDrop } from './log/records.ts';
import { forgetDrops, isOldestDay, tidyDay, useOfDays } from './log/tidy-log.ts';
import { createStoryReader, readRecords } from './read-stories.ts';

export type StoreLimits = {
  /** Bytes that may wait in memory for a disk that refuses to write; beyond that, commits are rejected. */
  readonly waitingBytes: number;
};

export type StoreParts = CatchUpParts & {
  readonly now: Clock;
  readonly limits: StoreLimits;
  readonly states: Map<string, SourceState>;
  /** The number of the last commit that anything tells of. */
  readonly seq: number;
  readonly whole: Promise<void>;
  /** Ends the reading of what the index does not know. */
  readonly endCatchUp: () => void;
  readonly writing: Pick<
    Parameters<typeof createLogWriter>[0],
    'permit' | 'retryMs' | 'trouble' | 'onTrouble' | 'onRecovery'
  >;
};

/** A commit on its way to the disk. */
type Entry = WaitingLine & { readonly commit: Commit; readonly spans: Spans };

/** Stories of one slice of `each`, and of one commit of a removal. */
const AT_ONCE = 50;

const NOTHING_ELSE = { drops: [], states: [], removed: { stories: [], keys: [] } };

/** The `Store` over a log and its index. */
export const createStore = (parts: StoreParts): Store => {
  const { disk, folder, index, taker, documents, problems, limits, states, ends, now, writing } = parts;
  let { seq } = parts;
  let newestCommitAt = newestCommit(index);
  let hasWritten = false;

  const writer = createLogWriter<Entry>({
    ...writing,
    disk,
    folder,
    // One that could not be read is left as it is.
    fileOf: (day) => {
      let name = day;
      for (let n = 2; parts.unread.has(name); n += 1) name = `${day}.${n}`;
      return name;
    },
    sizeOf: async (file) => {
      const end = ends.get(file) ?? (await knownEnd(file));
      // The files before a new one are closed.
      if (end === 0) await noteSizes();
      ends.set(file, end);
      return end;
    },
    onDurable: async (lines) => {
      for (const { entry, file, offset } of lines) await takeDurable(entry, file, offset);
      hasWritten = true;
      for (const { entry } of lines) {
        for (const state of entry.commit.states) states.set(state.source, state);
        newestCommitAt = entry.commit.at;
      }
    },
  });

  /** Where the lines of a file end, as the index knows it. Rejects where the file is another one. */
  const knownEnd = async (day: string): Promise<number> => {
    const known = knownDay(index, day);
    const path = logPath(folder, day);
    if (known === undefined && ((await disk.size(path)) ?? 0) === 0) return 0;
    if (known !== undefined && (await headAt(disk, path, known.last_at)) === known.last) return known.bytes;
    throw new Error(`${path} is not the file that was read at the start`);
  };

  const noteSizes = (but: ReadonlySet<string> = new Set()): Promise<void> =>
    documents.sizes.write({
      bytes: Object.fromEntries(
        knownDays(index).flatMap(({ day, bytes }) => (but.has(day) ? [] : [[day, bytes]])),
      ),
    });

  /** In turns: where the process ends between two of them, the next start takes in the whole line again. */
  const takeDurable = async ({ bytes, commit, spans }: Entry, day: string, offset: number): Promise<void> => {
    const { seq, at, removed } = commit;
    const stories = commit.stories.map((story, n) => ({
      id: story.id,
      place: placeOf(offset, spans.stories[n]),
      read: () => story,
    }));
    const drops = commit.drops.map((drop, n) => ({
      place: placeOf(offset, spans.drops[n]),
      read: () => drop,
    }));
    const states = commit.states.map(({ source }, n) => ({
      source,
      place: placeOf(offset, spans.states[n]),
    }));
    for (let from = 0; from === 0 || from < stories.length; from += AT_ONCE) {
      if (from > 0) await nextTurn();
      const some = stories.slice(from, from + AT_ONCE);
      // A story that is united stands twice for a moment, rather than nowhere.
      const rest = from + AT_ONCE < stories.length ? NOTHING_ELSE : { drops, states, removed };
      index.transaction(() => taker.take({ day, seq, at, stories: some, ...rest }));
    }
    const head = headOf(bytes);
    const end = offset + bytes.length;
    const known = knownDay(index, day) ?? { day, first: head, damage: '', first_seq: seq };
    noteDay(index, { ...known, bytes: end, last_at: offset, last: head, last_seq: seq });
    ends.set(day, end);
  };

  const append = async ({
    at = now(),
    ...change
  }: Omit<Commit, 'seq' | 'at'> & Partial<Pick<Commit, 'at'>>): Promise<void> => {
    await parts.whole;
    if (writer.waitingBytes() > limits.waitingBytes) {
      throw new Error(
        `not stored: ${writer.waitingBytes()} bytes wait for the disk already (${writer.trouble() ?? 'it is slow'})`,
      );
    }
    seq += 1;
    const commit = { ...change, seq, at };
    await writer.append({ day: dayOf(at), commit, ...writeLine(commit) });
  };

  const commit = async ({ united = [], ...change }: StoreChange): Promise<void> => {
    if (change.stories.length + change.drops.length + change.states.length === 0) return;
    await append({ ...change, removed: { stories: united, keys: [] } });
  };

  const placeById = (id: StoryId): StoryPlace | undefined => {
    const row = index.get('SELECT id, n, day, at, size, crc FROM stories WHERE id = ?', id);
    return row === undefined ? undefined : placeOfRow(row);
  };
  const read = createStoryReader({ disk, folder, placeOf: placeById, onUnreadable: problems.add });

  const readDrops = async (rows: readonly Readonly<Record<string, unknown>>[]): Promise<readonly Drop[]> => {
    const records = await readRecords(disk, folder, rows.map(recordPlace));
    return records.flatMap((record) => {
      if ('text' in record) return readDrop(JSON.parse(record.text));
      problems.add(record.failure);
      return [];
    });
  };

  const knows: Store['knows'] = (key) => {
    const found = index.get(
      `SELECT articles.id AS id, keys.a AS a, keys.d AS d, drops.d AS drop_d FROM keys
        LEFT JOIN articles USING (a) LEFT JOIN drops ON drops.d = keys.d WHERE hash = ?`,
      keyNumber(hashOfKey(key)),
    );
    if (found === undefined) return undefined;
    if (typeof found.id === 'string') return { kind: 'article', id: found.id as ArticleId };
    // A drop that is forgotten will be dropped again.
    if (found.a === null && found.d !== null) return found.drop_d === null ? undefined : { kind: 'dropped' };
    return { kind: 'removed' } satisfies Known;
  };

  async function* each(query: Parameters<Store['each']>[0]): AsyncGenerator<readonly Story[]> {
    let before: bigint | undefined;
    for (;;) {
      const places = selectNewest(index, { ...query, ...defined({ before }) }, AT_ONCE);
      const last = places.at(-1);
      if (last === undefined) return;
      before = firstOfMoment(last.n);
      yield read(places, true);
    }
  }

  const isIdle = (id: StoryId, moment: number): boolean =>
    Number(index.get('SELECT gained FROM stories WHERE id = ?', id)?.gained ?? moment) < moment &&
    !writer.waiting().some((entry) => entry.commit.stories.some((story) => story.id === id));

  /** Removes the stories and leaves the hashes of their keys; gives how many there were. */
  const remove = async (moment: number): Promise<number> => {
    let removed = 0;
    for (;;) {
      const idle = index
        .all(
          'SELECT id, n, day, at, size, crc FROM stories WHERE gained < ? LIMIT ?',
          moment,
          AT_ONCE + writer.waiting().length,
        )
        .map(placeOfRow)
        .filter(({ id }) => isIdle(id, moment));
      if (idle.length === 0) return removed;
      const stories = await read(idle, true);
      const unreadable = idle.filter(({ id }) => !stories.some((story) => story.id === id));
      const keys = [
        ...stories.flatMap(({ articles }) => articles.flatMap(identityKeys)).map(hashOfKey),
        ...unreadable.flatMap(({ n }) => keysOfStory(index, n)),
      ];
      // One that gained an article while it was read stays.
      const ids = idle.map(({ id }) => id).filter((id) => isIdle(id, moment));
      await append({
        stories: [],
        drops: [],
        states: [],
        removed: { stories: ids, keys: [...new Set(keys)] },
      });
      removed += ids.length;
    }
  };

  const checkpoint = async (): Promise<void> => {
    const at = lastSeq(index);
    await documents.checkpoint.write({ seq: Math.max(at, parts.seq), states: [...states.values()] });
    index.run('DELETE FROM states WHERE seq <= ?', at);
  };

  /** Resolves when all is found; rejects where the store is closed before, since what is not found would pass for gone. */
  const allFound = async (): Promise<void> => {
    await parts.whole;
    if (parts.closing.aborted) throw new Error('the store is closed');
  };

  /** Tidies what is asked for, oldest first; the file that is being written waits until it is. */
  const tidy = async (isWanted: (use: ReturnType<typeof useOfDays>[number]) => boolean): Promise<void> => {
    await allFound();
    const wanted = useOfDays(index).filter(isWanted);
    if (wanted.length === 0) return;
    // The writer notes sizes, too: two that write one document at once spoil it.
    await writer.between(async () => {
      await checkpoint();
      await noteSizes(new Set(wanted.map(({ day }) => day)));
    });
    const tidied = new Set<string>();
    for (const { day } of wanted) {
      await writer.between(async () => tidyDay(parts, day, await isOldestDay(parts, day, tidied)));
      tidied.add(day);
    }
    await writer.between(noteSizes);
  };

  return {
    state: (source) => states.get(source),
    knows,
    storyOf: (article) => {
      const found = index.get(
        'SELECT stories.id AS id FROM articles JOIN stories USING (n) WHERE articles.id = ?',
        article,
      );
      return found === undefined ? undefined : (String(found.id) as StoryId);
    },
    story: async (id) => {
      const place = placeById(id);
      return place === undefined ? undefined : (await read([place]))[0];
    },
    stories: async (query) => {
      if (query.order === 'best') return read(selectBest(index, query, query.limit, microseconds(now())));
      return read(selectStories(index, query));
    },
    each,
    gainedSince: async function* (moment) {
      const places = selectGained(index, microseconds(moment));
      for (let from = 0; from < places.length; from += AT_ONCE)
        yield read(places.slice(from, from + AT_ONCE), true);
    },
    count: (query, most) => countStories(index, query, most),
    articleCounts: (since) =>
      index
        .all(
          `SELECT substr(name, 3) AS source, hour, count(*) AS articles FROM articles JOIN names ON names.i = source
            WHERE hour >= ? GROUP BY source, hour`,
          hourOf(since),
        )
        .map(({ source, hour, articles }) => ({
          source: String(source) as SourceState['source'],
          hour: Number(hour),
          articles: Number(articles),
        })),
    drop: async (key) => {
      const row = index.get(
        'SELECT drops.day, drops.at, drops.size, drops.crc FROM keys JOIN drops USING (d) WHERE hash = ? AND a IS NULL',
        keyNumber(hashOfKey(key)),
      );
      return row === undefined ? undefined : (await readDrops([row]))[0];
    },
    newestDrops: (limit) =>
      readDrops(
        index.all('SELECT day, at, size, crc FROM drops ORDER BY moment DESC, d DESC LIMIT ?', limit),
      ),
    commit,
    removeBefore: async (moment) => {
      await allFound();
      const removed = await remove(microseconds(moment));
      await forgetDrops(index, microseconds(moment));
      const first = dayOf(moment);
      await tidy(({ day, alive, isUntidy }) => isUntidy || (day < first && alive === 0));
      return { removed };
    },
    compact: () => tidy(() => true),
    whole: () => parts.whole,
    health: () => ({
      ...counts(index),
      unwritten: writer.waiting().reduce((sum, { commit: { stories } }) => sum + stories.length, 0),
      problems: [
        ...problems.all(),
        ...(writer.trouble() === undefined
          ? []
          : [
              `nothing can be written: ${writer.trouble()}; ${writer.waitingBytes()} bytes are kept in memory`,
            ]),
      ],
      isWaiting: writer.trouble() !== undefined,
      ...defined({ newestCommitAt }),
    }),
    close: async () => {
      parts.endCatchUp();
      await writer.close();
      await parts.whole;
      // A disk that refuses keeps the sizes of before.
      if (hasWritten) await noteSizes().catch(() => undefined);
      index.close();
    },
  };
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

const counts = (index: StoreParts['index']) => ({
  stories: Number(index.get('SELECT count(*) AS stories FROM stories')?.stories),
  articles: Number(index.get('SELECT count(*) AS articles FROM articles')?.articles),
  bytes: Number(index.get('SELECT sum(bytes) AS bytes FROM days')?.bytes ?? 0),
});
