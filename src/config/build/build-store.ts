import { join } from 'node:path';
import { z } from 'zod';
import type { ConfigProblem } from '../../domain/config.ts';
import { databasePlace } from '../../domain/store/database-place.ts';
import { collectProblems, type Report } from '../read/config-problems.ts';
import { readYamlFile } from '../read/read-file.ts';
import type { YamlFile } from '../read/read-yaml.ts';
import { mainSchema } from '../schema/main-schema.ts';
import { type Env, fillVariables } from './fill-variables.ts';

/** The URL of the database that `store` names; absent where nothing does, or nothing right. No problem holds a value. */
export const buildStore = (
  written: string | undefined,
  { file, report, env }: { readonly file: YamlFile; readonly report: Report; readonly env: Env },
): string | undefined => {
  if (written === undefined) return undefined;
  const { database, problems } = databaseOf(
    written,
    env,
    'take store out, which stores JSON in the data folder',
  );
  for (const problem of problems) report(file.place(['store']), `store: ${problem}`);
  return database;
};

/** The URL of a database with `${NAME}` filled in, or what is wrong with it; `orElse` ends a sentence about a variable. */
export const databaseOf = (
  written: string,
  env: Env,
  orElse: string,
): { readonly database?: string; readonly problems: readonly string[] } => {
  // A variable may hold the whole URL, or a part of it, which may hold any character.
  const isWhole = /^\$\{[^}]*\}$/.test(written.trim());
  const encode = isWhole ? (value: string): string => value.trim() : encodeURIComponent;
  const { value, problems } = fillVariables(written.trim(), env, { orElse, encode });
  if (problems.length > 0) return { problems };
  return databasePlace(value) === undefined ? { problems: [NO_DATABASE] } : { database: value, problems };
};

const NO_DATABASE = [
  `this is not the address of a PostgreSQL database; write \${DATABASE_URL}, or one such as`,
  `postgres://NAME:\${PGPASSWORD}@db.example.com/kawaraban, with what is special in a password percent-encoded`,
].join(' ');

/** Where the store lies, or what is wrong with what the config says of it. */
export type StoreKey =
  | { readonly kind: 'read'; readonly store?: string }
  | { readonly kind: 'wrong'; readonly problems: readonly ConfigProblem[] };

/** Reads `store` of `kawaraban.yaml` alone, for commands that need nothing else and work whatever else is wrong. */
export const readStoreKey = async (folder: string, env: Env): Promise<StoreKey> => {
  const schema = z.looseObject({ store: mainSchema.shape.store });
  const { content, problems } = await readYamlFile(join(folder, 'kawaraban.yaml'), schema);
  if (content === undefined) return { kind: 'wrong', problems };
  const found = collectProblems();
  const store = buildStore(content.value.store, { file: content.file, report: found.report, env });
  if (found.problems.length > 0) return { kind: 'wrong', problems: found.problems };
  return { kind: 'read', ...(store === undefined ? {} : { store }) };
};
