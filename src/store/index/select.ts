import type { SQLInputValue } from 'node:sqlite';
import { defined } from '../../domain/defined.ts';
import { clausesOf } from '../../domain/search/terms.ts';
import type { SearchNeed, StoryQuery } from '../../domain/store/story-query.ts';
import { DATED_BEFORE } from '../../domain/story/grow-story.ts';
import type { StoryId } from '../../domain/story/story.ts';
import type { Span } from '../log/log-line.ts';
import type { Index } from './open-index.ts';
import { firstNumber, labelOf, labelToken, TIE_BITS, token } from './row.ts';

/** Where a record stands in the log. */
export type Place = Span & { readonly day: string };

/** Where a story stands. */
export type StoryPlace = Place & { readonly id: StoryId; readonly n: bigint };

export type Filter = Omit<StoryQuery, 'limit' | 'order'>;

/** Only stories whose number is at least the one, and below the other. */
type Numbers = { readonly least?: bigint; readonly before?: bigint };

const DATED_BEFORE_US = BigInt(DATED_BEFORE.total('microseconds'));

/** How many of the newest stories that have all words are compared for the best. */
const MOST_RANKED = 500;

/** A word in a title tells three times as much as one in a summary, a name that is tagged twice as much. */
const WEIGHTS = '3.0, 1.0, 2.0';

/** The parts of a statement. */
type Parts = {
  readonly from: string;
  /** The number of a story, in the table that is walked: in this order nothing needs sorting. */
  readonly n: string;
  readonly where: readonly string[];
  readonly values: readonly SQLInputValue[];
};

const COLUMNS = 's.id, s.n, s.day, s.at, s.size, s.crc';

/** The stories that a query asks for, newest first: by `published`, or those that were announced last; ties by id. */
export const selectStories = (
  index: Index,
  { order, limit, ...filter }: StoryQuery,
): readonly StoryPlace[] => {
  if (order !== 'announced') return selectNewest(index, filter, limit).slice(0, limit);
  const announced = { ...filter, announcedOnly: true };
  const oldest = selectNewest(index, announced, limit)[limit - 1];
  // What was announced last is dated at most a day before what is newest by its date.
  const least = oldest && firstOfMoment(oldest.n) - (DATED_BEFORE_US << TIE_BITS);
  const parts = partsOf(index, { ...announced, ...defined({ least }) });
  if (parts === undefined) return [];
  return placed(index, parts, `s.announced DESC, s.n >> ${TIE_BITS} DESC, s.id`, limit).toSorted(newestFirst);
};

/** At least as many as the limit, where there are: the stories of the last one's moment come whole, since ids order them. */
export const selectNewest = (
  index: Index,
  filter: Filter & Numbers,
  limit: number,
): readonly StoryPlace[] => {
  const parts = partsOf(index, filter);
  if (parts === undefined) return [];
  const places = placed(index, parts, `${parts.n} DESC`, limit);
  const last = places.at(-1)?.n;
  if (last === undefined || places.length < limit) return places.toSorted(newestFirst);
  const tied = partsOf(index, { ...filter, least: firstOfMoment(last), before: last });
  const rest = tied === undefined ? [] : placed(index, tied, `${tied.n} DESC`, Number.MAX_SAFE_INTEGER);
  return [...places, ...rest].toSorted(newestFirst);
};

/** The stories that gained an article at the moment or later, in microseconds: the earliest first, whichever was stored first. */
export const selectGained = (index: Index, sinceUs: number): readonly StoryPlace[] =>
  placed(
    index,
    { from: 'stories AS s', n: 's.n', where: ['s.gained >= ?'], values: [sinceUs] },
    `s.gained, s.n >> ${TIE_BITS}, s.id DESC`,
    Number.MAX_SAFE_INTEGER,
  );

/** The least number of the moment that a number stands for. */
export const firstOfMoment = (n: bigint): bigint => (n >> TIE_BITS) << TIE_BITS;

/** By `published`; ties by id. */
const newestFirst = (a: StoryPlace, b: StoryPlace): number => {
  if (firstOfMoment(a.n) !== firstOfMoment(b.n)) return a.n < b.n ? 1 : -1;
  return a.id < b.id ? -1 : 1;
};

const placed = (index: Index, { from, where, values }: Parts, order: string, limit: number): StoryPlace[] =>
  index
    .all(
      `SELECT ${COLUMNS} FROM ${from} WHERE ${where.join(' AND ')} ORDER BY ${order} LIMIT ?`,
      ...values,
      // SQLite counts no further than this.
      Math.min(limit, Number.MAX_SAFE_INTEGER),
    )
    .map(placeOfRow);

export const placeOfRow = (row: Readonly<Record<string, unknown>>): StoryPlace => ({
  ...recordPlace(row),
  id: String(row.id) as StoryId,
  n: BigInt(Number.isInteger(row.n) ? Number(row.n) : (row.n as bigint)),
});

/** The place in the columns `day`, `at`, `size` and `crc` of a row. */
export const recordPlace = ({ day, at, size, crc }: Readonly<Record<string, unknown>>): Place => ({
  day: String(day),
  offset: Number(at),
  length: Number(size),
  crc: Number(crc),
});

/** How many stories a query asks for; no more than `most` are counted. */
export const countStories = (index: Index, filter: Filter, most: number): number => {
  const parts = partsOf(index, filter);
  if (parts === undefined) return 0;
  const counted = `SELECT 1 FROM ${parts.from} WHERE ${parts.where.join(' AND ')} LIMIT ?`;
  return Number(index.get(`SELECT count(*) AS stories FROM (${counted})`, ...parts.values, most)?.stories);
};

/** The best of the newest stories that have all words: by relevance and age, best first. */
export const selectBest = (
  index: Index,
  filter: Filter,
  limit: number,
  nowUs: number,
): readonly StoryPlace[] => {
  const parts = partsOf(index, filter);
  if (parts === undefined || filter.words === undefined) return [];
  const rows = index.all(
    `SELECT ${COLUMNS}, bm25(words, ${WEIGHTS}) AS score FROM ${parts.from}
      WHERE ${parts.where.join(' AND ')} ORDER BY ${parts.n} DESC LIMIT ?`,
    ...parts.values,
    MOST_RANKED,
  );
  return rows
    .map((row) => {
      const place = placeOfRow(row);
      // FTS5 gives the better a match the lower a number.
      return { place, rank: -Number(row.score) * freshness(nowUs - Number(place.n >> TIE_BITS)) };
    })
    .toSorted((a, b) => b.rank - a.rank || newestFirst(a.place, b.place))
    .slice(0, limit)
    .map(({ place }) => place);
};

/** In microseconds: 30 days. */
const HALF_LIFE_US = 30 * 86_400_000_000;

/** From 1 for what is new to a half for what is old: halfway after a month. */
const freshness = (ageUs: number): number => (1 + 2 ** (-Math.max(0, ageUs) / HALF_LIFE_US)) / 2;

/** Undefined where no story can be meant. */
const partsOf = (index: Index, filter: Filter & Numbers): Parts | undefined => {
  const labels = labelsOf(filter).map((label) => index.get('SELECT i FROM names WHERE name = ?', label)?.i);
  if (labels.includes(undefined)) return undefined;
  const [first, ...others] = labels.map(Number);
  const from: string[] = [];
  const where: string[] = [];
  const values: SQLInputValue[] = [];
  // The table whose order is that of `n`, and which leaves the fewest, is walked; the story of each row is looked up.
  let n = 's.n';
  if (filter.words !== undefined) {
    const question = questionOf(filter.words);
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
  return { from: from.join(' CROSS JOIN '), n, where: where.length === 0 ? ['true'] : where, values };
};

/** The rarest kind of label first. */
const labelsOf = (
  filter: Pick<StoryQuery, 'company' | 'topic' | 'outlet' | 'language'>,
): readonly string[] => [
  ...(filter.company === undefined ? [] : [labelOf.company(filter.company)]),
  ...(filter.topic === undefined ? [] : [labelOf.topic(filter.topic)]),
  ...(filter.outlet === undefined ? [] : [labelOf.outlet(filter.outlet)]),
  ...(filter.language === undefined ? [] : [labelOf.language(filter.language)]),
];

/** What FTS5 is asked; undefined where nothing can be found by the words. */
const questionOf = (needs: readonly SearchNeed[]): string | undefined => {
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
