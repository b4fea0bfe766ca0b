import { readDrop } from '../log/records.ts';
import type { Query } from './connection.ts';
import { ALL_DROPS, slices, storyIn } from './postgres-queries.ts';
import { articleRows, storedHash, storyRow } from './record-rows.ts';
import { numberIn, writeStories } from './write-rows.ts';

/** Version of the rules by which rows are derived from stories and drops; if it changes, all are derived again. */
export const DERIVED_VERSION = 3;

/** Maximum number of stories whose rows are derived in one transaction. */
const ROWS_AT_ONCE = 200;

/** Resolves to the version of the rules by which the derived rows were made. */
export const derivedVersion = async (query: Query): Promise<number> =>
  numberIn(await query('SELECT derived FROM meta'), 'derived');

/** The place of a story in the order of commits; the next slice of stories begins after it. */
type DerivedTo = { readonly seq: string; readonly id: string };

/**
 * Derives all rows again: first the rows of the stories, in steps and in the order of commits, then the keys of the
 * drops. Also deletes articles without a story. No other process may write at the same time. `onStories` gets the
 * number of stories done; the last numbers may be larger than the number of all stories.
 */
export const deriveAll = async (
  inStep: (step: (query: Query) => Promise<void>) => Promise<void>,
  onStories: (done: number) => void = () => undefined,
): Promise<void> => {
  let at: DerivedTo | undefined = { seq: '-1', id: '' };
  for (let done = ROWS_AT_ONCE; at !== undefined; done += ROWS_AT_ONCE) {
    const from: DerivedTo = at;
    await inStep(async (query) => {
      at = await deriveSlice(query, from);
    });
    onStories(done);
  }
  await inStep(async (query) => {
    await deriveDropKeys(query);
    await query('DELETE FROM articles WHERE NOT EXISTS (SELECT 1 FROM stories WHERE stories.id = story)');
    await query(`UPDATE meta SET derived = ${DERIVED_VERSION}`);
  });
};

/** Derives the rows of the next stories. Resolves to the place of the last of them; undefined if no story was left. */
const deriveSlice = async (query: Query, { seq, id }: DerivedTo): Promise<DerivedTo | undefined> => {
  const rows = await query(
    `SELECT id, seq, document FROM stories WHERE (seq, id) > ($1, $2) ORDER BY seq, id LIMIT ${ROWS_AT_ONCE}`,
    [seq, id],
  );
  const last = rows.at(-1);
  if (last === undefined) return undefined;
  for (const [ofCommit, some] of Map.groupBy(rows, (row) => String(row.seq))) {
    const stories = some.map(storyIn);
    const articles = articleRows(stories);
    await writeStories(query, stories, stories.map(storyRow), { articles, seq: Number(ofCommit) });
  }
  return { seq: String(last.seq), id: String(last.id) };
};

const deriveDropKeys = async (query: Query): Promise<void> => {
  for await (const rows of slices(query, ALL_DROPS, 'n')) {
    const keys = rows.flatMap(({ n, document }) =>
      readDrop(document).keys.map((key) => ({ hash: storedHash(key), dropped: String(n) })),
    );
    await query(
      `INSERT INTO keys (hash, dropped)
        SELECT hash, max(dropped) FROM jsonb_to_recordset($1::jsonb) AS r (hash bigint, dropped bigint) GROUP BY hash
        ON CONFLICT (hash) DO UPDATE SET dropped = excluded.dropped`,
      [JSON.stringify(keys)],
    );
  }
};
