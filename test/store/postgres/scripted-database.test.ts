import { describe, expect, test } from 'vitest';
import type { SourceId } from '../../../src/domain/source/source.ts';
import { checkPostgres } from '../../../src/store/postgres/check-postgres.ts';
import { PROCESS_NAME } from '../../../src/store/postgres/connection.ts';
import { DERIVED_VERSION } from '../../../src/store/postgres/derive-rows.ts';
import { MIGRATIONS } from '../../../src/store/postgres/migrate.ts';
import type { PostgresOptions } from '../../../src/store/postgres/open-postgres.ts';
import { type Answer, sqlError } from '../../support/scripted-postgres.ts';
import { database, type Part } from '../../support/scripted-store.ts';
import { waitFor } from '../../support/wait-for.ts';
import { aDrop, aState, aStory } from '../make-story.ts';
import { NOW, silent } from '../opened-store.ts';
import { tryPostgres } from './opened-postgres.ts';

const opened = async (url: string, options: Partial<PostgresOptions> = {}) => {
  const result = await tryPostgres(url, options);
  if (result.kind !== 'opened') throw new Error(JSON.stringify(result));
  return result;
};

const change = (n: number) => ({ stories: [aStory(n)], drops: [], states: [aState('ueno')] });

describe('a store in a database', () => {
  test('is opened under a name of its own, with what the database holds, and logged', async () => {
    const { url, sessions, open } = await database();
    const logged: unknown[] = [];
    const log = { ...silent, info: (...line: unknown[]) => logged.push(line) };
    const { store } = await opened(url, { log });
    const [own] = sessions.map((session) => session.application_name ?? '');
    expect(own).toMatch(/^.{1,58} [0-9a-f]{4}$/);
    expect(PROCESS_NAME.startsWith(own?.slice(0, -5) ?? 'x')).toBe(true);
    expect(store.health()).toEqual({
      ...{ stories: 3, articles: 5, bytes: 9000, unwritten: 0 },
      ...{ problems: [], isWaiting: false, newestCommitAt: NOW },
    });
    expect(store.states()).toEqual([aState('kanda')]);
    expect(store.state('kanda' as SourceId)).toEqual(aState('kanda'));
    const server = new URL(url).host;
    expect(logged).toEqual([['store.opened', { server, database: 'news', stories: 3, articles: 5 }]]);
    await store.close();
    await waitFor(() => open().length === 0);
  });

  test('writes in the session that holds the lock, and reads elsewhere', async () => {
    const { url, asked } = await database();
    const { store } = await opened(url);
    asked.splice(0);
    await store.commit(change(1));
    await store.stories({ limit: 1 });
    const sessionsOf = (sql: string) =>
      asked.filter((one) => one.sql.startsWith(sql)).map(({ session }) => session);
    expect([sessionsOf('BEGIN'), sessionsOf('UPDATE meta'), sessionsOf('COMMIT')]).toEqual([[0], [0], [0]]);
    expect(sessionsOf('SELECT document FROM stories')).not.toContain(0);
    expect(asked.find(({ sql }) => sql.startsWith('UPDATE meta'))?.values).toEqual([
      '42',
      expect.stringMatching(/^[0-9a-f-]{36}$/),
      NOW.toString(),
      '41',
    ]);
    expect(store.state('ueno' as SourceId)).toEqual(aState('ueno'));
    await store.close();
  });

  test.each([
    [
      'is named, with the time of its lock',
      [{ name: 'kawaraban, process 7', pid: 7, since: new Date(0) }],
      'kawaraban, process 7, since 1970-01-01T00:00:00Z',
    ],
    [
      'is named without a time, if PostgreSQL hides the sessions of other users',
      [{ name: 'kawaraban, process 7', pid: 7, since: null }],
      'kawaraban, process 7',
    ],
    ['may be gone already', [], 'another process'],
  ])('is not opened twice: the other process %s', async (_, holder, by) => {
    const { url, open, asked } = await database(
      ['pg_try_advisory_lock', [{ taken: false }]],
      ['pg_locks', holder],
    );
    expect(await tryPostgres(url)).toEqual({ kind: 'locked', by });
    const valuesOf = (part: string) => asked.find(({ sql }) => sql.includes(part))?.values;
    expect(valuesOf('pg_locks')).toEqual(valuesOf('pg_try_advisory_lock'));
    expect(valuesOf('pg_locks')).toEqual(['1802990178']);
    await waitFor(() => open().length === 0);
  });

  test('is not opened without a schema, nor with a reason to wait for', async () => {
    const homeless = await database(['SELECT current_schema() AS name', [{ name: null }]]);
    expect(await tryPostgres(homeless.url)).toEqual({
      kind: 'failed',
      reason:
        'PostgreSQL has no schema to write to: create the schema that search_path names, and grant USAGE and CREATE on it to the database user',
    });
    const ill = await database(['SELECT document FROM states', sqlError('53100', 'no space left')]);
    expect(await tryPostgres(ill.url)).toMatchObject({
      kind: 'failed',
      reason: expect.stringContaining('has no space left on its disk: free some space (no space left)'),
    });
    await waitFor(() => homeless.open().length + ill.open().length === 0);
  });

  test('that is an unfinished copy is opened by the copy alone, which need not wait for the disk', async () => {
    const { url, asked } = await database(['SELECT copy_of FROM meta', [{ copy_of: 'a folder' }]]);
    expect(await tryPostgres(url)).toEqual({
      kind: 'failed',
      reason:
        'it is an unfinished copy, in which old items would count as new: run `kawaraban store copy` again',
    });
    expect(asked.some(({ sql }) => sql.startsWith('SET synchronous_commit'))).toBe(false);
    const { store } = await opened(url, { isCopy: true });
    expect(asked.find(({ sql }) => sql.startsWith('SET synchronous_commit'))?.sql).toBe(
      'SET synchronous_commit = off',
    );
    expect(await store.copyOf()).toBe('a folder');
    await store.noteCopy('a folder');
    await store.noteCopy(undefined);
    const noted = asked.filter(({ sql }) => sql.startsWith('UPDATE meta SET copy_of'));
    expect(noted.map(({ values }) => values)).toEqual([['a folder'], [null]]);
    await store.close();
  });

  test('is read without lock, log or session of its own, and cannot be written then', async () => {
    const { url, asked } = await database();
    const logged: unknown[] = [];
    const log = { ...silent, info: (...line: unknown[]) => logged.push(line) };
    const { store, editions } = await opened(url, { lock: false, log });
    await expect(store.commit(change(1))).rejects.toThrow('not stored: the store is open read-only');
    await expect(editions.noteMailed('2026-11-24')).rejects.toThrow('open read-only');
    expect(logged).toEqual([]);
    expect(asked.some(({ sql }) => sql.includes('pg_try_advisory_lock'))).toBe(false);
    await store.close();
    const empty = await database(['to_regclass', [{ exists: false }]]);
    expect(await tryPostgres(empty.url, { lock: false })).toMatchObject({
      kind: 'failed',
      reason: expect.stringMatching(/^the database has no tables of Kawaraban yet/),
    });
  });

  test('gets its tables in one transaction, under the lock that the session has already', async () => {
    const { url, asked } = await database(
      ['to_regclass', [{ exists: false }]],
      ['SELECT name FROM "public"."migrations"', []],
    );
    const { store } = await opened(url);
    const own = asked.filter(({ session }) => session === 0).map(({ sql }) => sql.trim());
    expect(own.filter((sql) => /^(?:BEGIN|COMMIT|INSERT)/.test(sql))).toEqual([
      'BEGIN',
      ...MIGRATIONS.map(
        (name) => `INSERT INTO "public"."migrations" (name, run_on) VALUES ('${name}', NOW());`,
      ),
      'COMMIT',
    ]);
    expect(own.indexOf('COMMIT')).toBeLessThan(own.indexOf('SELECT derived FROM meta'));
    expect(own.filter((sql) => sql.includes('advisory'))).toHaveLength(1);
    await store.close();
  });

  test('that other rules derived is derived anew, in transactions, before anything is read', async () => {
    let slices = 0;
    const { url, asked } = await database(
      ['SELECT derived FROM meta', [{ derived: 0 }]],
      ['SELECT count(*) AS stories FROM stories', [{ stories: '1' }]],
      [
        'SELECT id, seq, document FROM stories',
        () => {
          slices += 1;
          return slices === 1 ? [{ id: aStory(1).id, seq: '3', document: aStory(1) }] : [];
        },
      ],
    );
    const progress: unknown[] = [];
    const { store } = await opened(url, { onProgress: (...done) => progress.push(done) });
    expect(progress).toEqual([
      [1, 1],
      [1, 1],
    ]);
    const steps = asked.map(({ sql }) => sql).filter((sql) => /^(?:BEGIN|COMMIT|UPDATE meta)/.test(sql));
    expect(steps).toEqual([
      ...['BEGIN', 'COMMIT', 'BEGIN', 'COMMIT'],
      ...['BEGIN', `UPDATE meta SET derived = ${DERIVED_VERSION}`, 'COMMIT'],
    ]);
    await store.close();
  });

  test('that lost its session takes the lock again, and ends its own lost session if that still has it', async () => {
    let takes = 0;
    const holder = { name: '', pid: 77, since: new Date(0) };
    const { url, asked, sessions, cut } = await database(
      [
        'pg_try_advisory_lock',
        () => {
          takes += 1;
          return [{ taken: takes !== 2 }];
        },
      ],
      ['pg_locks', () => [holder]],
      ['SELECT seq, token FROM meta', [{ seq: '41', token: 'other' }]],
    );
    const logged: unknown[] = [];
    const note = (...line: unknown[]) => void logged.push(line);
    const { store } = await opened(url, { retryMs: 5, log: { ...silent, error: note, info: note } });
    holder.name = sessions[0]?.application_name ?? '';
    cut();
    await store.commit(change(1));
    expect(takes).toBe(3);
    const ended = asked.filter(({ sql }) => sql.includes('pg_terminate_backend'));
    expect(ended.map(({ sql, values }) => [sql, values])).toEqual([
      ['SELECT pg_terminate_backend($1)', ['77']],
    ]);
    expect(logged.slice(-2)).toEqual([
      [
        'store.write-failed',
        { reason: 'the lost connection of this process still held the lock of the store, and is ended now' },
      ],
      ['store.write-recovered'],
    ]);
    await store.close();
  });

  test('that lost its session to another process leaves that one alone; a command fails at once', async () => {
    let isTaken = false;
    const { url, asked, cut } = await database(
      ['pg_try_advisory_lock', () => [{ taken: !isTaken }]],
      ['pg_locks', [{ name: 'another one', pid: 78, since: new Date(0) }]],
    );
    const { store } = await opened(url, { isPatient: false });
    isTaken = true;
    cut();
    await expect(store.commit(change(1))).rejects.toThrow(/^not stored: /);
    await expect(store.commit(change(1))).rejects.toThrow(
      'not stored: the store is in use by another one, since 1970-01-01T00:00:00Z',
    );
    expect(asked.some(({ sql }) => sql.includes('pg_terminate_backend'))).toBe(false);
    await store.close();
  });

  test('says that it is stale when the database has changed', async () => {
    const stale: string[] = [];
    const { url } = await database(['UPDATE meta SET seq', []]);
    const { store } = await opened(url, { retryMs: 5, onStale: () => stale.push('stale') });
    await expect(store.commit(change(1))).rejects.toThrow(
      'not stored: the database has changed since this process read it: restart this process',
    );
    expect(stale).toEqual(['stale']);
    await store.close();
  });
});

describe('a check of a database', () => {
  const REPAIR = 'run `kawaraban store compact`, which makes these rows anew from the stories';
  const once = (answer: Answer) => {
    let isFirst = true;
    return (): Answer => {
      const given = isFirst ? answer : [];
      isFirst = false;
      return given;
    };
  };
  const whole: readonly Part[] = [
    ['SELECT (SELECT count(*) FROM stories) +', [{ n: '5' }]],
    [
      'SELECT id, document FROM stories',
      ({ values }) =>
        values[0] === '' ? [1, 2].map((n) => ({ id: aStory(n).id, document: aStory(n) })) : [],
    ],
    [
      'SELECT n, document FROM drops',
      ({ values }) => (Number(values[0]) < 1 ? [{ n: '1', document: aDrop(1) }] : []),
    ],
    ['SELECT source, document FROM states', [{ source: 'kanda', document: aState('kanda') }]],
    [
      'SELECT kind, name FROM documents',
      [
        { kind: 'archive', name: '2026-10' },
        { kind: 'edition', name: '2026-11-24' },
        { kind: 'mailed', name: 'last' },
      ],
    ],
    [
      'SELECT document FROM documents',
      ({ values: [kind] }) =>
        kind === 'archive'
          ? [{ document: { frozenAt: NOW, base: 'https://base.example', atom: '<feed/>' } }]
          : kind === 'edition'
            ? [
                {
                  document: {
                    id: 'e',
                    date: '2026-11-24',
                    since: NOW,
                    until: NOW,
                    language: 'ja',
                    stories: [],
                  },
                },
              ]
            : [{ document: { date: '2026-11-24' } }],
    ],
  ];
  const check = async (...parts: readonly Part[]) => {
    const { url, asked, open } = await database(...parts, ...whole);
    const progress: unknown[] = [];
    const problems = await checkPostgres(url, (...done) => progress.push(done));
    await waitFor(() => open().length === 0);
    return { problems, progress, asked };
  };

  test('reads all of it as of one moment, writes nothing, and counts the rows', async () => {
    const { problems, progress, asked } = await check();
    expect(problems).toEqual([]);
    expect(progress).toEqual([
      [2, 5],
      [3, 5],
      [4, 5],
      [5, 5],
      [6, 5],
    ]);
    const statements = asked.map(({ sql }) => sql);
    expect(statements).toContain('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
    expect(statements.filter((sql) => /^(?:INSERT|UPDATE|DELETE)/.test(sql))).toEqual([]);
  });

  test.each<[string, Part, readonly string[]]>([
    [
      'rows of other rules',
      ['SELECT derived FROM meta', [{ derived: 0 }]],
      [`some rows for lists and searches do not follow the rules of this version: ${REPAIR}`],
    ],
    [
      'rows of the rules of a later version',
      ['SELECT derived FROM meta', [{ derived: DERIVED_VERSION + 1 }]],
      [
        'a later version of Kawaraban made the rows for lists and searches: check with that version; if you went back to this one, start its daemon, which makes these rows anew',
      ],
    ],
    [
      'rows that differ',
      [/JOIN stories AS s/, [{ id: 's1' }, { id: 's2' }]],
      ['s1', 's2'].map((id) => `story ${id} differs from its row for lists and searches: ${REPAIR}`),
    ],
    [
      'an article elsewhere',
      [/LEFT JOIN articles AS a/, [{ id: 'a1' }]],
      [`article a1 has no row, or a row that differs from its story: ${REPAIR}`],
    ],
    [
      'missing keys',
      [/LEFT JOIN tombstones/, [{ id: 'a1' }, { id: 'a1' }, { id: 'a2' }]],
      ['a1', 'a2'].map(
        (id) =>
          `article ${id} has no row for one of its keys (address, id or text), so it could come back as new: ${REPAIR}`,
      ),
    ],
    [
      'an article without story',
      [/^SELECT id, story FROM articles/, [{ id: 'a9', story: 's9' }]],
      [
        'article a9 belongs to story s9, which is missing. If you miss articles, restore the story from a backup; else run `kawaraban store compact`, which deletes the row of the article',
      ],
    ],
    [
      'two stories with one article',
      [
        'SELECT id, document FROM stories',
        once([
          { id: 'x', document: aStory(1) },
          { id: 'y', document: { ...aStory(1), id: 'y' } },
        ]),
      ],
      [
        `article ${aStory(1).articles[0].id} is in two stories, ${aStory(1).id} and y, so one of them is wrong. Restore what is named from a backup`,
      ],
    ],
    [
      'another version',
      ['SELECT name FROM migrations', [{ name: '99-later' }]],
      [
        'the tables of the database are of a later version of Kawaraban, which made the migration 99-later: run that version',
      ],
    ],
  ])('finds %s', async (_, part, problems) => {
    expect((await check(part)).problems).toEqual(problems);
  });

  test.each<[string, Part, string]>([
    ['story s1', ['SELECT id, document FROM stories', once([{ id: 's1', document: {} }])], 'story s1'],
    ['drop 7', ['SELECT n, document FROM drops', once([{ n: '7', document: {} }])], 'drop 7'],
    [
      'the state of a source',
      ['SELECT source, document FROM states', [{ source: 'ueno', document: {} }]],
      'the state of source ueno',
    ],
    [
      'an archive',
      [
        'SELECT document FROM documents',
        ({ values: [kind] }) => (kind === 'archive' ? [{ document: {} }] : []),
      ],
      'archive 2026-10',
    ],
  ])('names what cannot be read: %s', async (_, part, what) => {
    const { problems } = await check(part);
    expect(problems[0]).toMatch(new RegExp(`^${what} cannot be read: .`));
  });

  test('that PostgreSQL interrupts says so, after what it found', async () => {
    const { problems } = await check(
      ['SELECT derived FROM meta', [{ derived: 0 }]],
      ['SELECT source, document FROM states', sqlError('57P01', 'terminating connection')],
    );
    expect(problems).toEqual([
      expect.stringContaining('do not follow the rules of this version'),
      expect.stringMatching(/^PostgreSQL at .* closed the connection/),
    ]);
    expect(await checkPostgres('postgres://reader@127.0.0.1:1/news')).toEqual([
      expect.stringContaining('does not listen there'),
    ]);
  });
});
