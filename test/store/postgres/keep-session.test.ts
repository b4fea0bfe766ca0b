import { afterEach, describe, expect, test, vi } from 'vitest';
import type { SessionSetup } from '../../../src/cluster/ports.ts';
import { keepSession } from '../../../src/store/postgres/keep-session.ts';
import { type Answer, type Asked, sqlError, startScriptedServer } from '../../support/scripted-postgres.ts';
import { waitFor } from '../../support/wait-for.ts';

/** A session that is kept at a server, and what happened to it. */
const kept = async (answer?: (asked: Asked) => Answer, rest: Partial<SessionSetup> = {}) => {
  const server = await startScriptedServer(answer);
  const happened: unknown[] = [];
  const session = await keepSession({
    url: server.url,
    name: () => 'kawaraban poll abc123 one:1',
    channels: ['one_channel', 'other_channel'],
    onNotice: (...notice) => happened.push(notice),
    onOpen: async (query) => {
      await query('SELECT enter($1)', [7]);
      happened.push('opened');
    },
    onLost: (reason) => happened.push(reason),
    ...rest,
  });
  const asked = () => server.asked.map(({ session: n, sql, values }) => [n, sql, ...values]);
  return { server, session, happened, asked };
};

const openingOf = (session: number) => [
  [session, 'LISTEN one_channel'],
  [session, 'LISTEN other_channel'],
  [session, 'SELECT enter($1)', '7'],
];

afterEach(() => {
  vi.useRealTimers();
});

describe('a session that is kept', () => {
  test('has its name and its channels, and is prepared before it answers', async () => {
    const { server, session, happened, asked } = await kept(({ sql }) =>
      sql === 'SELECT 1' ? [{ one: 'x' }] : [],
    );
    expect(server.sessions).toMatchObject([{ application_name: 'kawaraban poll abc123 one:1' }]);
    expect(asked()).toEqual(openingOf(0));
    expect(await session.query('SELECT 1')).toEqual([{ one: 'x' }]);
    server.notify('one_channel', 'hello');
    await waitFor(() => happened.length === 2);
    expect(happened).toEqual(['opened', ['one_channel', 'hello']]);
    await session.close();
    await waitFor(() => server.open().length === 0);
    await expect(session.query('SELECT 1')).rejects.toThrow(
      'this process has no connection to PostgreSQL at the moment',
    );
    expect([happened.length, server.sessions.length]).toEqual([2, 1]);
  });

  test('answers statements one after another', async () => {
    const { session, asked } = await kept(({ values }) => [{ value: values[0] ?? null }]);
    const answers = await Promise.all(['a', 'b', 'c'].map((value) => session.query('SELECT $1', [value])));
    expect(answers).toEqual([[{ value: 'a' }], [{ value: 'b' }], [{ value: 'c' }]]);
    expect(asked().slice(3)).toEqual(['a', 'b', 'c'].map((value) => [0, 'SELECT $1', value]));
    await session.close();
  });

  test('that is lost says so once, refuses questions, and is opened and prepared again', async () => {
    const { server, session, happened, asked } = await kept();
    server.cut();
    await waitFor(() => happened.length > 1);
    expect(happened).toEqual([
      'opened',
      'the connection to PostgreSQL is lost, and this process tries to open it again; if this lasts or repeats, look at the log of PostgreSQL, and check the network',
    ]);
    await expect(session.query('SELECT 1')).rejects.toThrow('no connection');
    await waitFor(() => happened.length > 2);
    expect(happened.slice(2)).toEqual(['opened']);
    expect(asked().slice(3)).toEqual(openingOf(1));
    expect(await session.query('SELECT 1')).toEqual([]);
    await session.close();
    expect(happened).toHaveLength(3);
  });

  test('stays after a statement that PostgreSQL refuses', async () => {
    const { session, server, happened } = await kept(({ sql }) =>
      sql === 'SELECT lost' ? sqlError('42703', 'column "lost" does not exist') : [],
    );
    await expect(session.query('SELECT lost')).rejects.toThrow('column "lost" does not exist');
    expect(await session.query('SELECT 1')).toEqual([]);
    expect([server.sessions.length, happened]).toEqual([1, ['opened']]);
    await session.close();
  });

  test('ends if a statement gets no answer in five seconds, since it may have taken a lock', async () => {
    const { session, server, happened } = await kept(({ sql }) => (sql === 'silence' ? undefined : []));
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    let said: unknown;
    session.query('silence').catch((error: unknown) => {
      said = error;
    });
    while (server.asked.at(-1)?.sql !== 'silence') await new Promise(setImmediate);
    vi.advanceTimersByTime(4_999);
    await new Promise(setImmediate);
    expect(said).toBeUndefined();
    vi.advanceTimersByTime(1);
    vi.useRealTimers();
    await waitFor(() => happened.length > 1);
    expect(said).toBeInstanceOf(Error);
    expect(happened).toEqual([
      'opened',
      'the connection to PostgreSQL is lost, and this process tries to open it again; if this lasts or repeats, look at the log of PostgreSQL, and check the network',
    ]);
    await session.close();
  });

  test('is tried again as long as it cannot be prepared, and answers nothing before', async () => {
    const world = { fails: false };
    const { session, server } = await kept(undefined, {
      onOpen: async () => {
        if (world.fails) throw new Error('no lock');
      },
    });
    world.fails = true;
    server.cut();
    const answer = () =>
      session.query('SELECT 1').then(
        () => 'answered',
        (error: unknown) => String(error),
      );
    // An attempt has failed, and the next one has not begun.
    await waitFor(async () => server.sessions.length > 1 && (await answer()).includes('no connection'));
    world.fails = false;
    await waitFor(async () => (await answer()) === 'answered');
    await session.close();
  });

  test('that cannot be opened the first time is refused with the reason', async () => {
    const absent = kept(undefined, { url: 'postgres://reader:secret@127.0.0.1:1/news' });
    await expect(absent).rejects.toThrow(/^PostgreSQL at 127\.0\.0\.1:1 does not listen there/);
    const refused = kept(({ sql }) => (sql.startsWith('LISTEN') ? sqlError('42501', 'denied') : []), {
      onOpen: async () => Promise.reject(new Error('never reached')),
    });
    await expect(refused).rejects.toThrow(/denies the database user a privilege/);
    const server = await startScriptedServer();
    await expect(
      kept(undefined, { url: server.url, onOpen: () => Promise.reject(new Error('no lock')) }),
    ).rejects.toThrow(/^PostgreSQL at 127\.0\.0\.1:\d+ failed: no lock$/);
    await waitFor(() => server.open().length === 0);
  });

  test('that is closed while it is away is not opened again', async () => {
    const { server, session, happened } = await kept();
    server.cut();
    await waitFor(() => happened.length > 1);
    await session.close();
    expect(server.sessions).toHaveLength(1);
    expect(happened).toHaveLength(2);
  });
});
