import { readdirSync } from 'node:fs';
import path from 'node:path';
import { runner } from 'node-pg-migrate';
import type { Query, Session } from './connection.ts';

const FOLDER = path.join(import.meta.dirname, 'migrations');

const TABLE = 'migrations';

/** The names of the migrations in this version of Kawaraban, in the order in which they are applied. */
export const MIGRATIONS: readonly string[] = readdirSync(FOLDER)
  .map((file) => path.parse(file).name)
  .toSorted((a, b) => Number.parseInt(a, 10) - Number.parseInt(b, 10));

/**
 * Applies the migrations that the tables lack, up to number `most` (by default all), in one transaction. A failure
 * leaves the tables unchanged. Rejects if a later version made the tables, or if a migration is missing and the user may
 * not create tables. The session must hold the lock of the store.
 */
export const migrate = async ({ lend, query }: Session, most = MIGRATIONS.length): Promise<void> => {
  const names = await applied(query);
  const later = laterThanOurs(names);
  if (later !== undefined) throw new Error(later);
  if (names.length >= most) return;
  const [schema] = await query(
    "SELECT current_schema() AS name, has_schema_privilege(current_schema(), 'CREATE') AS may",
  );
  const name = String(schema?.name);
  if (schema?.may !== true)
    throw new Error(
      `the database user may not create tables in the schema ${name}: make the user its owner, or GRANT CREATE on the schema to the user`,
    );
  await lend((dbClient) =>
    runner({
      dbClient,
      dir: FOLDER,
      direction: 'up',
      count: most - names.length,
      migrationsTable: TABLE,
      schema: name,
      singleTransaction: true,
      // The session already holds the lock of the store.
      noLock: true,
      log: () => undefined,
    }),
  );
};

/** Resolves to why the tables cannot be read (there are none, or another version made them), else to undefined. */
export const versionProblem = async (query: Query): Promise<string | undefined> => {
  const names = await applied(query);
  if (names.length === 0)
    return 'the database has no tables of Kawaraban yet: run the daemon or `kawaraban poll` first to create them';
  const later = laterThanOurs(names);
  if (later !== undefined) return later;
  return names.length === MIGRATIONS.length
    ? undefined
    : 'the tables of the database are of an earlier version of Kawaraban: stop all processes of that version, then start the daemon of this version, which migrates the tables';
};

const applied = async (query: Query): Promise<readonly string[]> => {
  const [found] = await query(`SELECT to_regclass('${TABLE}') IS NOT NULL AS exists`);
  if (found?.exists !== true) return [];
  return (await query(`SELECT name FROM ${TABLE} ORDER BY id`)).map(({ name }) => String(name));
};

const laterThanOurs = (names: readonly string[]): string | undefined => {
  const unknown = names.find((name) => !MIGRATIONS.includes(name));
  return (
    unknown &&
    `the tables of the database are of a later version of Kawaraban, which made the migration ${unknown}: run that version`
  );
};
