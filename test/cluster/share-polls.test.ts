import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { TakenPoll } from '../../src/cluster/job-queues.ts';
import { confirmLead, tryToLead } from '../../src/cluster/members.ts';
import { openJobQueues } from '../../src/cluster/open-job-queues.ts';
import type { SourceId } from '../../src/domain/source/source.ts';
import type { AskSource } from '../../src/intake/ports.ts';
import { makeSource, NOON, SILENT } from '../make.ts';
import { startCuttingProxy } from '../support/cluster/cutting-proxy.ts';
import { hasPostgres, type PostgresServer, startPostgres } from '../support/postgres.ts';
import { waitFor } from '../support/wait-for.ts';
import { startLeader, startPoller, taskOf, UNCHANGED } from './support/processes.ts';

const NEVER = new AbortController().signal;

const sources = Array.from({ length: 12 }, (_, n) =>
  makeSource(`s${n}`, { endpoints: [`https://host${n % 3}.example/${n}.xml`] }),
);
const one = makeSource('one');

/** The schema of the jobs of a test's installation. */
const jobsOf = (url: string): string => /test\d+$/.exec(url)?.[0] ?? '';

/** Asks nothing, and notes which sources are asked and how many at a time on a host. */
const createWatchedHosts = () => {
  const asking = new Map<string, number>();
  const asked: string[] = [];
  const most = { atATime: 0 };
  const ask: AskSource = async (source) => {
    const { host } = new URL(source.endpoints[0]);
    const now = (asking.get(host) ?? 0) + 1;
    asking.set(host, now);
    most.atATime = Math.max(most.atATime, now);
    await sleep(20);
    asking.set(host, (asking.get(host) ?? 0) - 1);
    asked.push(source.id);
    return { answer: UNCHANGED };
  };
  return { ask, asked, most };
};

describe.skipIf(!hasPostgres())('polls shared by processes', { timeout: 60_000 }, () => {
  let server: PostgresServer;
  beforeAll(async () => {
    server = await startPostgres();
  });
  afterAll(() => server.remove());

  test.concurrent('each source is asked once, and a host by one process at a time', async () => {
    const url = await server.newSchema();
    const hosts = createWatchedHosts();
    const leader = await startLeader(url);
    const pollers = await Promise.all([1, 2, 3].map(() => startPoller(url, sources, hosts.ask)));
    const answers = await Promise.all(
      sources.map((source) => leader.sent.ask(source, taskOf(source), NEVER)),
    );
    expect(answers.map(({ answer }) => answer)).toEqual(sources.map(() => UNCHANGED));
    expect(hosts.asked.toSorted()).toEqual(sources.map(({ id }) => id).toSorted());
    expect(hosts.most.atATime).toBe(1);
    await Promise.all([leader, ...pollers].map(({ stop }) => stop()));
  });

  test.concurrent('a poll whose process dies is worked by another one', async () => {
    const url = await server.newSchema();
    const leader = await startLeader(url);
    const dead = await openJobQueues({ url, schema: jobsOf(url), isSupervisor: false, onTrouble: () => {} });
    const asked = leader.sent.ask(one, taskOf(one), NEVER);
    await waitFor(async () => (await dead.takePolls(1)).length === 1);
    const hosts = createWatchedHosts();
    const poller = await startPoller(url, [one], hosts.ask);
    const { answer, acknowledge } = await asked;
    expect(answer).toEqual(UNCHANGED);
    await acknowledge?.(undefined);
    expect(leader.sent.counts()).toEqual({ waiting: 0, retried: 1, lost: 0, refused: 0 });
    await Promise.all([leader.stop(), poller.stop(), dead.close()]);
  });

  test.concurrent('a poll that no process can finish counts as a failure of its source', async () => {
    const url = await server.newSchema();
    const leader = await startLeader(url);
    const poller = await startPoller(url, [one], () => Promise.reject(new Error('a mistake of ours')));
    const asked = await leader.sent.ask(one, taskOf(one), NEVER);
    expect(asked.answer).toMatchObject({
      content: {
        kind: 'failed',
        failure: { kind: 'unfinished', detail: expect.stringContaining('in 3 tries') },
      },
    });
    await asked.acknowledge?.(undefined);
    // It counts as lost when it leaves the queue.
    expect(leader.sent.counts()).toEqual({ waiting: 0, retried: 0, lost: 1, refused: 0 });
    expect(await server.query(url, `SELECT count(*) FROM ${jobsOf(url)}.job WHERE name = 'polls-lost'`)).toBe(
      '0',
    );
    await Promise.all([leader.stop(), poller.stop()]);
  });

  test.concurrent('an answer that a leader left is taken in by the next one, which does not ask again', async () => {
    const url = await server.newSchema();
    const hosts = createWatchedHosts();
    const first = await startLeader(url);
    const poller = await startPoller(url, [one], hosts.ask);
    const left = await first.sent.ask(one, taskOf(one), NEVER);
    expect(left.acknowledge).toBeDefined();
    await first.stop();
    const again: SourceId[] = [];
    const next = await startLeader(url, { pollAgain: (source) => again.push(source) > 0 });
    await waitFor(() => again.length > 0);
    const asked = await next.sent.ask(one, taskOf(one), NEVER);
    expect([asked.answer, asked.request]).toEqual([
      UNCHANGED,
      { url: one.endpoints[0], endpoint: 0, isFirst: true },
    ]);
    expect([again, hosts.asked]).toEqual([['one'], ['one']]);
    await next.stop();
    // It was stored, but its removal failed.
    const last = await startLeader(url, { isTaken: (source, at) => source === 'one' && at.equals(NOON) });
    await waitFor(
      async () => (await server.query(url, `SELECT 1 FROM ${jobsOf(url)}.job WHERE name = 'answers'`)) === '',
    );
    await Promise.all([last.stop(), poller.stop()]);
  });

  test.concurrent('an answer that could not be stored is delivered again, and the source is not asked again', async () => {
    const url = await server.newSchema();
    const hosts = createWatchedHosts();
    const again: SourceId[] = [];
    const leader = await startLeader(url, { pollAgain: (source) => again.push(source) > 0 });
    const poller = await startPoller(url, [one], hosts.ask);
    const refused = await leader.sent.ask(one, taskOf(one), NEVER);
    await refused.acknowledge?.(new Error('refused'));
    await waitFor(() => again.length > 0);
    expect((await leader.sent.ask(one, taskOf(one), NEVER)).answer).toEqual(UNCHANGED);
    expect([again, hosts.asked]).toEqual([['one'], ['one']]);
    await Promise.all([leader.stop(), poller.stop()]);
  });

  test.concurrent('an answer of another version, which cannot be read, fails its poll and is kept with the reason', async () => {
    const url = await server.newSchema();
    const leader = await startLeader(url, { pollAgain: () => false });
    const head = { ...(UNCHANGED.kind === 'asked' && UNCHANGED.head), movedTo: 5 };
    const poller = await startPoller(url, [one], async () => ({ answer: { ...UNCHANGED, head } }) as never);
    const { answer, acknowledge } = await leader.sent.ask(one, taskOf(one), NEVER);
    const reason = 'answer.head.movedTo: Invalid input: expected string, received number';
    expect(answer).toMatchObject({ content: { failure: { detail: expect.stringContaining(reason) } } });
    await acknowledge?.(undefined);
    const kept = `SELECT data->>'reason' FROM ${jobsOf(url)}.job WHERE name = 'answers-refused'`;
    expect(await server.query(url, kept)).toBe(reason);
    await Promise.all([leader.stop(), poller.stop()]);
  });

  test.concurrent('an answer that is refused again and again comes later each time, and then counts as a failed poll', async () => {
    const url = await server.newSchema();
    const hosts = createWatchedHosts();
    const leader = await startLeader(url, { pollAgain: () => false });
    const poller = await startPoller(url, [one], hosts.ask);
    const deliveredAtMs: number[] = [];
    const ask = async () => {
      const asked = await leader.sent.ask(one, taskOf(one), NEVER);
      deliveredAtMs.push(performance.now());
      return asked;
    };
    let asked = await ask();
    while (deliveredAtMs.length < 5) {
      await asked.acknowledge?.(new Error('a value is out of range'));
      asked = await ask();
    }
    const detail = 'the answer of this source could not be stored in 4 tries (a value is out of range)';
    expect(asked.answer).toMatchObject({
      content: { kind: 'failed', failure: { kind: 'unfinished', detail } },
    });
    const waits = deliveredAtMs.slice(1).map((ms, n) => (ms - (deliveredAtMs[n] ?? 0)) / 1000);
    for (const [n, leastS] of [1, 2, 4, 8].entries()) expect(waits[n]).toBeGreaterThan(leastS * 0.99);
    // The source was asked once, although it was polled again and again.
    expect(hosts.asked).toEqual(['one']);
    const countOf = (queue: string) =>
      server.query(url, `SELECT count(*) FROM ${jobsOf(url)}.job WHERE name = '${queue}'`);
    expect([await countOf('answers'), await countOf('answers-refused')]).toEqual(['1', '0']);
    await asked.acknowledge?.(undefined);
    expect([await countOf('answers'), await countOf('answers-refused')]).toEqual(['0', '1']);
    expect(leader.sent.counts()).toEqual({ waiting: 0, retried: 0, lost: 0, refused: 1 });
    await Promise.all([leader.stop(), poller.stop()]);
  });

  test.concurrent('PostgreSQL may be restarted while a source is asked', async () => {
    const own = await startPostgres();
    const url = await own.newSchema();
    const begun = Promise.withResolvers<void>();
    const end = Promise.withResolvers<void>();
    let times = 0;
    const leader = await startLeader(url);
    const poller = await startPoller(url, [one], async () => {
      times += 1;
      begun.resolve();
      await end.promise;
      return { answer: UNCHANGED };
    });
    const asked = leader.sent.ask(one, taskOf(one), NEVER);
    await begun.promise;
    await own.restart('SIGQUIT');
    end.resolve();
    expect((await asked).answer).toEqual(UNCHANGED);
    expect(times).toBe(1);
    await Promise.all([leader.stop(), poller.stop()]);
    await own.remove();
  });

  test.concurrent('a process that was deposed in a pause sends no poll any more', async () => {
    const url = await server.newSchema();
    const hosts = createWatchedHosts();
    const poller = await startPoller(url, [one], hosts.ask);
    const warned: object[] = [];
    const leader = await startLeader(url, {
      confirmLead: () => confirmLead(leader.session.query),
      log: { ...SILENT, warn: (event, fields) => warned.push({ event, ...fields }) },
    });
    void leader.sent.ask(one, taskOf(one), NEVER);
    await waitFor(() => warned.length > 0);
    expect([warned, hosts.asked]).toEqual([
      [{ event: 'cluster.queue-failed', reason: 'this process does not lead at the moment' }],
      [],
    ]);
    // The poll is sent as soon as it leads.
    await tryToLead(leader.session.query);
    await waitFor(() => hosts.asked.length === 1);
    await Promise.all([leader.stop(), poller.stop()]);
  });

  test.concurrent('polls go on when the connections of the leader fall silent', async () => {
    const url = await server.newSchema();
    const proxy = await startCuttingProxy(url);
    const hosts = createWatchedHosts();
    const poller = await startPoller(url, [one], hosts.ask);
    const leader = await startLeader(proxy.url);
    await (await leader.sent.ask(one, taskOf(one), NEVER)).acknowledge?.(undefined);
    proxy.silence();
    const began = performance.now();
    await leader.sent.ask(one, taskOf(one), NEVER);
    expect(performance.now() - began).toBeLessThan(30_000);
    await Promise.all([leader.stop(), poller.stop()]);
    await proxy.close();
  });

  test.concurrent('a process survives a server that shuts down right when a connection is ready', async () => {
    const url = await server.newSchema();
    const proxy = await startCuttingProxy(url);
    const leader = await startLeader(url);
    void leader.sent.ask(one, taskOf(one), NEVER);
    const queues = await openJobQueues({
      ...{ url: proxy.url, schema: jobsOf(url) },
      ...{ isSupervisor: false, onTrouble: () => {} },
    });
    const taken: TakenPoll[] = [];
    await waitFor(async () => taken.push(...(await queues.takePolls(1))) === 1);
    const [poll] = taken;
    const request = { url: '', endpoint: 0, isFirst: true };
    const job = { source: one.id, request, answer: UNCHANGED, retries: 0 };
    if (poll === undefined) throw new Error('no poll was taken');
    proxy.endAll();
    proxy.shutNextConnection();
    // The connection that is shut comes before the one that hands the answer over.
    await waitFor(() => queues.answer(poll, job).catch(() => false));
    await Promise.all([leader.stop(), queues.close()]);
    await proxy.close();
  });

  test.concurrent('a process that is paused while it hands an answer over holds up no other poll', async () => {
    const url = await server.newSchema();
    const proxy = await startCuttingProxy(url);
    const leader = await startLeader(url);
    const two = makeSource('two', { endpoints: ['https://two.example/feed.xml'] });
    const asked = [one, two].map((source) => leader.sent.ask(source, taskOf(source), NEVER));
    const paused = await openJobQueues({
      ...{ url: proxy.url, schema: jobsOf(url) },
      ...{ isSupervisor: false, onTrouble: () => {} },
    });
    const taken: TakenPoll[] = [];
    await waitFor(async () => taken.push(...(await paused.takePolls(2))) === 2);
    proxy.cutNextCommit('paused');
    const job = {
      source: one.id,
      request: { url: '', endpoint: 0, isFirst: true },
      answer: UNCHANGED,
      retries: 0,
    };
    const handed = taken[0] === undefined ? undefined : paused.answer(taken[0], job).catch(() => false);
    const hosts = createWatchedHosts();
    const poller = await startPoller(url, [one, two], hosts.ask);
    await Promise.all(asked);
    expect(hosts.asked.toSorted()).toEqual(['one', 'two']);
    expect(await handed).toBe(false);
    await Promise.all([leader.stop(), poller.stop(), paused.close()]);
    await proxy.close();
  });
});
