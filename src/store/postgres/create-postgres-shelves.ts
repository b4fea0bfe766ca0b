import { z } from 'zod';
import { bounded } from '../../domain/bounded.ts';
import type { Edition } from '../../domain/edition/edition.ts';
import type { ArchiveShelf, EditionShelf } from '../../site/ports.ts';
import { archiveSchema } from '../document/create-archive-shelf.ts';
import { editionSchema } from '../document/create-edition-shelf.ts';
import type { Query } from './connection.ts';
import { jsonOf } from './record-rows.ts';
import type { Writer } from './writer.ts';

/** Number of editions kept in memory: those of the feeds, some 20 kB each. */
const EDITIONS_KEPT = 40;

const mailed = z.object({ date: z.string() });

/**
 * The frozen archives and the editions in a database, each a row that is written once: in the session that makes the
 * commits, so that a process that lost the right to commit writes none of them. While PostgreSQL cannot be written, writing
 * rejects.
 */
export const createPostgresShelves = (
  query: Query,
  writer: Pick<Writer, 'run'>,
): { readonly shelf: ArchiveShelf; readonly editions: EditionShelf } => {
  const namesOf = async (kind: string): Promise<readonly string[]> =>
    (await query('SELECT name FROM documents WHERE kind = $1 ORDER BY name COLLATE "C"', [kind])).map(
      ({ name }) => String(name),
    );
  const read = async <Schema extends z.ZodType>(
    kind: string,
    name: string,
    schema: Schema,
  ): Promise<z.output<Schema> | undefined> => {
    const [row] = await query('SELECT document FROM documents WHERE kind = $1 AND name = $2', [kind, name]);
    return row === undefined ? undefined : schema.parse(row.document);
  };
  const write = (sql: string, values: readonly string[]): Promise<void> =>
    writer.run({
      ...{ stories: [], size: 0, isRetried: true },
      write: async (ask) => void (await ask(sql, values)),
    });
  const keep = (kind: string, name: string, document: object): Promise<void> =>
    write('INSERT INTO documents (kind, name, document) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING', [
      kind,
      name,
      jsonOf(document),
    ]);
  const known = bounded<string, Edition>(EDITIONS_KEPT);
  return {
    shelf: {
      months: () => namesOf('archive'),
      read: (month) => read('archive', month, archiveSchema),
      freeze: (month, archive) => keep('archive', month, archive),
    },
    editions: {
      dates: () => namesOf('edition'),
      read: async (date) => {
        const edition = known.get(date) ?? (await read('edition', date, editionSchema));
        if (edition !== undefined) known.set(date, edition);
        return edition;
      },
      keep: (edition) => keep('edition', edition.date.toString(), edition),
      lastMailed: async () => (await read('mailed', 'last', mailed))?.date,
      noteMailed: (date) =>
        write(
          `INSERT INTO documents (kind, name, document) VALUES ('mailed', 'last', $1)
            ON CONFLICT (kind, name) DO UPDATE SET document = excluded.document`,
          [JSON.stringify({ date })],
        ),
    },
  };
};
