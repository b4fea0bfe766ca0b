import { z } from 'zod';
import type { DropRow, StoryRow } from './row.ts';

/** Ids stand in a column at this width, filled up with spaces. */
export const ID_WIDTH = 16;

/** Hex digits of the hash of an identity key. */
export const HASH_WIDTH = 16;

/**
 * The rows of a partition, turned into columns so that half a million of them are read in a fraction of a
 * second: texts of fixed width, and numbers as base64 of little-endian arrays. All of it follows from the records.
 */
export const packedStories = z.object({
  ids: z.string(),
  published: z.string(),
  gained: z.string(),
  announced: z.string(),
  articleCounts: z.string(),
  articles: z.string(),
  keyCounts: z.string(),
  keys: z.string(),
  labels: z.array(z.string()),
  labelCounts: z.string(),
  labelNumbers: z.string(),
});

export const packedDrops = z.object({ at: z.string(), keyCounts: z.string(), keys: z.string() });

export type StoryColumns = {
  readonly ids: string;
  readonly published: Float64Array;
  readonly gained: Float64Array;
  /** A digit a story: 1 where it was announced. */
  readonly announced: string;
  readonly articleCounts: Uint32Array;
  readonly articles: string;
  readonly keyCounts: Uint32Array;
  readonly keys: string;
  readonly labels: readonly string[];
  readonly labelCounts: Uint32Array;
  readonly labelNumbers: Uint32Array;
};

export type DropColumns = {
  readonly at: Float64Array;
  readonly keyCounts: Uint32Array;
  readonly keys: string;
};

export const packStories = (rows: readonly StoryRow[]): z.infer<typeof packedStories> => {
  const articles = rows.flatMap((row) => row.articles);
  const labels = [...new Set(rows.flatMap((row) => row.labels))];
  const numberOf = new Map(labels.map((label, number) => [label, number]));
  return {
    ids: rows.map((row) => padId(row.id)).join(''),
    published: pack(Float64Array.from(rows, (row) => row.published)),
    gained: pack(Float64Array.from(rows, (row) => row.gained)),
    announced: rows.map((row) => (row.announced ? '1' : '0')).join(''),
    articleCounts: pack(Uint32Array.from(rows, (row) => row.articles.length)),
    articles: articles.map((article) => padId(article.id)).join(''),
    keyCounts: pack(Uint32Array.from(articles, (article) => article.keys.length)),
    keys: articles.flatMap((article) => article.keys).join(''),
    labels,
    labelCounts: pack(Uint32Array.from(rows, (row) => row.labels.length)),
    labelNumbers: pack(
      Uint32Array.from(rows.flatMap((row) => row.labels.map((label) => numberOf.get(label) ?? 0))),
    ),
  };
};

export const unpackStories = (packed: z.infer<typeof packedStories>): StoryColumns => ({
  ids: packed.ids,
  published: new Float64Array(unpack(packed.published)),
  gained: new Float64Array(unpack(packed.gained)),
  announced: packed.announced,
  articleCounts: new Uint32Array(unpack(packed.articleCounts)),
  articles: packed.articles,
  keyCounts: new Uint32Array(unpack(packed.keyCounts)),
  keys: packed.keys,
  labels: packed.labels,
  labelCounts: new Uint32Array(unpack(packed.labelCounts)),
  labelNumbers: new Uint32Array(unpack(packed.labelNumbers)),
});

export const packDrops = (rows: readonly DropRow[]): z.infer<typeof packedDrops> => ({
  at: pack(Float64Array.from(rows, (row) => row.at)),
  keyCounts: pack(Uint32Array.from(rows, (row) => row.keys.length)),
  keys: rows.flatMap((row) => row.keys).join(''),
});

export const unpackDrops = (packed: z.infer<typeof packedDrops>): DropColumns => ({
  at: new Float64Array(unpack(packed.at)),
  keyCounts: new Uint32Array(unpack(packed.keyCounts)),
  keys: packed.keys,
});

/** Turns columns back into rows, in their order. */
export const rowsOfStories = (columns: StoryColumns): readonly StoryRow[] => {
  let article = 0;
  let key = 0;
  let label = 0;
  return Array.from(columns.published, (published, n) => ({
    id: textAt(columns.ids, n, ID_WIDTH),
    published,
    gained: columns.gained[n] ?? 0,
    announced: columns.announced[n] === '1',
    labels: times(columns.labelCounts[n], () => columns.labels[columns.labelNumbers[label++] ?? -1] ?? ''),
    articles: times(columns.articleCounts[n], () => ({
      id: textAt(columns.articles, article, ID_WIDTH),
      keys: times(columns.keyCounts[article++], () => textAt(columns.keys, key++, HASH_WIDTH)),
    })),
  }));
};

export const rowsOfDrops = (columns: DropColumns): readonly DropRow[] => {
  let key = 0;
  return Array.from(columns.at, (at, n) => ({
    at,
    keys: times(columns.keyCounts[n], () => textAt(columns.keys, key++, HASH_WIDTH)),
  }));
};

/** Throws on an id that does not fit the column: ids are 16 characters by definition. */
export const padId = (id: string): string => {
  if (id.length > ID_WIDTH) throw new RangeError(`the id ${id} is longer than ${ID_WIDTH} characters`);
  return id.padEnd(ID_WIDTH);
};

export const pack = (numbers: Float64Array | Uint32Array): string =>
  Buffer.from(numbers.buffer, numbers.byteOffset, numbers.byteLength).toString('base64');

/** A buffer of its own, since one of `Buffer`'s pool may begin at an offset that no number can stand at. */
export const unpack = (text: string): ArrayBuffer => Uint8Array.fromBase64(text).buffer;

const textAt = (column: string, n: number, width: number): string =>
  column.slice(n * width, (n + 1) * width).trimEnd();

const times = <Value>(count: number | undefined, make: () => Value): Value[] =>
  Array.from({ length: count ?? 0 }, make);
