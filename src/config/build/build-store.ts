import { join } from 'node:path';
import { z } from 'zod';
import type { ConfigProblem } from '../../domain/config.ts';
import { defined } from '../../domain/defined.ts';
import { databasePlace } from '../../domain/store/database-place.ts';
import { collectProblems, type Report } from '../read/config-problems.ts';
import { readYamlFile } from '../read/read-file.ts';
import type { YamlFile } from '../read/read-yaml.ts';
import { mainSchema } from '../schema/main-schema.ts';
import { type Env, fillVariables } from './fill-variables.ts';

/** Returns the URL in the key `store`; undefined if it is absent or wrong. A problem is reported without the URL. */
export const buildStore = (
  written: string | undefined,
  { file, report, env }: { readonly file: YamlFile; readonly report: Report; readonly env: Env },
): string | undefined => {
  if (written === undefined) return undefined;
  const orElse = 'remove the key "store" of kawaraban.yaml to use JSON files in the data folder';
  const { database, problems } = databaseOf(written, env, orElse);
  for (const problem of problems) report(file.place(['store']), `store: ${problem}`);
  return database;
};

/** Fills `${NAME}` in a database URL. Returns the URL or problems; for `orElse`, see `Filling`. */
export const databaseOf = (
  written: string,
  env: Env,
  orElse: string,
): { readonly database?: string; readonly problems: readonly string[] } => {
  // A variable that is only a part of the URL may contain any character, so its value is percent-encoded.
  const isWhole = /^\$\{[^}]*\}$/.test(written.trim());
  const encode = isWhole ? (value: string): string => value.trim() : encodeURIComponent;
  const { value, problems } = fillVariables(written.trim(), env, { orElse, encode });
  if (problems.length > 0) return { problems };
  return databasePlace(value) === undefined ? { problems: [NO_DATABASE] } : { database: value, problems };
};

const NO_DATABASE = [
  `this is not the address of a PostgreSQL database; write one such as`,
  `postgres://NAME:\${PGPASSWORD}@db.example.com/kawaraban, or \${DATABASE_URL} for the whole address;`,
  'percent-encode special characters of a password, except in a variable for the password alone',
].join(' ');

export type StoreKey =
  | { readonly kind: 'read'; readonly store?: string }
  | { readonly kind: 'wrong'; readonly problems: readonly ConfigProblem[] };

/** Reads only `store` of `kawaraban.yaml`, and so works even if the value of another key is wrong. */
export const readStoreKey = async (folder: string, env: Env): Promise<StoreKey> => {
  const schema = z.looseObject({ store: mainSchema.shape.store }).meta({ title: 'kawaraban.yaml' });
  const { content, problems } = await readYamlFile(join(folder, 'kawaraban.yaml'), schema);
  if (content === undefined) return { kind: 'wrong', problems };
  const found = collectProblems();
  const store = buildStore(content.value.store, { file: content.file, report: found.report, env });
  if (found.problems.length > 0) return { kind: 'wrong', problems: found.problems };
  return { kind: 'read', ...defined({ store }) };
};
