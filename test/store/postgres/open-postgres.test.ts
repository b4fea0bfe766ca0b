import { createServer } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { checkPostgres } from '../../../src/store/postgres/check-postgres.ts';
import { openSession } from '../../../src/store/postgres/connection.ts';
import { MIGRATIONS, migrate } from '../../../src/store/postgres/migrate.ts';
import { hasPostgres, type PostgresServer, startPostgres } from '../../support/postgres.ts';
import { anArticle, aState, aStory } from '../make-story.ts';
import { newFolder } from '../opened-store.ts';
import { openedPostgres, tryPostgres } from './opened-postgres.ts';

describe.skipIf(!hasPostgres())('a PostgreSQL database that is opened', () => {
  let server: PostgresServer;
  let url: string;
  beforeAll(async () => {
    server = await startPostgres();
    url = await server.newSchema();
    await server.query(url, "CREATE ROLE news LOGIN PASSWORD 'hunter2'; GRANT USAGE ON SCHEMA test1 TO news");
  });
  afterAll(() => server.remove());

  const reasonOf = async (address: string, options = {}): Promise<string> => {
    const opened = await tryPostgres(address, options);
    if (opened.kind !== 'failed') throw new Error(opened.kind);
    expect(opened.reason).not.toContain('hunter');
    const checked = await checkPostgres(address);
    expect(checked).toHaveLength(1);
    expect(checked.join()).not.toContain('hunter');
    return opened.reason;
  };

  test('names what is wrong with the address, and what to do, without the password', async () => {
    const as = (user: string): string => url.replace('postgres@', `${user}@`);
    expect(await reasonOf(as('news:hunter3'))).toContain(
      'refuses the password: correct user and password of `store`',
    );
    expect(await reasonOf(as('news'))).toContain('asks for a password: write one into `store`');
    expect(await reasonOf(as('nobody:hunter2'))).toMatch(/refuses the (?:user|password)/);
    expect(await reasonOf(url.replace('/postgres?', '/absent?'))).toContain(
      'has no database absent: create it (`createdb absent`)',
    );
    vi.stubEnv('PGPASSWORD', 'hunter2');
    expect(await reasonOf(as('news'))).toContain('the database user may not create tables');
    vi.unstubAllEnvs();
    expect(await reasonOf(as('news:hunter2'))).toContain(
      'the database user may not create tables in the schema test1: make the user its owner',
    );
    expect(await reasonOf('postgres://news:hunter2@/news?host=/nowhere')).toContain(
      'PostgreSQL at /nowhere does not listen there',
    );
    expect(await reasonOf('postgres://news:hunter2@127.0.0.1:1/news')).toContain(
      'PostgreSQL at 127.0.0.1:1 does not listen there',
    );
    expect(await reasonOf('postgres://news:hunter2@db.invalid/news')).toMatch(
      /PostgreSQL at db.invalid has an unknown host name/,
    );
    expect(await reasonOf(`${url.replace(/test\d+/, 'absent')}`)).toContain('has no schema to write to');
  });

  test('does not wait for ever for a server that accepts and says nothing', async () => {
    const folder = await newFolder();
    const silent = createServer().listen(join(folder, '.s.PGSQL.5432'));
    expect(await tryPostgres(`postgres://news:hunter2@/news?host=${folder}&connect_timeout=1`)).toEqual({
      kind: 'failed',
      reason: expect.stringMatching(new RegExp(`^PostgreSQL at ${folder} does not answer`)),
    });
    silent.close();
  });

  test('is told from one without a store, and from those of other versions, by readers', async () => {
    const home = await server.newSchema();
    expect(await reasonOf(home, { lock: false })).toContain('has no tables of Kawaraban yet: run the daemon');
    await (await openedPostgres(home)).close();
    await server.query(home, "INSERT INTO migrations (name, run_on) VALUES ('99-later', now())");
    for (const lock of [true, false])
      expect(await reasonOf(home, { lock })).toContain(
        'the tables of the database are of a later version of Kawaraban, which made the migration 99-later: run that version',
      );
    await server.query(home, 'DELETE FROM migrations WHERE id > 1');
    if (MIGRATIONS.length > 1)
      expect(await reasonOf(home, { lock: false })).toContain(
        'the tables of the database are of an earlier version of Kawaraban: stop all processes of that version',
      );
  });

  test.each(MIGRATIONS.map((name, n) => [name, n] as const))(
    'gets its tables from the version before %s',
    async (_, version) => {
      const home = await server.newSchema();
      const session = await openSession(home);
      if (version > 0) await migrate(session, version);
      await session.close();
      const store = await openedPostgres(home);
      await store.commit({ stories: [aStory(1)], drops: [], states: [aState('kanda')] });
      await store.close();
      expect(await checkPostgres(home)).toEqual([]);
      expect(await server.query(home, 'SELECT name FROM migrations ORDER BY id')).toBe(MIGRATIONS.join('\n'));
    },
  );

  test('is left as it was by a migration that fails', async () => {
    const home = await server.newSchema();
    await server.query(home, 'CREATE TABLE documents (n int)');
    expect(await reasonOf(home)).toMatch(/^PostgreSQL at .* failed: relation "documents" already exists.*$/);
    expect(await server.query(home, "SELECT to_regclass('stories') IS NULL")).toBe('t');
    await server.query(home, 'DROP TABLE documents');
    await (await openedPostgres(home)).close();
  });

  test('holds any text, and finds it', async () => {
    const home = await server.newSchema();
    const store = await openedPostgres(home);
    const odd = 'a\0b \ud800 \\u0000 \'quoted\' "double" {,} & | ! <-> :* 株価％ 👩‍👩‍👧 M&A';
    const word = 'x'.repeat(5000);
    const long = Array.from({ length: 40_000 }, (_, n) => `w${n}`).join(' ');
    const { joins } = aStory(1);
    const story = aStory(1, {
      joins: [...joins, ...aStory(2).joins],
      articles: [anArticle(1, { title: odd, summary: `${word} end` }), anArticle(2, { title: long })],
    });
    await store.commit({ stories: [story], drops: [], states: [] });
    const found = async (text: string) =>
      (await store.stories({ words: [{ text, labels: [] }], limit: 9 })).length;
    expect(await Promise.all(['quoted', 'M&A', word, '株価', 'w39', "'", '\\', ':* & |'].map(found))).toEqual(
      [1, 1, 1, 1, 1, 0, 0, 0],
    );
    expect(await store.terms("'", 9)).toEqual([]);
    const [kept] = await store.stories({ limit: 1 });
    expect(kept?.articles[0].title).toBe(odd.replace('\0', '\u{fffd}').replace('\ud800', '\u{fffd}'));
    await store.close();
    expect(await checkPostgres(home)).toEqual([]);
  });

  test.each([
    ["UPDATE stories SET labels = '{o:other}'", 'differs from its row for lists and searches'],
    ["UPDATE stories SET words = '''lost'':1A'", 'differs from its row for lists and searches'],
    ['UPDATE stories SET announced = NULL', 'differs from its row for lists and searches'],
    ['DELETE FROM articles', 'has no row, or a row that differs from its story'],
    [
      "INSERT INTO articles VALUES ('a', 'absent', 'kanda', 1)",
      'article a belongs to story absent, which is missing',
    ],
    ['DELETE FROM keys', 'has no row for one of its keys'],
    ['UPDATE meta SET derived = 0', 'do not follow the rules of this version'],
  ])('is checked whole and repaired by a compaction: %s', async (damage, problem) => {
    const home = await server.newSchema();
    const store = await openedPostgres(home);
    await store.commit({ stories: [aStory(1), aStory(2)], drops: [], states: [] });
    await store.close();
    await server.query(home, damage);
    expect((await checkPostgres(home)).join()).toContain(problem);
    const again = await openedPostgres(home);
    await again.compact();
    await again.close();
    expect(await checkPostgres(home)).toEqual([]);
  });

  test.each([
    ["UPDATE stories SET document = document - 'articles'", /^story .* cannot be read/],
    [
      "UPDATE stories SET document = jsonb_set(document, '{joins,0,article}', '\"x\"')",
      /record of how article/,
    ],
    ["UPDATE states SET document = document - 'counts'", /^the state of source kanda cannot be read/],
    ["INSERT INTO drops VALUES (1, 1, '{}')", /^drop 1 cannot be read/],
    ["INSERT INTO documents VALUES ('edition', '2026-11-26', '{}')", /^edition 2026-11-26 cannot be read/],
  ])('is checked for documents that cannot be read: %s', async (damage, problem) => {
    const home = await server.newSchema();
    const store = await openedPostgres(home);
    await store.commit({ stories: [aStory(1)], drops: [], states: [aState('kanda')] });
    await store.close();
    await server.query(home, damage);
    expect((await checkPostgres(home)).join('\n')).toMatch(problem);
  });
});
