import { hostname } from 'node:os';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CHANGES_CHANNEL, readChange } from '../../src/cluster/announce-changes.ts';
import { createHostLeases } from '../../src/cluster/host-leases.ts';
import { joinAsPublisher } from '../../src/cluster/join-as-publisher.ts';
import { enter, LEADER, listMembers, processName, tryToLead } from '../../src/cluster/members.ts';
import { errorText } from '../../src/domain/error-text.ts';
import type { SourceId } from '../../src/domain/source/source.ts';
import { keepSession } from '../../src/store/postgres/keep-session.ts';
import { SILENT } from '../make.ts';
import { openedPostgres } from '../store/postgres/opened-postgres.ts';
import { startCuttingProxy } from '../support/cluster/cutting-proxy.ts';
import { hasPostgres, type PostgresServer, startPostgres } from '../support/postgres.ts';
import { waitFor } from '../support/wait-for.ts';

const NEVER = new AbortController().signal;

const open = (url: string, rest: Partial<Parameters<typeof keepSession>[0]> = {}) =>
  keepSession({
    url,
    name: () => processName('poll', 'abc', { host: 'here', pid: 1 }),
    channels: [],
    onNotice: () => {},
    onOpen: async () => {},
    onLost: () => {},
    ...rest,
  });

describe.skipIf(!hasPostgres())('processes beside each other', { timeout: 60_000 }, () => {
  let server: PostgresServer;
  beforeAll(async () => {
    server = await startPostgres();
  });
  afterAll(() => server.remove());

  test.concurrent('one leads; when its session ends, another one leads within seconds', async () => {
    const url = await server.newSchema();
    const deposed: string[] = [];
    const join = (pid: number) =>
      joinAsPublisher({
        url,
        keepSession,
        name: () => processName('publish', 'abc', { host: 'here', pid }),
        onChange: () => {},
        onDeposed: () => deposed.push(String(pid)),
        log: SILENT,
      });
    const first = await join(1);
    await first.elected;
    const second = await join(2);
    await waitFor(() => second.processes().length === 2);
    expect(second.processes()).toMatchObject([
      { role: 'publish', config: 'abc', place: 'here:1', isLeader: true },
      { role: 'publish', config: 'abc', place: 'here:2', isLeader: false },
    ]);
    const began = performance.now();
    await first.stop();
    await second.elected;
    expect(performance.now() - began).toBeLessThan(10_000);
    expect(deposed).toEqual([]);
    await second.stop();
  });

  test.concurrent('a leader that lost its session reports that everything may have changed, since notifications are lost with it', async () => {
    const url = await server.newSchema();
    const heard: unknown[] = [];
    const leader = await joinAsPublisher({
      ...{ url, keepSession, onChange: () => {}, onDeposed: () => {}, log: SILENT },
      name: () => processName('publish', 'abc', { host: 'here', pid: 11 }),
    });
    await leader.elected;
    // It only listens: a second publisher might take the lead at that moment.
    const follower = await open(url, {
      channels: [CHANGES_CHANNEL],
      onNotice: (_, payload) => heard.push(readChange(payload)),
    });
    await server.query(
      url,
      "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'kawaraban publish abc here:11'",
    );
    leader.announce({ stories: [], sources: ['lost' as SourceId] });
    await waitFor(() => heard.includes(undefined));
    // As a process does that begins to lead.
    leader.announce(undefined);
    // A session that was lost twice has reported this twice.
    await waitFor(() => heard.filter((change) => change === undefined).length >= 2);
    await Promise.all([leader.stop(), follower.close()]);
  });

  test.concurrent('a leader leads on where all connections are lost, as when PostgreSQL is restarted', async () => {
    const url = await server.newSchema();
    const deposed: string[] = [];
    const join = (pid: number) =>
      joinAsPublisher({
        ...{ url, keepSession, onChange: () => {}, log: SILENT },
        onDeposed: () => deposed.push(String(pid)),
        name: () => processName('publish', 'abc', { host: 'here', pid }),
      });
    const leader = await join(21);
    await leader.elected;
    const follower = await join(22);
    const sessions = "SELECT pid FROM pg_stat_activity WHERE application_name ~ 'publish abc here:2[12]$'";
    for (let round = 0; round < 5; round += 1) {
      const before = await server.query(url, `${sessions} ORDER BY pid`);
      await server.query(url, `SELECT pg_terminate_backend(pid) FROM (${sessions}) AS sessions`);
      await waitFor(async () => {
        const pids = (await server.query(url, `${sessions} ORDER BY pid`)).split('\n');
        return pids.length === 2 && !pids.some((pid) => before.includes(pid));
      });
      await waitFor(async () => (await server.query(url, LEADER)) !== '');
    }
    expect(deposed).toEqual([]);
    await Promise.all([leader.stop(), follower.stop()]);
  });

  test.concurrent('a leader that shows no sign of life is deposed', async () => {
    const url = await server.newSchema();
    const lost: string[] = [];
    const name = () => processName('publish', 'abc', { host: hostname(), pid: process.pid });
    const silent = await open(url, { name, onLost: (reason) => lost.push(reason) });
    expect(await tryToLead(silent.query)).toBe(true);
    const itsStore = await openedPostgres(url);
    const other = await open(url);
    expect(await tryToLead(other.query)).toBe(false);
    // While a statement runs, the session shows nothing else.
    silent.query('SELECT pg_sleep(30)').catch(() => undefined);
    await waitFor(() => tryToLead(other.query));
    await waitFor(() => lost.length > 0);
    // The store's session of that process has ended as well.
    await (await openedPostgres(url)).close();
    await Promise.all([silent.close(), other.close(), itsStore.close()]);
  });

  test.concurrent('a host is held by one process, and waits for no dead one', async () => {
    const url = await server.newSchema();
    const [one, other] = [await open(url), await open(url)];
    const ours = await createHostLeases(one.query, () => 1).hold('kaku.example', NEVER);
    const theirs = createHostLeases(other.query, () => 1);
    await expect(theirs.hold('kaku.example', AbortSignal.timeout(500))).rejects.toThrow('aborted');
    await one.close();
    const lease = await theirs.hold('kaku.example', NEVER);
    expect([ours.lost.aborted, lease.lost.aborted]).toEqual([false, false]);
    await lease.release();
    await other.close();
  });

  test.concurrent('a session that was interrupted takes its hosts again, and gives up those of others', async () => {
    const url = await server.newSchema();
    const isOpen = Promise.withResolvers<void>();
    let leases: ReturnType<typeof createHostLeases> | undefined;
    const other = await open(url);
    const theirs = createHostLeases(other.query, () => 1);
    const session = await open(url, {
      name: () => 'interrupted',
      onOpen: async (query) => {
        if (leases === undefined) return;
        await theirs.hold('taken.example', NEVER);
        await leases.regain(query);
        isOpen.resolve();
      },
    });
    leases = createHostLeases(session.query, () => 1);
    const kept = await leases.hold('kept.example', NEVER);
    const taken = await leases.hold('taken.example', NEVER);
    await server.query(
      url,
      "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'interrupted'",
    );
    await isOpen.promise;
    expect([kept.lost.aborted, taken.lost.aborted]).toEqual([false, true]);
    await expect(theirs.hold('kept.example', AbortSignal.timeout(500))).rejects.toThrow('aborted');
    await Promise.all([session.close(), other.close()]);
  });

  test.concurrent('a host that is released while the session is opened anew is free', async () => {
    const url = await server.newSchema();
    const released = Promise.withResolvers<void>();
    let leases: ReturnType<typeof createHostLeases> | undefined;
    let release = (): Promise<void> => Promise.resolve();
    const session = await open(url, {
      name: () => 'released',
      onOpen: async (query) => {
        await leases?.regain(query);
        if (leases !== undefined) released.resolve(release());
      },
    });
    leases = createHostLeases(session.query, () => 1);
    release = (await leases.hold('kaku.example', NEVER)).release;
    await server.query(
      url,
      "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'released'",
    );
    await released.promise;
    const other = await open(url);
    const theirs = createHostLeases(other.query, () => 1);
    await (await theirs.hold('kaku.example', AbortSignal.timeout(5_000))).release();
    await Promise.all([session.close(), other.close()]);
  });

  test.concurrent('a session that is closed while it is opened anew stays closed, and holds no lock', async () => {
    const url = await server.newSchema();
    const proxy = await startCuttingProxy(url);
    const lost = Promise.withResolvers<void>();
    const session = await open(proxy.url, {
      name: () => 'closed',
      onOpen: async (query) => void (await query('SELECT pg_advisory_lock(7)')),
      onLost: () => lost.resolve(),
    });
    proxy.cutOff();
    await server.query(
      url,
      "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'closed'",
    );
    proxy.endAll();
    await lost.promise;
    // A connection waits for its answer.
    await waitFor(() => proxy.connections() > 0);
    const closed = session.close();
    proxy.restore();
    await closed;
    const sessions = "SELECT count(*) FROM pg_stat_activity WHERE application_name = 'closed'";
    await waitFor(async () => (await server.query(url, sessions)) === '0');
    expect(await server.query(url, 'SELECT pg_try_advisory_lock(7)')).toBe('t');
    await proxy.close();
  });

  test.concurrent('a session that gets no answer is given up, with the locks that it may have taken', async () => {
    const url = await server.newSchema();
    const lost = Promise.withResolvers<string>();
    const session = await open(url, { onLost: lost.resolve });
    await expect(session.query('SELECT pg_sleep(7), pg_advisory_lock(1)')).rejects.toThrow('timeout');
    // The next statement goes to another session.
    await lost.promise;
    await waitFor(() =>
      session.query('SELECT 1').then(
        () => true,
        () => false,
      ),
    );
    await session.close();
  });

  test('a session that cannot be opened says what to do, and no secret', async () => {
    const wrong = (await server.newSchema())
      .replace('/postgres?', '/nowhere?')
      .replace('postgres@', 'postgres:secret@');
    const reason = await open(wrong).then(
      () => '',
      (error: unknown) => errorText(error),
    );
    expect(reason).toMatch(/^PostgreSQL at .* has no database nowhere: create it \(`createdb nowhere`\)/);
    expect(reason).not.toContain('secret');
    expect(reason.match(/does not exist/g)).toHaveLength(1);
  });

  test.concurrent('a name that is too long is cut where the machine is named', async () => {
    const url = await server.newSchema();
    const name = processName('publish', 'abcdefgh', { host: 'h'.repeat(80), pid: 123_456 });
    const session = await open(url, { name: () => name });
    expect(Buffer.byteLength(name)).toBe(63);
    await enter(session.query);
    const [listed] = await listMembers(session.query, LEADER);
    expect(listed).toMatchObject({ role: 'publish', config: 'abcdefgh', isLeader: false });
    expect(listed?.place).toMatch(/^h+:123456$/);
    await session.close();
  });
});
