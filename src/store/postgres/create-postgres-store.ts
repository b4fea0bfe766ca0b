import type { Clock } from '../../domain/ambient.ts';
import { keysToKeep } from '../../domain/article/identity-keys.ts';
import { defined } from '../../domain/defined.ts';
import type { SourceId } from '../../domain/source/source.ts';
import type { SourceState } from '../../domain/source/source-state.ts';
import type { CopiedStore, StoreHealth } from '../../domain/store/contract.ts';
import { momentIn } from '../store-queries.ts';
import type { Query } from './connection.ts';
import { copiedRecords } from './copied-records.ts';
import { deriveAll } from './derive-rows.ts';
import { countRows, readStates } from './held-in-memory.ts';
import { postgresQueries, storyIn, tablesSize } from './postgres-queries.ts';
import { stored, storedHash } from './record-rows.ts';
import { bury, type Growth, prepare, removeStories, writeChange } from './write-rows.ts';
import type { Writer } from './writer.ts';

type Parts = {
  /** Runs a query in the pool, because a query needs no lock. */
  readonly query: Query;
  readonly now: Clock;
  readonly states: Map<string, SourceState>;
  readonly counts: Pick<StoreHealth, 'stories' | 'articles' | 'bytes'>;
  readonly newestCommitAt: Temporal.Instant | undefined;
  readonly closePool: () => Promise<void>;
};

/** If the story rows that wait in memory have more characters than this, commits are rejected. */
const MAX_WAITING = 64_000_000;

/** Maximum number of stories in one commit of a removal. */
const REMOVED_AT_ONCE = 200;

/** Number of commits after which the size of the tables is read again. */
const COMMITS_A_LOOK = 50;

const TABLES = 'meta, stories, articles, drops, keys, tombstones, states, documents';

type Changing = {
  counts: Parts['counts'];
  newestCommitAt: Temporal.Instant | undefined;
  commits: number;
};

export type RefreshedStore = {
  readonly store: CopiedStore;
  /**
   * Reads what another process has stored: the time of the newest commit and the states of `sources`. Without
   * `sources`, reads the states of all sources, and the counts. A store that writes has all of this in memory already.
   */
  readonly refresh: (sources?: readonly SourceId[]) => Promise<void>;
};

/** Makes a store of existing tables. Closing the store closes `writer`, too. */
export const createPostgresStore = (parts: Parts, writer: Writer): RefreshedStore => {
  const { query, now, states, closePool } = parts;
  const changing: Changing = { counts: parts.counts, newestCommitAt: parts.newestCommitAt, commits: 0 };
  const run: Run = async ({ at, ...work }, write) => {
    let growth: Growth | undefined;
    await writer.run({
      ...{ ...work, at },
      write: async (ask, seq) => {
        growth = await write(ask, seq);
      },
    });
    const { stories, articles, bytes } = changing.counts;
    changing.counts = {
      stories: stories + (growth?.stories ?? 0),
      articles: articles + (growth?.articles ?? 0),
      bytes,
    };
    changing.newestCommitAt = at;
    changing.commits += 1;
    if (changing.commits % COMMITS_A_LOOK === 0) await measure();
  };
  const measure = async (): Promise<void> => {
    // If the size cannot be read, the last known size stays.
    const bytes = await tablesSize(query).catch(() => changing.counts.bytes);
    changing.counts = { ...changing.counts, bytes };
  };
  const refresh: RefreshedStore['refresh'] = async (sources) => {
    if (sources?.length !== 0)
      for (const [source, state] of await readStates(query, sources)) states.set(source, state);
    if (sources === undefined) changing.counts = await countRows(query);
    changing.newestCommitAt = momentIn((await query('SELECT at FROM meta'))[0]) ?? changing.newestCommitAt;
  };
  const store: CopiedStore = {
    ...postgresQueries(query, now),
    ...copiedRecords(query),
    state: (source) => states.get(source),
    states: () => [...states.values()],
    commit: async (change) => {
      const { tombstones = [] } = change;
      if (change.stories.length + change.drops.length + change.states.length + tombstones.length === 0)
        return;
      if (writer.waitingSize() > MAX_WAITING)
        throw new Error(
          `not stored: ${writer.waitingSize()} characters already wait for PostgreSQL (${writer.trouble() ?? 'it is slow'})`,
        );
      const prepared = prepare(change);
      const stories = change.stories.map(({ id }) => id);
      await run({ at: change.at ?? now(), stories, size: prepared.size }, (ask, seq) =>
        writeChange(ask, prepared, seq),
      );
      for (const state of change.states) states.set(state.source, state);
    },
    removeBefore: async (moment) => {
      const removed = await removeIdle(parts, writer, run, moment);
      await writer.run({ stories: [], size: 0, write: (ask) => forgetDrops(ask, moment) });
      await measure();
      return { removed };
    },
    compact: async () => {
      // Each step is queued like a commit, so that commits are written between the steps.
      await deriveAll((write) => writer.run({ stories: [], size: 0, write }));
      await writer.outside(({ patiently }) => patiently((ask) => ask(`VACUUM (FULL, ANALYZE) ${TABLES}`)));
      await measure();
    },
    whole: async () => undefined,
    health: () => healthOf(writer, changing),
    close: async () => {
      await writer.close();
      await closePool();
    },
  };
  return { store, refresh };
};

const LOST = 'New articles are not stored; the next start fetches again those that the feeds still list.';

const millions = (characters: number): string => (characters / 1e6).toFixed(1);

const healthOf = (writer: Writer, { counts, newestCommitAt }: Changing): StoreHealth => {
  const trouble = writer.trouble();
  const waiting = writer.isStale()
    ? `The store cannot be written: ${trouble}. ${LOST}`
    : [
        `The store cannot be written: ${trouble}. New articles wait in memory (${millions(writer.waitingSize())} of at most ${millions(MAX_WAITING)} million characters),`,
        'and are written when the database accepts writes again; if this process stops before that, the next start fetches again those',
        'that the feeds still list.',
      ].join(' ');
  return {
    ...counts,
    unwritten: writer.waiting().reduce((sum, { stories }) => sum + stories.length, 0),
    problems: trouble === undefined ? [] : [waiting],
    isWaiting: trouble !== undefined,
    ...defined({ newestCommitAt }),
  };
};

type Run = (
  work: { readonly at: Temporal.Instant; readonly stories: readonly string[]; readonly size: number },
  write: (query: Query, seq: number) => Promise<Growth>,
) => Promise<void>;

/**
 * Removes the stories that gained no article since the moment, and replaces their keys with tombstones. A story stays
 * if a waiting commit writes it. Resolves to the number of removed stories.
 */
const removeIdle = async (
  { query, now }: Pick<Parts, 'query' | 'now'>,
  writer: Writer,
  run: Run,
  moment: Temporal.Instant,
): Promise<number> => {
  const waiting = (): readonly string[] => writer.waiting().flatMap(({ stories }) => stories);
  let removed = 0;
  for (;;) {
    const idle = await query(
      'SELECT id FROM stories WHERE gained < $1 AND NOT id = ANY ($2) ORDER BY gained LIMIT $3',
      [stored(moment), waiting(), REMOVED_AT_ONCE],
    );
    if (idle.length === 0) return removed;
    let gone = 0;
    await run({ at: now(), stories: [], size: 0 }, async (ask, seq) => {
      const rows = await ask(
        'SELECT document FROM stories WHERE id = ANY ($1) AND gained < $2 AND NOT id = ANY ($3)',
        [idle.map(({ id }) => id), stored(moment), waiting()],
      );
      const stories = rows.map(storyIn);
      gone = stories.length;
      const keys = new Set(stories.flatMap(({ articles }) => articles.flatMap(keysToKeep)).map(storedHash));
      await bury(ask, [...keys], seq);
      return removeStories(
        ask,
        stories.map(({ id }) => id),
      );
    });
    removed += gone;
  }
};

const forgetDrops = async (query: Query, moment: Temporal.Instant): Promise<void> => {
  await query(
    `WITH gone AS (DELETE FROM drops WHERE at < $1 RETURNING n)
      DELETE FROM keys USING gone WHERE dropped = n AND article IS NULL`,
    [stored(moment)],
  );
};
