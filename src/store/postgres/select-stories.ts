import { clausesOf } from '../../domain/search/terms.ts';
import type { SearchNeed, StoryQuery } from '../../domain/store/contract.ts';
import { labelsOf, labelToken, token } from '../index/row.ts';
import { type Filter, HALF_LIFE_US, MAX_RANKED } from '../index/select.ts';
import { stemOf, stored } from './record-rows.ts';

export type Statement = { readonly sql: string; readonly values: readonly unknown[] };

/** The order of feeds: newest `published` first; stories of the same moment by id. */
const NEWEST = 'published DESC, id';

/** The place of a story (`published` in microseconds since 1970), after which the next slice begins. */
export type After = { readonly published: string; readonly id: string };

/** Weights of the classes D, C (texts), B (labels) and A (titles). */
const WEIGHTS = '{0, 0.33, 0.67, 1}';

/**
 * Returns the statement that selects the documents of the stories of a query. Undefined if no story can match, or if
 * the order is `best` and the query has no words.
 */
export const selectStories = (
  { order, limit, ...filter }: StoryQuery,
  now: Temporal.Instant,
): Statement | undefined => {
  if (order === 'best') return selectBest(filter, limit, now);
  const isAnnounced = order === 'announced';
  const found = whereOf(isAnnounced ? { ...filter, announcedOnly: true } : filter);
  if (found === undefined) return undefined;
  const { where, values } = found;
  const most = limitOf(limit, values);
  if (!isAnnounced)
    return { sql: `SELECT document FROM stories WHERE ${where} ORDER BY ${NEWEST} ${most}`, values };
  return {
    sql: `SELECT document FROM (SELECT document, published, id FROM stories WHERE ${where}
      ORDER BY announced DESC, ${NEWEST} ${most}) AS latest ORDER BY ${NEWEST}`,
    values,
  };
};

/**
 * Returns the statement for a slice of the stories of a filter; undefined if no story can match the filter. The last
 * row's `published` and `id` are the place after which the next slice begins.
 */
export const selectSlice = (
  filter: Filter,
  after: After | undefined,
  size: number,
): Statement | undefined => {
  const found = whereOf(filter);
  if (found === undefined) return undefined;
  const { values } = found;
  let { where } = found;
  if (after !== undefined) {
    const [moment, id] = [values.push(after.published), values.push(after.id)];
    where += ` AND published <= $${moment} AND (published < $${moment} OR id > $${id})`;
  }
  const most = limitOf(size, values);
  return {
    sql: `SELECT id, published, document FROM stories WHERE ${where} ORDER BY ${NEWEST} ${most}`,
    values,
  };
};

/** Returns the statement that counts stories up to `most`; undefined if no story can match the filter. */
export const countStories = (filter: Filter, most: number): Statement | undefined => {
  const found = whereOf(filter);
  if (found === undefined) return undefined;
  const { where, values } = found;
  const limit = limitOf(most, values);
  return {
    sql: `SELECT count(*) AS stories FROM (SELECT 1 FROM stories WHERE ${where} ${limit}) AS counted`,
    values,
  };
};

/**
 * Returns the statement for the best of the newest `MAX_RANKED` matches, by weight of the words and by age. Undefined
 * without words, or if no story can match.
 */
const selectBest = (filter: Filter, limit: number, now: Temporal.Instant): Statement | undefined => {
  const found = filter.words === undefined ? undefined : whereOf(filter);
  if (found === undefined || filter.words === undefined) return undefined;
  const { where, values } = found;
  const any = values.push(anyOf(filter.words));
  const nowAt = values.push(stored(now));
  const most = limitOf(limit, values);
  return {
    sql: `SELECT document FROM stories JOIN (
      SELECT id, ts_rank('${WEIGHTS}', words, $${any}::tsquery)
        * (1 + power(2, greatest(0, $${nowAt}::bigint - published)::float8 / -${HALF_LIFE_US}::float8)) AS rank
      FROM (SELECT id, words, published FROM stories WHERE ${where} ORDER BY ${NEWEST} LIMIT ${MAX_RANKED}) AS newest
    ) AS ranked USING (id) ORDER BY rank DESC, ${NEWEST} ${most}`,
    values,
  };
};

const limitOf = (limit: number, values: unknown[]): string =>
  Number.isSafeInteger(limit) ? `LIMIT $${values.push(limit)}` : '';

/** Returns the conditions of a filter; undefined if no story can meet them. */
const whereOf = (filter: Filter): { readonly where: string; readonly values: unknown[] } | undefined => {
  const where: string[] = [];
  const values: unknown[] = [];
  const labels = labelsOf(filter);
  if (labels.length > 0) where.push(`labels @> $${values.push(labels)}`);
  if (filter.words !== undefined) {
    const question = questionOf(filter.words);
    if (question === undefined) return undefined;
    where.push(`words @@ $${values.push(question)}::tsquery`);
  }
  if (filter.from !== undefined) where.push(`published >= $${values.push(stored(filter.from))}`);
  if (filter.until !== undefined) where.push(`published < $${values.push(stored(filter.until))}`);
  if (filter.announcedOnly === true) where.push('announced IS NOT NULL');
  return { where: where.length === 0 ? 'true' : where.join(' AND '), values };
};

/** Returns the words and labels of a need as operands of a `tsquery`, without characters that need escaping. */
const operandsOf = ({ text, labels }: SearchNeed) => ({
  terms: clausesOf(text).map(({ term, isPrefix }) => `'${stemOf(token(term))}'${isPrefix ? ':*' : ''}`),
  labels: labels.flatMap(labelsOf).map((label) => `'${labelToken(label)}'`),
});

/** Returns the `tsquery` of all needs; undefined if no need has a term or a label. */
const questionOf = (needs: readonly SearchNeed[]): string | undefined => {
  const met = needs.flatMap((need) => {
    const { terms, labels } = operandsOf(need);
    const ways = [...(terms.length === 0 ? [] : [`(${terms.join(' & ')})`]), ...labels];
    return ways.length === 0 ? [] : [`(${ways.join(' | ')})`];
  });
  return met.length === 0 ? undefined : met.join(' & ');
};

/** Returns the `tsquery` that matches a story with any of the words or labels. Each match adds to the rank. */
const anyOf = (needs: readonly SearchNeed[]): string =>
  needs
    .flatMap((need) => {
      const { terms, labels } = operandsOf(need);
      return [...terms, ...labels];
    })
    .join(' | ');
