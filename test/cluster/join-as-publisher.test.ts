import { afterEach, describe, expect, test, vi } from 'vitest';
import { ANSWERS_CHANNEL } from '../../src/cluster/job-queues.ts';
import { joinAsPublisher, type Publisher } from '../../src/cluster/join-as-publisher.ts';
import type { Query, SessionSetup } from '../../src/cluster/ports.ts';
import { makeSource, NOON, SILENT } from '../make.ts';
import { fakeTimers, pass, turns } from '../support/fake-timers.ts';
import { waitFor } from '../support/wait-for.ts';
import { taskOf } from './support/processes.ts';
import { queueDatabase } from './support/queue-database.ts';

let publisher: Publisher | undefined;
afterEach(async () => {
  vi.useRealTimers();
  await publisher?.stop();
});

/** A publisher in a session of its own; `world.leads`: whether the lock of the leader is free. `isReopened`: the session was lost at once. */
const join = async (leads: boolean, { url = 'postgres://db.example/news', isReopened = false } = {}) => {
  const happened: unknown[] = [];
  const asked: string[] = [];
  const world = { leads };
  const query: Query = async (sql, values = []) => {
    asked.push(`${sql.split(/[(\n]/, 1)[0]?.trim()} ${values.join()}`);
    if (sql.includes('pg_try_advisory_lock')) return [{ leads: world.leads }];
    if (sql.includes('application_name AS name, pid IN'))
      return [{ name: 'kawaraban publish abc123 one:1', leads: true, since: 1000, seen: 2000 }];
    if (sql.includes('pg_backend_pid')) return [{ leads: world.leads }];
    if (sql.includes('current_schema() AS schema')) return [{ schema: 'news' }];
    return [];
  };
  let session: SessionSetup | undefined;
  publisher = await joinAsPublisher({
    ...{ url, name: () => 'kawaraban publish abc123 one:1' },
    keepSession: async (setup) => {
      session = setup;
      await setup.onOpen(query);
      if (isReopened) {
        setup.onLost('the server is restarting');
        await setup.onOpen(query);
      }
      return { query, close: async () => void happened.push('closed') };
    },
    onChange: (change) => happened.push(['change', change]),
    onDeposed: () => happened.push('deposed'),
    log: { ...SILENT, info: (event) => happened.push(event), warn: (...line) => happened.push(line) },
  });
  if (session === undefined) throw new Error('no session was opened');
  const { onNotice, onLost, onOpen } = session;
  const reopen = () => onOpen(query);
  const change = () => onNotice('kawaraban_changes', '{"stories":["a"],"sources":[]}');
  return { publisher, happened, asked, world, session, onNotice, onLost, reopen, change };
};

const SENDING = { isTaken: () => false, pollAgain: () => true, now: () => NOON, rests: () => new Map() };

const CHANGE = ['change', { stories: ['a'], sources: [] }];

describe('a process beside the leader', () => {
  test('enters, listens, hears of changes, and knows the others', async () => {
    const { publisher: own, happened, asked, session, change } = await join(false);
    expect(asked[0]).toMatch(/^SELECT pg_advisory_lock_shared/);
    expect(session.channels).toEqual(['kawaraban_changes', ANSWERS_CHANNEL]);
    change();
    expect(happened).toEqual([CHANGE]);
    await waitFor(() => own.processes().length > 0);
    expect(own.processes()).toMatchObject([{ role: 'publish', config: 'abc123', place: 'one:1' }]);
    expect(asked.some((one) => one.startsWith('SELECT pg_terminate_backend'))).toBe(false);
    expect(own.lostForMs()).toBeUndefined();
    await own.stop();
    expect(happened.at(-1)).toBe('closed');
  });

  test('tries to lead each second, and lists the others each five seconds, until it is stopped', async () => {
    fakeTimers();
    const { publisher: own, asked } = await join(false);
    const count = (part: string) => asked.filter((one) => one.includes(part)).length;
    const counts = () => [count('pg_try_advisory_lock'), count('SELECT application_name')];
    await turns();
    const [tries = 0, lists = 0] = counts();
    await pass(999);
    expect(counts()).toEqual([tries, lists]);
    await pass(1);
    expect(counts()).toEqual([tries + 1, lists]);
    for (let second = 0; second < 3; second += 1) await pass(1_000);
    await pass(999);
    expect(counts()).toEqual([tries + 4, lists]);
    await pass(1);
    expect(counts()).toEqual([tries + 5, lists + 1]);
    await own.stop();
    await pass(5_000);
    expect(counts()).toEqual([tries + 5, lists + 1]);
  });

  test('waits five seconds after a lost connection before it tries to lead again', async () => {
    fakeTimers();
    const { asked, onLost, reopen } = await join(false);
    const tries = () => asked.filter((one) => one.includes('pg_try_advisory_lock')).length;
    onLost('the server is restarting');
    await turns();
    const before = tries();
    for (let second = 0; second < 3; second += 1) await pass(1_000);
    expect(tries()).toBe(before);
    await reopen();
    for (let second = 0; second < 4; second += 1) await pass(1_000);
    expect(tries()).toBe(before);
    await pass(1_000);
    expect(tries()).toBe(before + 1);
  });

  test('that lost its connection says since when, and may have missed any change', async () => {
    vi.useFakeTimers({ toFake: ['performance'] });
    const { publisher: own, happened, onLost, reopen } = await join(false);
    onLost('the server is restarting');
    vi.advanceTimersByTime(1_500);
    onLost('still away');
    expect(own.lostForMs()).toBe(1_500);
    await reopen();
    expect(own.lostForMs()).toBeUndefined();
    expect(happened).toEqual([
      ['cluster.disconnected', { reason: 'the server is restarting' }],
      ['cluster.disconnected', { reason: 'still away' }],
      'cluster.reconnected',
      ['change', undefined],
    ]);
  });
});

describe('the process that leads', () => {
  test('is not elected right after a lost connection, which the previous leader may take again first', async () => {
    const { publisher: own, asked } = await join(true, { isReopened: true });
    await waitFor(() => own.processes().length > 0);
    expect(asked.filter((one) => one.includes('pg_try_advisory_lock'))).toEqual([]);
  });

  test('is elected where the lead is free, hears of no change of its own, and ends pollers that are silent', async () => {
    const { publisher: own, happened, asked, change } = await join(true);
    await own.elected;
    change();
    expect(happened).toEqual([]);
    await waitFor(() => asked.some((one) => one.startsWith('SELECT pg_terminate_backend')));
  });

  test('still leads after its connection was lost if it is the first to take the lead again, and says that all may have changed', async () => {
    const { publisher: own, happened, asked, onLost, reopen } = await join(true);
    await own.elected;
    onLost('the server is restarting');
    asked.splice(0);
    await reopen();
    expect(asked.map((one) => one.split(' ', 2)[1])).toEqual([
      'pg_advisory_lock_shared',
      'pg_try_advisory_lock',
      'pg_notify',
    ]);
    expect(happened.slice(1)).toEqual(['cluster.reconnected']);
  });

  test('is deposed where another process has taken the lead meanwhile', async () => {
    const { publisher: own, happened, world, onLost, reopen } = await join(true);
    await own.elected;
    onLost('the server is restarting');
    world.leads = false;
    await reopen();
    expect(happened.slice(1)).toEqual(['deposed', 'cluster.reconnected']);
  });

  test('sends polls as long as it leads, looks for answers when it hears of some, and ends all of it', async () => {
    const server = await queueDatabase();
    const { publisher: own, world, onNotice } = await join(true, { url: server.url });
    await own.elected;
    const source = makeSource('one');
    const polls = await own.send(SENDING);
    const count = (part: string) => server.statements.filter(({ sql }) => sql.includes(part)).length;
    void polls.ask(source, taskOf(source), new AbortController().signal);
    await waitFor(() => count('INSERT INTO news.job_common') === 1);
    expect(server.sessions[0]).toMatchObject({ application_name: 'kawaraban jobs' });
    const looks = count("state < 'active'");
    onNotice(ANSWERS_CHANNEL, '');
    await waitFor(() => count("state < 'active'") > looks);

    world.leads = false;
    void polls.ask(makeSource('two'), taskOf(makeSource('two')), new AbortController().signal);
    const before = count("state < 'active'");
    await waitFor(() => count("state < 'active'") > before);
    expect(count('INSERT INTO news.job_common')).toBe(1);
    await own.stop();
    await waitFor(() => server.open().length === 0);
  });

  test('that is stopped while it opens the queue closes it', async () => {
    const server = await queueDatabase();
    const { publisher: own } = await join(true, { url: server.url });
    await own.elected;
    const sending = own.send(SENDING);
    await own.stop();
    expect(server.sessions).toEqual([]);
    await sending;
    expect(server.sessions).not.toEqual([]);
    await waitFor(() => server.open().length === 0);
  });
});
