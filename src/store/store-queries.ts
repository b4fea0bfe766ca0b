import type { Clock } from '../domain/ambient.ts';
import type { ArticleId, IdentityKey } from '../domain/article/article.ts';
import { defined } from '../domain/defined.ts';
import type { Drop } from '../domain/item/drop.ts';
import { type ArticleCounts, jstDayNumber } from '../domain/source/health/tally.ts';
import type { SourceId } from '../domain/source/source.ts';
import type { Known, LabelKind, Store } from '../domain/store/contract.ts';
import type { Story, StoryId } from '../domain/story/story.ts';
import type { CatchUpContext } from './index/index-day.ts';
import { firstNumber, hashOfKey, hourOf, keyNumber, labelOf, microseconds } from './index/row.ts';
import {
  countStories,
  firstOfMoment,
  placesWhere,
  recordPlace,
  selectBest,
  selectGained,
  selectNewest,
  selectStories,
  selectTerms,
} from './index/select.ts';
import { readDrop } from './log/records.ts';
import { createStoryReader, readRecords } from './read-stories.ts';

/** Usual number of stories in a slice of `each` and of `gainedSince`, and in one commit of a removal. */
export const STORIES_PER_SLICE = 50;

const DAILY =
  'SELECT substr(name, 3) AS source, day, articles FROM daily JOIN names ON names.i = source WHERE day >= ?';

const HOURLY = 'SELECT hour, articles FROM hourly WHERE hour >= ?';

export type StoreQueries = Omit<
  Store,
  'state' | 'commit' | 'removeBefore' | 'compact' | 'whole' | 'health' | 'close'
>;

export type Sources = Pick<CatchUpContext, 'disk' | 'folder' | 'index' | 'problems'> & {
  readonly now: Clock;
};

export const storyQueries = (sources: Sources, read: StoryReader): StoreQueries => {
  const { index, now } = sources;
  return {
    knows: async (keys) => knownOf(sources, keys),
    storyIdsOf: async (articles) =>
      new Map(
        index
          .all(
            `SELECT articles.id AS article, stories.id AS story FROM json_each(?) AS asked
              CROSS JOIN articles ON articles.id = asked.value JOIN stories USING (n)`,
            JSON.stringify(articles),
          )
          .map(({ article, story }) => [String(article) as ArticleId, String(story) as StoryId]),
      ),
    story: async (id) => (await read(placesWhere(index, 's.id = ?', id)))[0],
    storiesById: (ids) =>
      read(placesWhere(index, 's.id IN (SELECT value FROM json_each(?))', JSON.stringify(ids))),
    stories: async (query) => {
      if (query.order === 'best') return read(selectBest(index, query, query.limit, microseconds(now())));
      return read(selectStories(index, query));
    },
    each: (query) => eachSlice(sources, read, query),
    gainedSince: async function* (moment) {
      const places = selectGained(index, microseconds(moment));
      for (let from = 0; from < places.length; from += STORIES_PER_SLICE)
        yield read(places.slice(from, from + STORIES_PER_SLICE), true);
    },
    count: async (query, most) => countStories(index, query, most),
    labelCounts: async (kind, since) => labelCounts(sources, kind, since),
    terms: async (beginning, most) => selectTerms(index, beginning, most),
    articleCounts: async (since) =>
      articleCountsIn(index.all(DAILY, jstDayNumber(hourOf(since))), index.all(HOURLY, hourOf(since))),
    drop: async (key) => {
      const rows = index.all(
        'SELECT drops.day, drops.at, drops.size, drops.crc FROM keys JOIN drops USING (d) WHERE hash = ? AND a IS NULL',
        keyNumber(hashOfKey(key)),
      );
      return (await readDrops(sources, rows))[0];
    },
    newestDrops: (limit) =>
      readDrops(
        sources,
        index.all('SELECT day, at, size, crc FROM drops ORDER BY moment DESC, d DESC LIMIT ?', limit),
      ),
  };
};

export type StoryReader = ReturnType<typeof createStoryReader>;

export const storyReader = ({ disk, folder, index, problems }: Sources): StoryReader => {
  const placeOf = (id: StoryId) => placesWhere(index, 's.id = ?', id)[0];
  return createStoryReader({ disk, folder, placeOf, onUnreadable: problems.add });
};

const knownOf = ({ index }: Sources, keys: readonly IdentityKey[]): Awaited<ReturnType<Store['knows']>> => {
  const known = new Map<IdentityKey, Known>();
  const rows = index.all(
    `SELECT asked.key AS place, articles.id AS id, keys.a AS a, keys.d AS d, drops.d AS drop_d
      FROM json_each(?) AS asked CROSS JOIN keys ON keys.hash = asked.value
      LEFT JOIN articles USING (a) LEFT JOIN drops ON drops.d = keys.d`,
    `[${keys.map((key) => keyNumber(hashOfKey(key))).join()}]`,
  );
  for (const row of rows) {
    const key = keys[Number(row.place)];
    const found = knownFrom(row);
    if (key !== undefined && found !== undefined) known.set(key, found);
  }
  return known;
};

const knownFrom = ({ id, a, d, drop_d: drop }: Row): Known | undefined => {
  if (typeof id === 'string') return { kind: 'article', id: id as ArticleId };
  // The item of a deleted drop counts as unknown.
  if (a === null && d !== null) return drop === null ? undefined : { kind: 'dropped' };
  return { kind: 'removed' };
};

async function* eachSlice(
  { index }: Sources,
  read: StoryReader,
  query: Parameters<Store['each']>[0],
): AsyncGenerator<readonly Story[]> {
  let before: bigint | undefined;
  for (;;) {
    const places = selectNewest(index, { ...query, ...defined({ before }) }, STORIES_PER_SLICE);
    const last = places.at(-1);
    if (last === undefined) return;
    before = firstOfMoment(last.n);
    yield read(places, true);
  }
}

const labelCounts = (
  { index }: Sources,
  kind: LabelKind,
  since: Temporal.Instant,
): Awaited<ReturnType<Store['labelCounts']>> => {
  const prefix = labelOf[kind]('');
  return index
    .all(
      `SELECT name, (SELECT count(*) FROM labels WHERE labels.i = names.i AND labels.n >= ?) AS stories
        FROM names WHERE name >= ? AND name < ? AND stories > 0 ORDER BY stories DESC, name`,
      firstNumber(since),
      prefix,
      `${prefix}\u{10ffff}`,
    )
    .map(({ name, stories }) => ({ key: String(name).slice(prefix.length), stories: Number(stories) }));
};

type Row = Readonly<Record<string, unknown>>;

/** Returns the moment in the column `at` of a row; undefined without a row or a value. */
export const momentIn = (row: Row | undefined): Temporal.Instant | undefined =>
  typeof row?.at === 'string' ? Temporal.Instant.from(row.at) : undefined;

/** Converts rows of the index or of PostgreSQL to counts of articles. PostgreSQL returns `count(*)` as a text. */
export const articleCountsIn = (daily: readonly Row[], hourly: readonly Row[]): ArticleCounts => ({
  daily: daily.map(({ source, day, articles }) => ({
    source: String(source) as SourceId,
    day: Number(day),
    articles: Number(articles),
  })),
  hourly: hourly.map(({ hour, articles }) => ({ hour: Number(hour), articles: Number(articles) })),
});

/** Resolves to the drops in some rows of the index; unreadable drops are left out and reported. */
export const readDrops = async (
  { disk, folder, problems }: Sources,
  rows: readonly Row[],
): Promise<readonly Drop[]> => {
  const records = await readRecords(disk, folder, rows.map(recordPlace));
  return records.flatMap((record) => {
    if ('text' in record) return readDrop(JSON.parse(record.text));
    problems.add(`${record.failure}, so a drop is missing. If you miss it, restore the file from a backup`);
    return [];
  });
};
