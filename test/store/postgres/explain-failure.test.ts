import { expect, test } from 'vitest';
import { explainFailure } from '../../../src/store/postgres/explain-failure.ts';
import { MIGRATIONS, versionProblem } from '../../../src/store/postgres/migrate.ts';

const URL = 'postgres://reader:secret@db.example:5433/news';
const explain = (code: string, message = 'as PostgreSQL says it') =>
  explainFailure(code === '' ? new Error(message) : Object.assign(new Error(message), { code }), URL);

test.each([
  ['28P01', 'refuses the password: correct user and password of `store` in kawaraban.yaml'],
  ['28000', 'refuses the user: correct the user of `store` in kawaraban.yaml, or allow it in pg_hba.conf'],
  [
    '3D000',
    'has no database news: create it (`createdb news`), or correct the name in `store` in kawaraban.yaml',
  ],
  [
    '42501',
    'denies the database user a privilege: grant this user CONNECT on the database, and USAGE and CREATE on the schema, and make it the owner of the tables',
  ],
  [
    '3F000',
    'has no schema to write to: create the schema that search_path names, and grant USAGE and CREATE on it to the database user',
  ],
  ['53100', 'has no space left on its disk: free some space'],
  [
    '53300',
    'has too many connections: close other connections, or raise max_connections or the connection limit of the user or database',
  ],
  ['25006', 'is read-only, as a standby is: name the primary in `store` in kawaraban.yaml'],
  [
    '57P01',
    'closed the connection, for example because it is shutting down or restarting: wait, or look at its log',
  ],
  ['57P02', 'closed the connection, because it crashed and is restarting: wait, or look at its log'],
  [
    '57P03',
    'does not accept connections, because it is starting, recovering or shutting down: wait, or start it',
  ],
  [
    '25P03',
    'closed the connection, because a transaction was idle for too long, for example while this machine was suspended: a daemon connects again by itself; run any other command again',
  ],
  [
    '57014',
    'cancelled a statement, probably because it took too long: look at the load and the log of the server',
  ],
  [
    '55P03',
    'waited too long for a lock: wait if `kawaraban store compact` is running, else end the other program that locks the tables of Kawaraban',
  ],
  ['ECONNREFUSED', 'does not listen there: start it, or correct host and port of `store` in kawaraban.yaml'],
  [
    'EACCES',
    'has a socket that this user may not reach: add the user to the group of the socket folder, or name a host in `store` in kawaraban.yaml',
  ],
  ['ENOENT', 'does not listen there: start it, or correct the socket folder of `store` in kawaraban.yaml'],
  ['ENOTFOUND', 'has an unknown host name: correct the host of `store` in kawaraban.yaml'],
  [
    'EAI_AGAIN',
    'has a host name that cannot be resolved at the moment: check the network and the name server',
  ],
  ['ETIMEDOUT', 'does not answer: check the network and the firewall of the server'],
  [
    'ECONNRESET',
    'closed the connection unexpectedly: look at the log of PostgreSQL, and check the network, and host and port of `store` in kawaraban.yaml',
  ],
  [
    'EPIPE',
    'closed the connection unexpectedly: look at the log of PostgreSQL, and check the network, and host and port of `store` in kawaraban.yaml',
  ],
])('the failure %s says what to do', (code, what) => {
  expect(explain(code)).toBe(`PostgreSQL at db.example:5433 ${what} (as PostgreSQL says it)`);
});

test.each([
  [
    'timeout expired',
    'does not answer in time: check the network, the firewall and the load of the server, and look at its log',
  ],
  [
    'Query read timed out',
    'does not answer in time: check the network, the firewall and the load of the server, and look at its log',
  ],
  [
    'Connection terminated unexpectedly',
    'closed the connection unexpectedly: look at the log of PostgreSQL, and check the network, and host and port of `store` in kawaraban.yaml',
  ],
  [
    'SASL: SCRAM-SERVER-FIRST-MESSAGE: client password must be a string',
    'asks for a password: write one into `store` in kawaraban.yaml, as postgres://USER:PASSWORD@HOST/news',
  ],
])('the message "%s" says what to do', (message, what) => {
  expect(explain('', message)).toBe(`PostgreSQL at db.example:5433 ${what} (${message})`);
});

test('any other failure is given in its own words, its first line, with its code and without a secret', () => {
  expect(explain('XX000', 'cache lookup failed')).toBe(
    'PostgreSQL at db.example:5433 failed: cache lookup failed (XX000)',
  );
  expect(explain('08P01', 'unsupported startup parameter: lock_timeout')).toBe(
    'PostgreSQL at db.example:5433 failed: unsupported startup parameter: lock_timeout (08P01)',
  );
  expect(explain('', `no route to ${URL}\n    at connect`)).not.toMatch(/secret|at connect/);
  const both = new AggregateError([new Error('first'), new Error('second')]);
  expect(explainFailure(both, URL)).toBe('PostgreSQL at db.example:5433 failed: first');
  expect(explainFailure('odd', 'no address')).toBe('PostgreSQL at  failed: odd');
});

test('a reader is told which version the tables are of', async () => {
  const problem = (names: readonly string[] | undefined) =>
    versionProblem(async (sql) =>
      sql.includes('to_regclass')
        ? [{ exists: names !== undefined }]
        : (names ?? []).map((name) => ({ name })),
    );
  const empty =
    'the database has no tables of Kawaraban yet: run the daemon or `kawaraban poll` first to create them';
  expect(await problem(undefined)).toBe(empty);
  expect(await problem([])).toBe(empty);
  expect(await problem(MIGRATIONS)).toBeUndefined();
  expect(await problem(MIGRATIONS.slice(1))).toBe(
    'the tables of the database are of an earlier version of Kawaraban: stop all processes of that version, then start the daemon of this version, which migrates the tables',
  );
  expect(await problem([...MIGRATIONS, '999-later', '1000-latest'])).toBe(
    'the tables of the database are of a later version of Kawaraban, which made the migration 999-later: run that version',
  );
});
