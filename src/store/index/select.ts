import type { SQLInputValue } from 'node:sqlite';
import { defined } from '../../domain/defined.ts';
import { clausesOf } from '../../domain/search/terms.ts';
import type { SearchNeed, StoryQuery } from '../../domain/store/contract.ts';
import { DATED_BEFORE } from '../../domain/story/grow-story.ts';
import type { StoryId } from '../../domain/story/story.ts';
import type { Span } from '../log/log-line.ts';
import type { Index } from './open-index.ts';
import { firstNumber, labelsOf, labelToken, TIE_BITS, token } from './row.ts';

export type Place = Span & { readonly day: string };

/** The position of a story in the log, with its id and its number in the index. */
export type StoryPlace = Place & { readonly id: StoryId; readonly n: bigint };

export type Filter = Omit<StoryQuery, 'limit' | 'order'>;

/** Limits of the story number `n`: `least` is included, `before` is not. */
type Numbers = { readonly least?: bigint; readonly before?: bigint };

const DATED_BEFORE_US = BigInt(DATED_BEFORE.total('microseconds'));

/** Maximum number of the newest matches that are ranked for `best`. */
export const MAX_RANKED = 500;

/** BM25 weights of the columns title, body and label. */
const WEIGHTS = '3.0, 1.0, 2.0';

type Statement = {
  /** The SQL after the word FROM, up to the end of WHERE. */
  readonly matches: string;
  /** The column of the story's number in the scanned table. */
  readonly n: string;
  readonly values: readonly SQLInputValue[];
};

const COLUMNS = 's.id, s.n, s.day, s.at, s.size, s.crc';

/**
 * Selects the stories of a query: the newest by `published`, or the stories that were announced last. The result begins
 * with the newest story; ids order stories of one microsecond.
 */
export const selectStories = (
  index: Index,
  { order, limit, ...filter }: StoryQuery,
): readonly StoryPlace[] => {
  if (order !== 'announced') return selectNewest(index, filter, limit).slice(0, limit);
  const announced = { ...filter, announcedOnly: true };
  const all = statementOf(index, announced);
  // If only `stories` is scanned, its SQL index finds the stories that were announced last.
  const statement = all?.n === 's.n' ? all : statementOf(index, lately(index, announced, limit));
  if (statement === undefined) return [];
  return placed(index, statement, `s.announced DESC, s.n >> ${TIE_BITS} DESC, s.id`, limit).toSorted(
    newestFirst,
  );
};

/**
 * Limits a filter to the stories that can be among the last `limit` announced: a story is dated at most `DATED_BEFORE`
 * before its announcement.
 */
const lately = (index: Index, announced: Filter, limit: number): Filter & Numbers => {
  const oldest = selectNewest(index, announced, limit)[limit - 1];
  const least = oldest && firstOfMoment(oldest.n) - (DATED_BEFORE_US << TIE_BITS);
  return { ...announced, ...defined({ least }) };
};

/** Selects the `limit` newest stories, and the other stories in the microsecond of the oldest selected story. */
export const selectNewest = (
  index: Index,
  filter: Filter & Numbers,
  limit: number,
): readonly StoryPlace[] => {
  const statement = statementOf(index, filter);
  if (statement === undefined) return [];
  const places = placed(index, statement, `${statement.n} DESC`, limit);
  const last = places.at(-1)?.n;
  if (last === undefined || places.length < limit) return places.toSorted(newestFirst);
  const tied = statementOf(index, { ...filter, least: firstOfMoment(last), before: last });
  const rest = tied === undefined ? [] : placed(index, tied, `${tied.n} DESC`, Number.MAX_SAFE_INTEGER);
  return [...places, ...rest].toSorted(newestFirst);
};

/**
 * Selects the stories that gained an article at `sinceUs` (microseconds since 1970) or later, sorted by the moment of
 * their last gain, the earliest first.
 */
export const selectGained = (index: Index, sinceUs: number): readonly StoryPlace[] =>
  placesWhere(index, `s.gained >= ? ORDER BY s.gained, s.n >> ${TIE_BITS}, s.id DESC`, sinceUs);

/** Selects the stories that meet an SQL condition, perhaps with ORDER BY or LIMIT; their table is named `s`. */
export const placesWhere = (
  index: Index,
  condition: string,
  ...values: readonly SQLInputValue[]
): readonly StoryPlace[] =>
  index.all(`SELECT ${COLUMNS} FROM stories AS s WHERE ${condition}`, ...values).map(placeOfRow);

/** Returns the lowest story number in the microsecond of a story number. */
export const firstOfMoment = (n: bigint): bigint => (n >> TIE_BITS) << TIE_BITS;

const newestFirst = (a: StoryPlace, b: StoryPlace): number => {
  if (firstOfMoment(a.n) !== firstOfMoment(b.n)) return a.n < b.n ? 1 : -1;
  return a.id < b.id ? -1 : 1;
};

const placed = (index: Index, { matches, values }: Statement, order: string, limit: number): StoryPlace[] =>
  index
    .all(
      `SELECT ${COLUMNS} FROM ${matches} ORDER BY ${order} LIMIT ?`,
      ...values,
      // SQLite rejects `Infinity` as a limit.
      Math.min(limit, Number.MAX_SAFE_INTEGER),
    )
    .map(placeOfRow);

const placeOfRow = (row: Readonly<Record<string, unknown>>): StoryPlace => ({
  ...recordPlace(row),
  id: String(row.id) as StoryId,
  n: BigInt(Number.isInteger(row.n) ? Number(row.n) : (row.n as bigint)),
});

export const recordPlace = ({ day, at, size, crc }: Readonly<Record<string, unknown>>): Place => ({
  day: String(day),
  offset: Number(at),
  length: Number(size),
  crc: Number(crc),
});

/** Returns the number of stories that match a filter; counting stops at `most`. */
export const countStories = (index: Index, filter: Filter, most: number): number => {
  const statement = statementOf(index, filter);
  if (statement === undefined) return 0;
  const counted = `SELECT 1 FROM ${statement.matches} LIMIT ?`;
  return Number(
    index.get(`SELECT count(*) AS stories FROM (${counted})`, ...statement.values, most)?.stories,
  );
};

/** Returns at most `most` search terms that begin with a text, as stems; terms of more stories come first. */
export const selectTerms = (index: Index, beginning: string, most: number): readonly string[] =>
  index
    .all(
      'SELECT term FROM terms WHERE term >= ? AND term < ? ORDER BY doc DESC LIMIT ?',
      beginning,
      `${beginning}${LAST_CHARACTER}`,
      most,
    )
    .map(({ term }) => String(term));

/** A character that sorts after every character of a term. */
const LAST_CHARACTER = '\u{10ffff}';

/** Selects the best of the newest `MAX_RANKED` matches, by BM25 and age, the best first; empty without words. */
export const selectBest = (
  index: Index,
  filter: Filter,
  limit: number,
  nowUs: number,
): readonly StoryPlace[] => {
  const statement = statementOf(index, filter);
  if (statement === undefined || filter.words === undefined) return [];
  const rows = index.all(
    `SELECT ${COLUMNS}, bm25(words, ${WEIGHTS}) AS score FROM ${statement.matches}
      ORDER BY ${statement.n} DESC LIMIT ?`,
    ...statement.values,
    MAX_RANKED,
  );
  return rows
    .map((row) => {
      const place = placeOfRow(row);
      // FTS5 gives a better match a lower number.
      return { place, rank: -Number(row.score) * freshness(nowUs - Number(place.n >> TIE_BITS)) };
    })
    .toSorted((a, b) => b.rank - a.rank || newestFirst(a.place, b.place))
    .slice(0, limit)
    .map(({ place }) => place);
};

/** Time after which a story has lost half of the freshness that it can lose, in microseconds: 30 days. */
export const HALF_LIFE_US = 30 * 86_400_000_000;

/** Returns the factor of a story's age: 1 for a new story, 3/4 after 30 days, near 1/2 for an old story. */
const freshness = (ageUs: number): number => (1 + 2 ** (-Math.max(0, ageUs) / HALF_LIFE_US)) / 2;

/**
 * Returns the statement for a filter; undefined if the index lacks a label of the filter, or if the filter's words
 * contain nothing to search for.
 */
const statementOf = (index: Index, filter: Filter & Numbers): Statement | undefined => {
  const labels = labelsOf(filter).map((label) => index.get('SELECT i FROM names WHERE name = ?', label)?.i);
  if (labels.includes(undefined)) return undefined;
  const [first, ...others] = labels.map(Number);
  const from: string[] = [];
  const where: string[] = [];
  const values: SQLInputValue[] = [];
  // With words, `words` is scanned; with labels only, `labels` is scanned. The story of each row is then looked up.
  let n = 's.n';
  if (filter.words !== undefined) {
    const question = matchExpression(filter.words);
    if (question === undefined) return undefined;
    from.push('words');
    n = 'words.rowid';
    where.push('words MATCH ?');
    values.push(question);
  } else if (first !== undefined) {
    from.push('labels AS l');
    n = 'l.n';
    where.push('l.i = ?');
    values.push(first);
  }
  const looked = filter.words !== undefined && first !== undefined ? [first, ...others] : others;
  for (const label of looked) {
    where.push(`EXISTS (SELECT 1 FROM labels AS o WHERE o.i = ? AND o.n = ${n})`);
    values.push(label);
  }
  from.push('stories AS s');
  if (from.length > 1) where.push(`s.n = ${n}`);
  const limits: readonly (readonly [string, bigint | undefined])[] = [
    ['>=', filter.least],
    ['>=', filter.from && firstNumber(filter.from)],
    ['<', filter.before],
    ['<', filter.until && firstNumber(filter.until)],
  ];
  for (const [relation, number] of limits) {
    if (number === undefined) continue;
    where.push(`${n} ${relation} ?`);
    values.push(number);
  }
  if (filter.announcedOnly === true) where.push('s.announced IS NOT NULL');
  return { matches: `${from.join(' CROSS JOIN ')} WHERE ${where.join(' AND ') || 'true'}`, n, values };
};

/** Returns the MATCH expression of FTS5 for search conditions; undefined if no condition has a term or a label. */
const matchExpression = (needs: readonly SearchNeed[]): string | undefined => {
  const met = needs.flatMap(({ text, labels }) => {
    const terms = clausesOf(text).map(({ term, isPrefix }) => `"${token(term)}"${isPrefix ? ' *' : ''}`);
    const ways = [
      ...(terms.length === 0 ? [] : [`(${terms.join(' AND ')})`]),
      ...labels.flatMap(labelsOf).map((label) => `label : "${labelToken(label)}"`),
    ];
    return ways.length === 0 ? [] : [`(${ways.join(' OR ')})`];
  });
  return met.length === 0 ? undefined : met.join(' AND ');
};
