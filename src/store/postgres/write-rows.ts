import type { StoreChange } from '../../domain/store/contract.ts';
import type { Story } from '../../domain/story/story.ts';
import { keyNumber } from '../index/row.ts';
import type { Query, Row } from './connection.ts';
import { articleRows, dropRows, jsonOf, storyRow } from './record-rows.ts';

/** Number of stories and articles that a commit adds; negative if the commit removes more. */
export type Growth = { readonly stories: number; readonly articles: number };

/** A change with its rows of stories and articles, which are made once for all attempts to write the change. */
export type PreparedChange = {
  readonly stories: readonly string[];
  readonly articles: ReturnType<typeof articleRows>;
  readonly change: StoreChange;
  /** Size of the rows of `stories`, in characters. */
  readonly size: number;
};

export const prepare = (change: StoreChange): PreparedChange => {
  const stories = [...new Map(change.stories.map((story) => [story.id, storyRow(story)])).values()];
  const size = stories.reduce((sum, { length }) => sum + length, 0);
  return { stories, articles: articleRows(change.stories), change, size };
};

const STORIES = `WITH written AS (
  INSERT INTO stories (id, seq, document, published, gained, announced, labels, words)
  SELECT id, $2, document, published, gained, announced, labels, words FROM jsonb_to_recordset($1::jsonb)
    AS r (id text, document jsonb, published bigint, gained bigint, announced bigint, labels text[], words tsvector)
  ON CONFLICT (id) DO UPDATE SET seq = excluded.seq, document = excluded.document, published = excluded.published,
    gained = excluded.gained, announced = excluded.announced, labels = excluded.labels, words = excluded.words
  -- A row that was inserted has no earlier version.
  RETURNING xmax = 0 AS is_new)
SELECT count(*) FILTER (WHERE is_new) AS added FROM written`;

const LOST = `WITH gone AS (DELETE FROM articles WHERE story = ANY ($1) AND NOT id = ANY ($2) RETURNING 1)
SELECT count(*) AS removed FROM gone`;

const ARTICLES = `WITH written AS (
  INSERT INTO articles (id, story, source, hour)
  SELECT * FROM jsonb_to_recordset($1::jsonb) AS r (id text, story text, source text, hour int)
  ON CONFLICT (id) DO UPDATE SET story = excluded.story, source = excluded.source, hour = excluded.hour
  RETURNING xmax = 0 AS is_new)
SELECT count(*) FILTER (WHERE is_new) AS added FROM written`;

const KEYS = `INSERT INTO keys (hash, article)
SELECT hash, article FROM jsonb_to_recordset($1::jsonb) AS r (hash bigint, article text)
-- A key that a later commit buried stays buried when an earlier commit is derived anew.
WHERE NOT EXISTS (SELECT 1 FROM tombstones WHERE tombstones.hash = r.hash AND seq > $2)
ON CONFLICT (hash) DO UPDATE SET article = excluded.article WHERE keys.article IS DISTINCT FROM excluded.article`;

const DROPS = `INSERT INTO drops (n, at, document)
SELECT * FROM jsonb_to_recordset($1::jsonb) AS r (n bigint, at bigint, document jsonb)
ON CONFLICT (n) DO NOTHING`;

const DROP_KEYS = `INSERT INTO keys (hash, dropped)
SELECT hash, dropped FROM jsonb_to_recordset($1::jsonb) AS r (hash bigint, dropped bigint)
ON CONFLICT (hash) DO UPDATE SET dropped = excluded.dropped`;

const STATES = `INSERT INTO states (source, document)
SELECT document ->> 'source', document FROM jsonb_array_elements($1::jsonb) AS document
ON CONFLICT (source) DO UPDATE SET document = excluded.document`;

const REMOVE = `WITH gone AS (DELETE FROM stories WHERE id = ANY ($1) RETURNING 1) SELECT count(*) AS removed FROM gone`;

const REMOVE_ARTICLES = `WITH gone AS (DELETE FROM articles WHERE story = ANY ($1) RETURNING 1)
SELECT count(*) AS removed FROM gone`;

/** Writes a change as commit `seq`, in the caller's transaction. */
export const writeChange = async (
  query: Query,
  { stories, articles, change }: PreparedChange,
  seq: number,
): Promise<Growth> => {
  const { drops, states, united = [], tombstones = [] } = change;
  const buried = tombstones.map((hash) => String(keyNumber(hash)));
  if (buried.length > 0) await bury(query, buried, seq);
  const removed = united.length === 0 ? NO_GROWTH : await removeStories(query, united);
  const written = await writeStories(query, change.stories, stories, { articles, seq });
  if (drops.length > 0) {
    const { rows, keys } = dropRows(drops, seq);
    await query(DROPS, [`[${rows.join(',')}]`]);
    await query(DROP_KEYS, [JSON.stringify(keys)]);
  }
  if (states.length > 0) {
    const newest = new Map(states.map((state) => [state.source, jsonOf(state)]));
    await query(STATES, [`[${[...newest.values()].join(',')}]`]);
  }
  return { stories: removed.stories + written.stories, articles: removed.articles + written.articles };
};

const NO_GROWTH: Growth = { stories: 0, articles: 0 };

/** Writes stories and all rows that are derived from them. */
export const writeStories = async (
  query: Query,
  stories: readonly Story[],
  rows: readonly string[],
  { articles, seq }: { readonly articles: ReturnType<typeof articleRows>; readonly seq: number },
): Promise<Growth> => {
  if (stories.length === 0) return NO_GROWTH;
  const added = numberIn(await query(STORIES, [`[${rows.join(',')}]`, seq]), 'added');
  // A new story has lost no article, so `LOST` is skipped if all stories are new. During a copy, PostgreSQL has no
  // statistics yet, and `LOST` would scan the whole table.
  const lost = added === rows.length ? [] : await query(LOST, [stories.map(({ id }) => id), articles.ids]);
  const joined = numberIn(await query(ARTICLES, [JSON.stringify(articles.articles)]), 'added');
  await query(KEYS, [JSON.stringify(articles.keys), seq]);
  return { stories: added, articles: joined - numberIn(lost, 'removed') };
};

/** Removes stories and their derived rows, except keys. */
export const removeStories = async (query: Query, ids: readonly string[]): Promise<Growth> => {
  const stories = numberIn(await query(REMOVE, [ids]), 'removed');
  const articles = numberIn(await query(REMOVE_ARTICLES, [ids]), 'removed');
  return { stories: -stories, articles: -articles };
};

/** Deletes the keys with these hashes, and stores the hashes as tombstones of commit `seq`. */
export const bury = async (query: Query, hashes: readonly string[], seq: number): Promise<void> => {
  await query('DELETE FROM keys WHERE hash = ANY ($1)', [hashes]);
  await query(
    `INSERT INTO tombstones (hash, seq) SELECT hash, $2 FROM unnest($1::bigint[]) AS hash
      ON CONFLICT (hash) DO UPDATE SET seq = excluded.seq`,
    [hashes, seq],
  );
};

/** Returns the number in a column of the first row; 0 without a row or a value. */
export const numberIn = (rows: readonly Row[], column: string): number => Number(rows[0]?.[column] ?? 0);
