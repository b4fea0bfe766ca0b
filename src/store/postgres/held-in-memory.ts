import type { SourceId } from '../../domain/source/source.ts';
import type { SourceState } from '../../domain/source/source-state.ts';
import type { StoreHealth } from '../../domain/store/contract.ts';
import { readState } from '../log/records.ts';
import type { Query } from './connection.ts';
import { tablesSize } from './postgres-queries.ts';
import { numberIn } from './write-rows.ts';

/** Resolves to the states of the sources in the list; without a list, the states of all sources. */
export const readStates = async (
  query: Query,
  sources?: readonly SourceId[],
): Promise<Map<string, SourceState>> => {
  const rows =
    sources === undefined
      ? await query('SELECT document FROM states')
      : await query('SELECT document FROM states WHERE source = ANY ($1)', [sources]);
  const states = rows.map(({ document }) => readState(document));
  return new Map(states.map((state) => [state.source, state]));
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
