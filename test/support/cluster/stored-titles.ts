import type { PostgresServer } from '../postgres.ts';

const TITLES = `SELECT article ->> 'title', count(*)
  FROM stories, jsonb_array_elements(document -> 'articles') AS article GROUP BY 1`;

/** In how many stories each title stands, in the database of the URL. */
export const storedTitles = async (
  server: PostgresServer,
  url: string,
): Promise<ReadonlyMap<string, number>> => {
  const rows = (await server.query(url, TITLES)).split('\n').filter((row) => row !== '');
  return new Map(
    rows.map((row): [string, number] => {
      const [title = '', count] = row.split('|');
      return [title, Number(count)];
    }),
  );
};
