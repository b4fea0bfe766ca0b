import type { z } from 'zod';
import type { Shelf, Shelves } from '../../site/ports.ts';
import { archiveSchema, editionSchema, keepRead, mailedSchema } from '../document/create-shelves.ts';
import type { Query } from './connection.ts';
import { jsonOf } from './record-rows.ts';
import type { Writer } from './writer.ts';

const NAMES = 'SELECT name FROM documents WHERE kind = $1 ORDER BY name COLLATE "C"';

const READ = 'SELECT document FROM documents WHERE kind = $1 AND name = $2';

const KEEP = 'INSERT INTO documents (kind, name, document) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING';

const NOTE_MAILED = `INSERT INTO documents (kind, name, document) VALUES ('mailed', 'last', $1)
ON CONFLICT (kind, name) DO UPDATE SET document = excluded.document`;

/**
 * Makes the shelves of the frozen archives and of the editions in a database; each document is a row. The session that
 * writes commits also writes documents, so a process that lost the right to commit cannot write documents. While
 * PostgreSQL cannot be written, `keep` and `noteMailed` reject.
 */
export const createPostgresShelves = (query: Query, writer: Pick<Writer, 'run'>): Shelves => {
  const read = async <Schema extends z.ZodType>(
    kind: string,
    name: string,
    schema: Schema,
  ): Promise<z.output<Schema> | undefined> => {
    const [row] = await query(READ, [kind, name]);
    return row === undefined ? undefined : schema.parse(row.document);
  };
  const write = (sql: string, values: readonly string[]): Promise<void> =>
    writer.run({
      ...{ stories: [], size: 0, isRetried: true },
      write: async (ask) => void (await ask(sql, values)),
    });
  const shelfOf = <Schema extends z.ZodType>(kind: string, schema: Schema): Shelf<z.output<Schema>> => ({
    names: async () => {
      const rows = await query(NAMES, [kind]);
      return rows.map(({ name }) => String(name));
    },
    read: (name) => read(kind, name, schema),
    keep: (name, held) => write(KEEP, [kind, name, jsonOf(held)]),
  });
  return {
    shelf: shelfOf('archive', archiveSchema),
    editions: {
      ...keepRead(shelfOf('edition', editionSchema)),
      lastMailed: async () => (await read('mailed', 'last', mailedSchema))?.date,
      noteMailed: (date) => write(NOTE_MAILED, [JSON.stringify({ date })]),
    },
  };
};
