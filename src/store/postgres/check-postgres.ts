import { errorText } from '../../domain/error-text.ts';
import { createLinkCheck } from '../check-links.ts';
import { UNFINISHED_COPY } from '../document/copy-mark.ts';
import { archiveSchema, editionSchema } from '../document/create-shelves.ts';
import { readDrop, readState } from '../log/records.ts';
import { openSession, type Query, type Session, StoreFailure } from './connection.ts';
import { DERIVED_VERSION, derivedVersion } from './derive-rows.ts';
import { versionProblem } from './migrate.ts';
import { ALL_DROPS, slices, storyIn } from './postgres-queries.ts';
import { articleRows, storyRow } from './record-rows.ts';
import { numberIn } from './write-rows.ts';

type Note = (problem: string) => void;

/** Selects the stories whose columns differ from their documents. */
const COLUMNS_DIFFER = `SELECT r.id FROM jsonb_to_recordset($1::jsonb)
  AS r (id text, published bigint, gained bigint, announced bigint, labels text[], words tsvector) JOIN stories AS s USING (id)
  WHERE (s.published, s.gained, s.labels, s.words) <> (r.published, r.gained, r.labels COLLATE "C", r.words)
    OR s.announced IS DISTINCT FROM r.announced`;

const ARTICLES_DIFFER = `SELECT r.id FROM jsonb_to_recordset($1::jsonb) AS r (id text, story text, source text, hour int)
  LEFT JOIN articles AS a USING (id) WHERE (a.story, a.source, a.hour) IS DISTINCT FROM (r.story, r.source, r.hour)`;

/** Selects the articles with a key for which the database has neither an article nor a tombstone. */
const KEYS_MISSING = `SELECT r.article AS id FROM jsonb_to_recordset($1::jsonb) AS r (hash bigint, article text)
  LEFT JOIN keys USING (hash) LEFT JOIN tombstones USING (hash)
  WHERE keys.article IS NULL AND tombstones.hash IS NULL`;

const HOMELESS = `SELECT id, story FROM articles WHERE NOT EXISTS (SELECT 1 FROM stories WHERE stories.id = story) ORDER BY id`;

const IF_MISSED = 'If you miss articles, restore the story from a backup';

const FORGET = 'run `kawaraban store compact`, which deletes the row of the article';

const REPAIR = 'run `kawaraban store compact`, which makes these rows anew from the stories';

const OF_LATER_VERSION =
  'a later version of Kawaraban made the rows for lists and searches: check with that version; if you went back to this one, start its daemon, which makes these rows anew';

/**
 * Checks the documents of a store in PostgreSQL, the links between stories and articles, and the rows derived from
 * stories, as of one moment. Resolves to one text for each problem. Rejects for an unfinished copy.
 */
export const checkPostgres = async (
  url: string,
  /** Called with the number of stories, drops and documents that were read, and the number of all of these. */
  onProgress: (done: number, total: number) => void = () => undefined,
): Promise<readonly string[]> => {
  const problems: string[] = [];
  const note: Note = (problem) => problems.push(problem);
  let session: Session | undefined;
  try {
    session = await openSession(url);
    const { query } = session;
    const version = await versionProblem(query);
    if (version !== undefined) return [version];
    const [meta] = await query('SELECT copy_of FROM meta');
    if (meta?.copy_of !== null) throw new Error(UNFINISHED_COPY);
    await query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
    const totals = await query(
      'SELECT (SELECT count(*) FROM stories) + (SELECT count(*) FROM drops) + (SELECT count(*) FROM documents) AS n',
    );
    let done = 0;
    const onRows = (rows: number): void => {
      done += rows;
      onProgress(done, numberIn(totals, 'n'));
    };
    const derived = await derivedVersion(query);
    // A comparison with the rules of this version would find differences that are no faults.
    if (derived > DERIVED_VERSION) return [OF_LATER_VERSION];
    if (derived < DERIVED_VERSION)
      note(`some rows for lists and searches do not follow the rules of this version: ${REPAIR}`);
    await checkStories(query, note, onRows);
    await checkDocuments(query, note, onRows);
    return problems;
  } catch (error) {
    if (!(error instanceof StoreFailure)) throw error;
    return [...problems, error.message];
  } finally {
    await session?.close();
  }
};

const checkStories = async (query: Query, note: Note, onRows: (rows: number) => void): Promise<void> => {
  const checkLinks = createLinkCheck((problem) => note(`${problem}. Restore what is named from a backup`));
  const all = 'SELECT id, document FROM stories WHERE id > $1 ORDER BY id LIMIT $2';
  for await (const rows of slices(query, all, 'id', '')) {
    const stories = rows.flatMap((row) => readOr(note, `story ${String(row.id)}`, () => storyIn(row)));
    const { articles, keys } = articleRows(stories);
    const differing = async (sql: string, given: string): Promise<readonly string[]> =>
      (await query(sql, [given])).map(({ id }) => String(id));
    for (const id of await differing(COLUMNS_DIFFER, `[${stories.map(storyRow).join(',')}]`))
      note(`story ${id} differs from its row for lists and searches: ${REPAIR}`);
    for (const id of await differing(ARTICLES_DIFFER, JSON.stringify(articles)))
      note(`article ${id} has no row, or a row that differs from its story: ${REPAIR}`);
    for (const id of new Set(await differing(KEYS_MISSING, JSON.stringify(keys))))
      note(
        `article ${id} has no row for one of its keys (address, id or text), so it could come back as new: ${REPAIR}`,
      );
    stories.forEach(checkLinks);
    onRows(rows.length);
  }
  for (const { id, story } of await query(HOMELESS))
    note(
      `article ${String(id)} belongs to story ${String(story)}, which is missing. ${IF_MISSED}; else ${FORGET}`,
    );
};

const checkDocuments = async (query: Query, note: Note, onRows: (rows: number) => void): Promise<void> => {
  for await (const rows of slices(query, ALL_DROPS, 'n')) {
    for (const { n, document } of rows) readOr(note, `drop ${String(n)}`, () => readDrop(document));
    onRows(rows.length);
  }
  for (const { source, document } of await query('SELECT source, document FROM states'))
    readOr(note, `the state of source ${String(source)}`, () => readState(document));
  const kept = await query('SELECT kind, name FROM documents ORDER BY kind, name');
  for (const { kind, name } of kept) {
    // Documents are read one by one, because the archive of a month may be large.
    const [row] = await query('SELECT document FROM documents WHERE kind = $1 AND name = $2', [kind, name]);
    const schema = kind === 'archive' ? archiveSchema : kind === 'edition' ? editionSchema : undefined;
    readOr(note, `${String(kind)} ${String(name)}`, () => schema?.parse(row?.document));
    onRows(1);
  }
};

/** Returns the document in a list. If it cannot be read, notes a problem and returns an empty list. */
const readOr = <Value>(note: Note, what: string, read: () => Value): readonly Value[] => {
  try {
    return [read()];
  } catch (error) {
    note(`${what} cannot be read: ${errorText(error)}. Restore it from a backup`);
    return [];
  }
};
