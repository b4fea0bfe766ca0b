import { describe, expect, test, vi } from 'vitest';
import { toPlain } from '../../src/cluster/job-data.ts';
import { jobsSchema, RETRIES, type TakenPoll } from '../../src/cluster/job-queues.ts';
import { joinAsPoller } from '../../src/cluster/join-as-poller.ts';
import { openJobQueues } from '../../src/cluster/open-job-queues.ts';
import type { Query, SessionSetup } from '../../src/cluster/ports.ts';
import { makeSource, NOON, SILENT } from '../make.ts';
import { fakeTimers, pass, turns } from '../support/fake-timers.ts';
import { type Answer, type Asked, sqlError } from '../support/scripted-postgres.ts';
import { waitFor } from '../support/wait-for.ts';
import { taskOf, UNCHANGED } from './support/processes.ts';
import { JOB_ID as ID, queueDatabase } from './support/queue-database.ts';

/** Selects the jobs that no process has taken. */
const WAITING = "state < 'active'";
const source = makeSource('one');
const job = { task: taskOf(source), host: 'one.example', rests: [['b.example', NOON]] as const };
const poll: TakenPoll = { id: ID, retries: 2, source: source.id, job: { kind: 'read', job } };
const answer = {
  ...{ source: source.id, request: { url: source.endpoints[0], endpoint: 0, isFirst: true } },
  ...{ answer: UNCHANGED, retries: 2 },
};

const opened = async (more?: (asked: Asked) => Answer, isSupervisor = false) => {
  const server = await queueDatabase(more);
  const troubles: string[] = [];
  const onTrouble = (reason: string) => void troubles.push(reason);
  const queues = await openJobQueues({ url: server.url, schema: 'news', isSupervisor, onTrouble });
  /** The statements about jobs since the last call. */
  const asked = () =>
    server.asked.splice(0).flatMap(({ sql, values }) => {
      const [what] =
        /BEGIN|COMMIT|ROLLBACK|NOTIFY \w+|(?:INSERT INTO|DELETE FROM|UPDATE|FROM) news\.job_common/.exec(
          sql,
        ) ?? [];
      return what === undefined || /version|create_queue/.test(sql)
        ? []
        : [[what.replace(' news.job_common', ''), ...values]];
    });
  asked();
  return { server, queues, troubles, asked };
};

describe('the queues', () => {
  test('are made with one poll a source, which is tried three times, and keep refused answers for 14 days', async () => {
    const { server, queues } = await opened();
    expect(Object.fromEntries(server.made)).toEqual({
      'polls-lost': { policy: 'standard' },
      answers: { policy: 'standard' },
      'answers-refused': { policy: 'exclusive', retentionSeconds: 1_209_600 },
      polls: {
        policy: 'exclusive',
        deadLetter: 'polls-lost',
        retryLimit: RETRIES,
        retryDelay: 1,
        heartbeatSeconds: 10,
        expireInSeconds: 600,
      },
    });
    expect([...server.made.keys()].at(-1)).toBe('polls');
    await queues.close();
    await waitFor(() => server.open().length === 0);
  });

  test('leave no connection open if one of them cannot be made', async () => {
    const { url, open } = await queueDatabase(({ sql }) =>
      sql.includes("create_queue('answers'") ? sqlError('53100', 'no space left on device') : [],
    );
    const setup = { url, schema: 'news', isSupervisor: true, onTrouble: () => undefined };
    await expect(openJobQueues(setup)).rejects.toThrow('no space left on device');
    await waitFor(() => open().length === 0);
  });

  test('are asked in sessions with a name and time limits, and the schema of the store', async () => {
    const { server, queues } = await opened();
    expect(server.sessions[0]).toMatchObject({
      application_name: 'kawaraban jobs',
      statement_timeout: '8000',
      idle_in_transaction_session_timeout: '10000',
    });
    // The schema is there already, and this user may not be allowed to make one.
    expect(server.statements.some(({ sql }) => sql.includes('CREATE SCHEMA'))).toBe(false);
    await Promise.all(Array.from({ length: 9 }, () => queues.lostPolls()));
    expect(server.sessions).toHaveLength(4);
    await queues.close();
    const query: Query = async () => [{ schema: 'news' }];
    expect(await jobsSchema(query)).toBe('news');
  });

  test('give a statement up that is not answered in ten seconds', async () => {
    const { queues, server } = await opened(({ sql }) => (sql.includes('SKIP LOCKED') ? undefined : []));
    fakeTimers();
    let failure: unknown;
    queues.takePolls(1).catch((error: unknown) => {
      failure = error;
    });
    const isAsked = () => server.asked.some(({ sql }) => sql.includes('SKIP LOCKED'));
    while (!isAsked()) await turns();
    await pass(9_999);
    expect([isAsked(), failure]).toEqual([true, undefined]);
    await pass(1);
    expect(String(failure)).toContain('timeout');
    vi.useRealTimers();
    await queues.close();
  });

  test('say what troubles them, such as a broken connection, and go on', async () => {
    const { server, queues, troubles } = await opened();
    server.cut();
    await waitFor(() => troubles.length > 0);
    expect(troubles[0]).toMatch(/Connection terminated|ECONNRESET/);
    await queues.keep([poll]).catch(() => undefined);
    await queues.keep([poll]);
    await queues.close();
  });
});

describe('a poll in the queue', () => {
  test('is added under its source, with a notification; an empty list sends nothing', async () => {
    const { queues, asked } = await opened();
    await queues.sendPolls([]);
    expect(asked()).toEqual([]);
    await queues.sendPolls([job]);
    const [[what, rows] = [], notice] = asked();
    expect([what, notice]).toEqual(['INSERT INTO', ['NOTIFY kawaraban_polls']]);
    expect(JSON.parse(String(rows))).toMatchObject([{ data: toPlain(job), singletonKey: 'one' }]);
    await queues.close();
  });

  test('is taken with its tries, at most as many as asked for', async () => {
    const rows = [
      { id: ID, retryCount: 2, data: toPlain(job), singletonKey: 'one' },
      { id: 'other', retryCount: 0, data: { task: 5 }, singletonKey: null },
    ];
    const { queues, server } = await opened(({ sql }) => (sql.includes('SKIP LOCKED') ? rows : []));
    expect(await queues.takePolls(3)).toEqual([
      poll,
      { id: 'other', retries: 0, source: '', job: expect.objectContaining({ kind: 'unreadable' }) },
    ]);
    expect(server.asked.find(({ sql }) => sql.includes('SKIP LOCKED'))?.sql).toContain('LIMIT 3');
    await queues.close();
  });

  test('is kept by its try; without polls nothing is asked', async () => {
    const { queues, asked } = await opened();
    await queues.keep([]);
    expect(asked()).toEqual([]);
    await queues.keep([poll]);
    expect(asked()).toEqual([['UPDATE', 'polls', `{"${ID}"}`, `{"${ID}:2"}`]]);
    await queues.close();
  });

  test('is replaced by its answer in one step, with a notification', async () => {
    const { queues, asked, server } = await opened();
    expect(await queues.answer(poll, answer)).toBe(true);
    const steps = asked();
    expect(steps.map(([what]) => what)).toEqual([
      ...['BEGIN', 'DELETE FROM', 'INSERT INTO', 'NOTIFY kawaraban_answers', 'COMMIT'],
    ]);
    expect(steps[1]).toEqual(['DELETE FROM', 'polls', `{"${ID}"}`, `{"${ID}:2"}`]);
    expect(new Set(server.statements.slice(-5).map(({ session }) => session)).size).toBe(1);
    expect(JSON.stringify(steps[2])).toContain(
      JSON.stringify(JSON.stringify(toPlain(answer)))
        .slice(1, -1)
        .slice(0, 40),
    );
    await queues.close();
  });

  test('that another process has meanwhile gets no answer from this one', async () => {
    const { queues, asked } = await opened(({ sql }) =>
      sql.includes('COUNT(*)') ? [{ count: '0', ids: '{}', retained: 0 }] : [],
    );
    expect(await queues.answer(poll, answer)).toBe(false);
    expect(asked().map(([what]) => what)).toEqual(['BEGIN', 'DELETE FROM', 'COMMIT']);
    await queues.close();
  });

  test('whose answer cannot be stored stays', async () => {
    const { queues, asked } = await opened(({ sql }) =>
      sql.includes('NOTIFY kawaraban_answers') ? sqlError('53100', 'no room') : [],
    );
    await expect(queues.answer(poll, answer)).rejects.toThrow('no room');
    expect(asked().at(-1)).toEqual(['ROLLBACK']);
    await queues.close();
  });

  test('is given back with the reason and a notification', async () => {
    const { queues, asked } = await opened();
    await queues.giveBack(poll, 'a mistake');
    const [[what, queue, ids, reason, tries] = [], notice] = asked();
    expect([what, queue, ids, JSON.parse(String(reason)), tries]).toEqual([
      ...['DELETE FROM', 'polls', `{"${ID}"}`, { reason: 'a mistake' }, `{"${ID}:2"}`],
    ]);
    expect(notice).toEqual(['NOTIFY kawaraban_polls']);
    await queues.close();
  });
});

describe('an answer in the queue', () => {
  const rows = [{ id: ID, data: toPlain(answer) }];

  test('is read, and stays until it is removed', async () => {
    const { queues, asked, server } = await opened(({ sql }) =>
      /SELECT\s+id/.test(sql) && !sql.includes('COUNT') ? rows : [],
    );
    expect(await queues.answers(7)).toEqual([{ id: ID, job: { kind: 'read', job: answer } }]);
    expect(asked()).toEqual([['FROM', 'answers', '7']]);
    expect(server.statements.at(-1)?.sql).toContain(WAITING);
    await queues.removeAnswers([ID]);
    expect(asked()).toEqual([['DELETE FROM', 'answers', `{"${ID}"}`]]);
    await queues.close();
  });

  test.each([
    ['under its source', toPlain(answer), '"one"'],
    ['under its own number if it names no source', { odd: true }, `"${ID}"`],
  ])('that cannot be stored is set aside in one step, %s', async (_, data, key) => {
    const { queues, asked } = await opened();
    await queues.setAside(ID, data, 'out of range');
    const steps = asked();
    expect(steps.map(([what]) => what)).toEqual(['BEGIN', 'DELETE FROM', 'INSERT INTO', 'COMMIT']);
    expect(steps[1]).toEqual(['DELETE FROM', 'answers', `{"${ID}"}`]);
    const written = JSON.stringify(steps[2]);
    expect(written).toContain('out of range');
    expect(written.replaceAll('\\', '')).toContain(key);
    await queues.close();
  });
});

test('a lost poll is read from its own queue, and removed there', async () => {
  const { queues, asked, server } = await opened(({ sql }) =>
    /SELECT\s+id/.test(sql) && !sql.includes('COUNT') ? [{ id: ID, data: toPlain(job) }] : [],
  );
  expect(await queues.lostPolls()).toEqual([{ id: ID, job: { kind: 'read', job } }]);
  expect(asked().map(([what, queue]) => [what, queue])).toEqual([['FROM', 'polls-lost']]);
  expect(server.statements.at(-1)?.sql).toContain(WAITING);
  await queues.removeLost(ID);
  expect(asked()).toEqual([['DELETE FROM', 'polls-lost', `{"${ID}"}`]]);
  await queues.close();
});

test('a process that joins as a poller enters, listens, takes polls, regains its hosts after a loss, and gives all back', async () => {
  let left = [{ id: ID, retryCount: 0, data: toPlain(job), singletonKey: 'one' }];
  const server = await queueDatabase(({ sql }) => (sql.includes('SKIP LOCKED') ? left.splice(0) : []));
  const happened: string[] = [];
  const asked: string[] = [];
  const query: Query = async (sql, values = []) => {
    asked.push(`${sql.split('(')[0]} ${values.join(' ')}`);
    return sql.includes('current_schema() AS schema') ? [{ schema: 'news' }] : [{ taken: true }];
  };
  let session: SessionSetup | undefined;
  const note = (event: string, fields?: object) =>
    void happened.push(`${event} ${JSON.stringify(fields ?? {})}`);
  const begun = Promise.withResolvers<void>();
  const work = await joinAsPoller({
    ...{ url: server.url, name: () => 'kawaraban poll abc one:1', perHost: () => 1 },
    keepSession: async (setup) => {
      session = setup;
      await setup.onOpen(query);
      return { query, close: async () => void happened.push('session closed') };
    },
    log: { ...SILENT, debug: note, info: note, warn: note },
    source: () => source,
    concurrency: () => 2,
    onRests: (rests) => happened.push(`rests ${JSON.stringify(rests)}`),
    onAsk: () => begun.resolve(),
    ask: (_source, _task, signal) =>
      new Promise((_, reject) => {
        signal?.addEventListener('abort', () => reject(new Error('cut off')));
      }),
  });
  await begun.promise;
  expect(session).toMatchObject({ url: server.url, channels: ['kawaraban_polls'] });
  expect(session?.name()).toBe('kawaraban poll abc one:1');
  const lock = 'SELECT pg_try_advisory_lock 1752134516 0 one.example';
  expect(asked).toEqual([
    expect.stringMatching(/^SELECT pg_advisory_lock_shared/),
    'SELECT current_schema ',
    lock,
  ]);
  expect(happened).toEqual(['rests [["b.example","2026-11-24T03:00:00Z"]]']);
  happened.splice(0);

  session?.onLost('it broke');
  const looks = () => server.statements.filter(({ sql }) => sql.includes('SKIP LOCKED')).length;
  const beforeLoss = looks();
  await session?.onOpen(query);
  await waitFor(() => looks() > beforeLoss);
  expect(happened).toEqual(['cluster.disconnected {"reason":"it broke"}', 'cluster.reconnected {}']);
  expect(asked.slice(3)).toEqual([expect.stringMatching(/^SELECT pg_advisory_lock_shared/), lock]);
  const before = looks();
  session?.onNotice('kawaraban_polls', '');
  await waitFor(() => looks() > before);
  left = [];

  expect(work.inWork()).toBe(1);
  await work.stop();
  expect(work.inWork()).toBe(0);
  expect(
    server.asked.some(
      ({ sql, values }) => sql.includes('retried_jobs') && values.includes('{"reason":"cut off"}'),
    ),
  ).toBe(true);
  expect(happened.at(-1)).toBe('session closed');
  await waitFor(() => server.open().length === 0);
});

test('a process that cannot open the queues closes its session, so that it is no member', async () => {
  let closed = 0;
  const joining = joinAsPoller({
    ...{
      url: 'postgres://nobody@127.0.0.1:1/none',
      name: () => 'kawaraban poll abc one:1',
      perHost: () => 1,
    },
    keepSession: async () => ({ query: async () => [{ schema: 'news' }], close: async () => void closed++ }),
    log: SILENT,
    source: () => source,
    concurrency: () => 2,
    onRests: () => {},
    onAsk: () => {},
    ask: () => Promise.reject(new Error('nothing is asked')),
  });
  await expect(joining).rejects.toThrow('ECONNREFUSED');
  expect(closed).toBe(1);
});
