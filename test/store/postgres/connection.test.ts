import { afterEach, describe, expect, test, vi } from 'vitest';
import {
  openPool,
  openSession,
  PROCESS_NAME,
  type Query,
  type Session,
  StoreFailure,
} from '../../../src/store/postgres/connection.ts';
import { type Asked, sqlError, startScriptedServer } from '../../support/scripted-postgres.ts';
import { waitFor } from '../../support/wait-for.ts';

const LIMITS = {
  statement_timeout: '30000',
  lock_timeout: '10000',
  idle_in_transaction_session_timeout: '60000',
};

afterEach(() => {
  vi.useRealTimers();
});

/** Answers a question with its first value, and fails a statement about a lost table. */
const echo = ({ sql, values }: Asked) =>
  sql.includes('lost') ? sqlError('42P01', 'relation "lost" does not exist') : [{ value: values[0] ?? null }];

const FAILURE = /^PostgreSQL at 127\.0\.0\.1:\d+ failed: relation "lost" does not exist \(42P01\)$/;

describe('a session', () => {
  test('begins with its name, its limits, and signs that the machine is there', async () => {
    const { url, sessions, asked } = await startScriptedServer();
    const [plain, named] = [await openSession(url), await openSession(url, 'a name')];
    expect(sessions).toMatchObject([
      { user: 'reader', database: 'news', application_name: PROCESS_NAME, ...LIMITS },
      { application_name: 'a name', ...LIMITS },
    ]);
    expect(PROCESS_NAME).toMatch(new RegExp(`^kawaraban, process ${process.pid} on .`));
    const signs =
      'SET tcp_keepalives_idle = 30; SET tcp_keepalives_interval = 10; SET tcp_keepalives_count = 3';
    expect(asked.map(({ session, sql }) => [session, sql])).toEqual([
      [0, signs],
      [1, signs],
    ]);
    await Promise.all([plain.close(), named.close()]);
  });

  test('answers questions, prepares each text once, and prepares none without values', async () => {
    const { url, asked } = await startScriptedServer(echo);
    const { query, close } = await openSession(url);
    expect(await query('SELECT $1 AS a', ['one'])).toEqual([{ value: 'one' }]);
    expect(await query('SELECT $1 AS b', ['two'])).toEqual([{ value: 'two' }]);
    expect(await query('SELECT $1 AS a', ['three'])).toEqual([{ value: 'three' }]);
    expect(await query('BEGIN')).toEqual([{ value: null }]);
    const [, a, b, again, begin] = asked.map(({ name }) => name);
    expect([a, b]).toEqual([
      expect.stringMatching(/^kawaraban-\d+$/),
      expect.stringMatching(/^kawaraban-\d+$/),
    ]);
    expect([again, begin]).toEqual([a, '']);
    expect(a).not.toBe(b);
    await close();
  });

  test('fails in words, with the code, whoever uses the connection', async () => {
    const { url } = await startScriptedServer(echo);
    const { query, lend, patiently, close } = await openSession(url);
    const failing = [
      () => query('SELECT * FROM lost'),
      () => lend((client) => client.query('SELECT * FROM lost')),
      () => patiently((ask) => ask('SELECT * FROM lost')),
    ];
    for (const fail of failing) {
      const error = await fail().catch((reason: unknown) => reason);
      expect(error).toBeInstanceOf(StoreFailure);
      expect(error).toMatchObject({ code: '42P01', message: expect.stringMatching(FAILURE) });
    }
    await close();
  });

  test('gives long work half an hour, and the usual limit afterwards, even if it fails', async () => {
    const { url, asked } = await startScriptedServer(echo);
    const { patiently, close } = await openSession(url);
    await patiently((ask) => ask('VACUUM $1', ['x']));
    await patiently(() => Promise.reject(new Error('a mistake'))).catch(() => undefined);
    const [long, usual] = ['SET statement_timeout = 1800000', 'SET statement_timeout = 30000'];
    expect(asked.slice(1).map(({ sql }) => sql)).toEqual([long, 'VACUUM $1', usual, long, usual]);
    await close();
  });

  test.each<
    [string, number, (session: Session, ask: (query: Query) => Promise<unknown>) => Promise<unknown>]
  >([
    ['a question', 35_000, ({ query }, ask) => ask(query)],
    ['long work', 1_800_000, ({ patiently }, ask) => patiently(ask)],
  ])('waits for an answer to %s no longer than %i milliseconds', async (_, limitMs, work) => {
    const { url, asked } = await startScriptedServer(({ sql }) => (sql === 'silence' ? undefined : []));
    const session = await openSession(url);
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    let said: unknown;
    const ask = (query: Query) =>
      query('silence').catch((error: unknown) => {
        said = error;
      });
    work(session, ask).catch(() => undefined);
    while (!asked.some(({ sql }) => sql === 'silence')) await new Promise(setImmediate);
    vi.advanceTimersByTime(limitMs - 1);
    await new Promise(setImmediate);
    expect(said).toBeUndefined();
    vi.advanceTimersByTime(1);
    await new Promise(setImmediate);
    expect(said).toMatchObject({ message: expect.stringContaining('does not answer') });
  });

  test('says why it cannot be used any more, once it cannot', async () => {
    const broken = await startScriptedServer();
    const session = await openSession(broken.url);
    expect(session.lost()).toBeUndefined();
    broken.cut();
    await waitFor(() => session.lost() !== undefined);
    expect(session.lost()).toMatch(/^Connection terminated unexpectedly|ECONNRESET/);
    const ended = await openSession((await startScriptedServer()).url);
    await ended.close();
    expect(ended.lost()).toBe('the connection ended');
  });

  test('is not opened by a server that refuses, and nothing stays open', async () => {
    const { url, open } = await startScriptedServer(() => sqlError('57P03', 'the system is starting up'));
    await expect(openSession(url)).rejects.toThrow(/does not accept connections/);
    await waitFor(() => open().length === 0);
  });
});

describe('a pool', () => {
  test('asks at most four questions at a time, each planned for its values', async () => {
    const { url, sessions, asked, open } = await startScriptedServer(echo);
    const { query, close } = openPool(url);
    const numbers = ['1', '2', '3', '4', '5', '6'];
    const rows = await Promise.all(numbers.map((n) => query('SELECT $1', [n])));
    expect(rows).toEqual(numbers.map((value) => [{ value }]));
    expect(sessions).toHaveLength(4);
    expect(sessions[0]).toMatchObject({ application_name: PROCESS_NAME, ...LIMITS });
    for (const session of [0, 1, 2, 3])
      expect(asked.find((one) => one.session === session)?.sql).toBe(
        'SET plan_cache_mode = force_custom_plan',
      );
    expect(await query('SELECT 1')).toEqual([{ value: null }]);
    await expect(query('SELECT * FROM lost')).rejects.toThrow(FAILURE);
    await close();
    await waitFor(() => open().length === 0);
  });

  test('loses one question alone if a connection breaks while it answers', async () => {
    const { url, cut, asked } = await startScriptedServer(({ sql }) => (sql === 'silence' ? undefined : []));
    const { query, close } = openPool(url);
    const lost = query('silence');
    lost.catch(() => undefined);
    await waitFor(() => asked.at(-1)?.sql === 'silence');
    cut();
    await expect(lost).rejects.toThrow('closed the connection unexpectedly');
    expect(await query('SELECT 1')).toEqual([]);
    await close();
  });

  test('answers again after its connections broke', async () => {
    const { url, cut, sessions } = await startScriptedServer(echo);
    const { query, close } = openPool(url);
    await query('SELECT $1', ['a']);
    cut();
    await waitFor(async () => {
      const rows = await query('SELECT $1', ['b']).catch(() => []);
      return rows.length > 0;
    });
    expect(sessions).toHaveLength(2);
    await close();
  });
});
