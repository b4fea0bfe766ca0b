import type { SourceId } from '../../domain/source/source.ts';
import type { SourceState } from '../../domain/source/source-state.ts';
import type { CopiedStore, StoreHealth } from '../../domain/store/contract.ts';
import { readState } from '../log/records.ts';
import type { Query } from './connection.ts';
import { tablesSize } from './postgres-queries.ts';
import { numberIn } from './write-rows.ts';

/** The states of some sources; of all where none is named. */
export const readStates = async (
  query: Query,
  sources?: readonly SourceId[],
): Promise<Map<string, SourceState>> => {
  const rows =
    sources === undefined
      ? await query('SELECT document FROM states')
      : await query('SELECT document FROM states WHERE source = ANY ($1)', [sources]);
  return new Map(
    rows.map(({ document }) => {
      const state = readState(document);
      return [state.source, state];
    }),
  );
};

export const countRows = async (
  query: Query,
): Promise<Pick<StoreHealth, 'stories' | 'articles' | 'bytes'>> => {
  const rows = await query(`SELECT (SELECT count(*) FROM stories) AS stories,
    (SELECT count(*) FROM articles) AS articles`);
  return {
    stories: numberIn(rows, 'stories'),
    articles: numberIn(rows, 'articles'),
    bytes: await tablesSize(query),
  };
};

/** The time of the newest commit; undefined before the first. */
export const newestCommit = (meta: Awaited<ReturnType<Query>>): Temporal.Instant | undefined => {
  const at = meta[0]?.at;
  return typeof at === 'string' ? Temporal.Instant.from(at) : undefined;
};

/** A store that reads beside the process that writes it. */
export type FollowingStore = {
  readonly store: CopiedStore;
  /** Reads the states of sources that were stored; all states and the counts where none is named. */
  readonly refresh: (sources?: readonly SourceId[]) => Promise<void>;
};

/** Keeps what a store that only reads holds in memory up to date; `states` is what it was made with. */
export const followCommits = (
  store: CopiedStore,
  query: Query,
  states: Map<string, SourceState>,
): FollowingStore => {
  let newer: Partial<StoreHealth> = {};
  return {
    store: { ...store, health: () => ({ ...store.health(), ...newer }) },
    refresh: async (sources) => {
      if (sources?.length !== 0)
        for (const [source, state] of await readStates(query, sources)) states.set(source, state);
      const counts = sources === undefined ? await countRows(query) : {};
      const newestCommitAt = newestCommit(await query('SELECT at FROM meta'));
      newer = { ...newer, ...counts, ...(newestCommitAt === undefined ? {} : { newestCommitAt }) };
    },
  };
};
