import type { PostgresServer } from '../postgres.ts';

const TITLES = `SELECT article ->> 'title', string_agg(document ->> 'entryId', ' ')
  FROM stories, jsonb_array_elements(document -> 'articles') AS article GROUP BY 1`;

/** Resolves to the ids of the entries that contain each title, in the database of the URL. */
export const storedTitles = async (
  server: PostgresServer,
  url: string,
): Promise<ReadonlyMap<string, readonly string[]>> => {
  const rows = (await server.query(url, TITLES)).split('\n').filter((row) => row !== '');
  return new Map(
    rows.map((row): [string, readonly string[]] => {
      const [title = '', entries = ''] = row.split('|');
      return [title, entries.split(' ')];
    }),
  );
};
