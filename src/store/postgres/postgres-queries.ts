import type { Clock } from '../../domain/ambient.ts';
import type { ArticleId, IdentityKey } from '../../domain/article/article.ts';
import { JST_OFFSET_HOURS } from '../../domain/clock/jst-day.ts';
import { jstDayNumber } from '../../domain/source/health/tally.ts';
import type { Known, Store } from '../../domain/store/contract.ts';
import type { Story, StoryId } from '../../domain/story/story.ts';
import { hourOf, labelOf } from '../index/row.ts';
import { readDrop, readStory } from '../log/records.ts';
import { articleCountsIn, STORIES_PER_SLICE, type StoreQueries } from '../store-queries.ts';
import type { Query, Row } from './connection.ts';
import { stored, storedHash } from './record-rows.ts';
import { type After, countStories, type Statement, selectSlice, selectStories } from './select-stories.ts';
import { numberIn } from './write-rows.ts';

/**
 * Maximum number of stories in which `terms` counts terms. It takes the newest stories with a matching term, because
 * counting in all of them would take too long.
 */
const STORIES_COUNTED = 2_000;

/**
 * Selects the hashes in `$1` that have or had an article, or that have a tombstone or a drop. A hash without a stored
 * article counts as removed if it has a tombstone or had an article, else as dropped.
 */
const KNOWN = `SELECT hash, articles.id AS article,
  tombstones.hash IS NOT NULL OR keys.article IS NOT NULL AS is_removed
FROM unnest($1::bigint[]) AS asked (hash)
LEFT JOIN keys USING (hash) LEFT JOIN tombstones USING (hash)
LEFT JOIN articles ON articles.id = keys.article LEFT JOIN drops ON n = dropped
WHERE articles.id IS NOT NULL OR tombstones.hash IS NOT NULL OR keys.article IS NOT NULL OR n IS NOT NULL`;

const DROP = `SELECT document FROM keys JOIN drops ON n = dropped
WHERE hash = $1 AND article IS NULL AND NOT EXISTS (SELECT 1 FROM tombstones WHERE tombstones.hash = keys.hash)`;

const GAINED = `SELECT id, published, gained, document FROM stories WHERE gained >= $1
AND (gained > $1 OR published > $2 OR (published = $2 AND id < $3)) ORDER BY gained, published, id DESC LIMIT $4`;

const LABELS = `SELECT label, count(*) AS stories FROM stories, unnest(labels) AS label
WHERE published >= $1 AND starts_with(label, $2)
GROUP BY label ORDER BY count(*) DESC, label`;

const TERMS = `SELECT term FROM (SELECT words FROM stories WHERE words @@ $1::tsquery ORDER BY published DESC
LIMIT ${STORIES_COUNTED}) AS newest, unnest(tsvector_to_array(words)) AS term
WHERE starts_with(term, $2) GROUP BY term ORDER BY count(*) DESC, term COLLATE "C" LIMIT $3`;

const DAILY = `SELECT source, floor((hour + ${JST_OFFSET_HOURS}) / 24.0)::int AS day, count(*) AS articles FROM articles
WHERE hour >= $1::int * 24 - ${JST_OFFSET_HOURS} GROUP BY source, day ORDER BY source, day`;

const HOURLY = 'SELECT hour, count(*) AS articles FROM articles WHERE hour >= $1 GROUP BY hour ORDER BY hour';

export const postgresQueries = (query: Query, now: Clock): StoreQueries => {
  const storiesOf = async (statement: Statement | undefined): Promise<readonly Story[]> =>
    statement === undefined ? [] : (await query(statement.sql, statement.values)).map(storyIn);
  const storiesById = async (ids: readonly StoryId[]): Promise<readonly Story[]> =>
    ids.length === 0
      ? []
      : storiesOf({ sql: 'SELECT document FROM stories WHERE id = ANY ($1)', values: [ids] });
  return {
    knows: (keys) => knownOf(query, keys),
    storyIdsOf: async (articles) => {
      if (articles.length === 0) return new Map();
      const rows = await query('SELECT id, story FROM articles WHERE id = ANY ($1)', [articles]);
      return new Map(rows.map(({ id, story }) => [id as ArticleId, story as StoryId]));
    },
    story: async (id) => (await storiesById([id]))[0],
    storiesById,
    stories: (asked) => storiesOf(selectStories(asked, now())),
    each: (filter) => eachSlice(query, filter),
    gainedSince: (moment) => gainedSince(query, moment),
    count: async (filter, most) => {
      const statement = countStories(filter, most);
      return statement === undefined ? 0 : numberIn(await query(statement.sql, statement.values), 'stories');
    },
    labelCounts: async (kind, since) => {
      const prefix = labelOf[kind]('');
      const rows = await query(LABELS, [stored(since), prefix]);
      return rows.map(({ label, stories }) => ({
        key: String(label).slice(prefix.length),
        stories: Number(stories),
      }));
    },
    terms: async (beginning, most) => {
      const rows = await query(TERMS, [`'${beginning.replace(/['\\]/g, '$&$&')}':*`, beginning, most]);
      return rows.map(({ term }) => String(term));
    },
    articleCounts: async (since) =>
      articleCountsIn(
        await query(DAILY, [jstDayNumber(hourOf(since))]),
        await query(HOURLY, [hourOf(since)]),
      ),
    drop: async (key) => (await query(DROP, [storedHash(key)])).map(({ document }) => readDrop(document))[0],
    newestDrops: async (limit) =>
      (await query('SELECT document FROM drops ORDER BY at DESC, n DESC LIMIT $1', [limit])).map(
        ({ document }) => readDrop(document),
      ),
  };
};

/** Resolves to the size of all tables of the schema with their indexes, in bytes. */
export const tablesSize = async (query: Query): Promise<number> =>
  numberIn(
    await query(`SELECT sum(pg_total_relation_size(format('%I.%I', schemaname, tablename)::regclass)) AS bytes
      FROM pg_tables WHERE schemaname = current_schema()`),
    'bytes',
  );

/** Returns the story in the column `document` of a row. Throws a `ZodError` if the column does not contain a story. */
export const storyIn = ({ document }: Row): Story => readStory(document);

const knownOf = async (
  query: Query,
  keys: readonly IdentityKey[],
): Promise<ReadonlyMap<IdentityKey, Known>> => {
  if (keys.length === 0) return new Map();
  const keyOf = new Map(keys.map((key) => [storedHash(key), key]));
  const found = new Map<IdentityKey, Known>();
  for (const { hash, article, is_removed: isRemoved } of await query(KNOWN, [[...keyOf.keys()]])) {
    const key = keyOf.get(String(hash));
    if (key === undefined) continue;
    if (typeof article === 'string') found.set(key, { kind: 'article', id: article as ArticleId });
    else found.set(key, { kind: isRemoved === true ? 'removed' : 'dropped' });
  }
  return found;
};

async function* eachSlice(
  query: Query,
  filter: Parameters<Store['each']>[0],
): AsyncGenerator<readonly Story[]> {
  let after: After | undefined;
  for (;;) {
    const statement = selectSlice(filter, after, STORIES_PER_SLICE);
    const rows = statement === undefined ? [] : await query(statement.sql, statement.values);
    const last = rows.at(-1);
    if (last === undefined) return;
    after = { published: String(last.published), id: String(last.id) };
    yield rows.map(storyIn);
  }
}

async function* gainedSince(query: Query, moment: Temporal.Instant): AsyncGenerator<readonly Story[]> {
  let after: readonly unknown[] = [stored(moment), LEAST, ''];
  for (;;) {
    const rows = await query(GAINED, [...after, STORIES_PER_SLICE]);
    const last = rows.at(-1);
    if (last === undefined) return;
    after = [last.gained, last.published, last.id];
    yield rows.map(storyIn);
  }
}

const ROWS_PER_SLICE = 200;

/**
 * Yields the rows of a statement in slices. The statement must select rows whose `column` is greater than `$1`, sort
 * by `column`, and return at most `$2` rows. For the first slice, `$1` is `first`.
 */
export async function* slices(
  query: Query,
  sql: string,
  column: string,
  first = LEAST,
): AsyncGenerator<readonly Row[]> {
  for (let after: unknown = first; ; ) {
    const rows = await query(sql, [after, ROWS_PER_SLICE]);
    if (rows.length === 0) return;
    after = rows.at(-1)?.[column];
    yield rows;
  }
}

/** SQL for all drops; `slices` reads them by the column `n`. */
export const ALL_DROPS = 'SELECT n, document FROM drops WHERE n > $1 ORDER BY n LIMIT $2';

/** The smallest signed 64-bit integer. */
const LEAST = String(-(2n ** 63n));
