import { DERIVED_VERSION } from '../../src/store/postgres/derive-rows.ts';
import { MIGRATIONS } from '../../src/store/postgres/migrate.ts';
import { aState } from '../store/make-story.ts';
import { NOW } from '../store/opened-store.ts';
import { type Answer, type Asked, startScriptedServer } from './scripted-postgres.ts';

export type Part = readonly [matches: string | RegExp, answer: Answer | ((asked: Asked) => Answer)];

/** Answers of a database that holds a store of this version. */
const STORE: readonly Part[] = [
  ['SELECT current_schema() AS name', [{ name: 'public', may: true }]],
  ['pg_try_advisory_lock', [{ taken: true }]],
  ['to_regclass', [{ exists: true }]],
  ['SELECT name FROM migrations', MIGRATIONS.map((name) => ({ name }))],
  ['SELECT derived FROM meta', [{ derived: DERIVED_VERSION }]],
  ['SELECT copy_of FROM meta', [{ copy_of: null }]],
  ['SELECT seq, at FROM meta', [{ seq: '41', at: NOW.toString() }]],
  ['SELECT document FROM states', [{ document: aState('kanda') }]],
  ['pg_total_relation_size', [{ bytes: '9000' }]],
  [/count\(\*\) FROM stories\) AS stories/, [{ stories: '3', articles: '5' }]],
  ['UPDATE meta SET seq', [{ seq: '42' }]],
];

/** Starts a database that holds a store. `parts` replace some of its answers; the first match counts. */
export const database = (...parts: readonly Part[]) =>
  startScriptedServer((asked) => {
    const [, answer] =
      [...parts, ...STORE].find(([matches]) =>
        typeof matches === 'string' ? asked.sql.includes(matches) : matches.test(asked.sql),
      ) ?? [];
    return typeof answer === 'function' ? answer(asked) : answer === undefined ? [] : answer;
  });
