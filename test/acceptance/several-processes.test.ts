import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { LEADER } from '../../src/cluster/members.ts';
import { watchFeeds } from '../support/cluster/feed-watch.ts';
import { isReplaced, startProcesses } from '../support/cluster/kept-processes.ts';
import { strike } from '../support/cluster/outages.ts';
import { storedTitles } from '../support/cluster/stored-titles.ts';
import { hasPostgres, type PostgresServer, startPostgres } from '../support/postgres.ts';
import { type Daemon, type Installation, install, startDaemon } from '../support/product.ts';
import { kawarabanHere } from '../support/run-here.ts';
import { serveScripted } from '../support/scripted-outlets.ts';
import { slowness } from '../support/slowness.ts';
import { waitFor } from '../support/wait-for.ts';

const HOSTS = 3;
const SOURCES_A_HOST = 2;
const SOURCES = HOSTS * SOURCES_A_HOST;

let at: Installation | undefined;
afterEach(() => at?.remove());

type Feed = { readonly items: readonly { readonly id: string; readonly title: string }[] };

const titlesAt = async ({ url }: Pick<Daemon, 'url'>): Promise<readonly string[]> => {
  const feed = (await (await fetch(`${url}/feed.json`)).json()) as Feed;
  expect(new Set(feed.items.map(({ id }) => id)).size).toBe(feed.items.length);
  return feed.items.map(({ title }) => title).toSorted();
};

const processesAt = async ({ url }: Pick<Daemon, 'url'>): Promise<readonly object[]> => {
  const { installation } = (await (await fetch(`${url}/status.json`)).json()) as {
    readonly installation: { readonly processes: readonly object[] };
  };
  return installation.processes;
};

const leads = (daemon: Daemon) => daemon.event(({ event }) => event === 'cluster.leads');

test('a role for several processes needs the database that they share, and says so', async () => {
  at = await install([{ id: 'one', url: 'https://one.example/feed.xml' }]);
  const { status, err } = await kawarabanHere(at, 'run', '--role', 'poll');
  expect(status).toBe(78);
  expect(err).toContain('name the database as `store` in');
  expect((await kawarabanHere(at, 'run', '--role', 'lead')).status).toBe(2);
});

describe.skipIf(!hasPostgres())('several processes over PostgreSQL', { timeout: 240_000 }, () => {
  let server: PostgresServer;
  beforeAll(async () => {
    server = await startPostgres();
  });
  afterAll(() => server.remove());

  /** An installation of scripted outlets over a schema of its own. */
  const installOutlets = async () => {
    const outlets = await serveScripted(HOSTS, SOURCES_A_HOST);
    const store = await server.newSchema();
    const home = await install(
      outlets.sources,
      `store: ${JSON.stringify(store)}\nrelevance:\n  threshold: 0.4\n`,
    );
    at = home;
    return { outlets, store, home };
  };

  /** A leader that was paused after its first polls, and a second process that leads since and has polled what came next. */
  const replaceLeader = async () => {
    const { outlets, store, home } = await installOutlets();
    const first = await startDaemon(home);
    await leads(first);
    await waitFor(async () => (await titlesAt(first)).length === SOURCES);
    const second = await startDaemon(home);
    process.kill(first.pid, 'SIGSTOP');
    await leads(second);
    outlets.publish();
    await waitFor(async () => (await kawarabanHere(home, 'poll', '--all')).status === 0);
    return { outlets, store, home, first, second };
  };

  // `bench/outages.ts` does the same for an hour, with all that may be hit, and 2,000 sources, and measures the time
  // until another process leads.
  test('lose nothing and publish nothing twice, whichever of them is killed or cut off', async () => {
    const outlets = await serveScripted(HOSTS, SOURCES_A_HOST);
    const store = await server.newSchema();
    at = await install(outlets.sources, `store: \${DATABASE_URL}\nrelevance:\n  threshold: 0.4\n`);
    const processes = await startProcesses(at, store, ['publish', 'publish', 'poll', 'poll']);
    const pollAll = () =>
      waitFor(async () => (await kawarabanHere(processes.leader().home, 'poll', '--all')).status === 0);

    // Each source is asked once, and both publishers serve the same.
    await waitFor(async () => (await storedTitles(server, store)).size === SOURCES);
    expect(outlets.asked()).toEqual(outlets.sources.map(() => 1));
    const [first, second] = processes.publishers.flatMap(({ daemon }) => daemon ?? []);
    if (first === undefined || second === undefined) throw new Error('a publisher does not run');
    await waitFor(
      async () => (await titlesAt(first)).length + (await titlesAt(second)).length === 2 * SOURCES,
    );
    const etags = await Promise.all(
      [first, second].map(async ({ url }) => (await fetch(`${url}/feed.atom`)).headers.get('etag')),
    );
    expect(etags[0]).toBe(etags[1]);

    const watch = watchFeeds(processes.publishers, 200);
    for (const [kind, nth] of [
      ['kill', 0],
      ['kill', 1],
      ['restart', 0],
      ['cut', 1],
    ] as const) {
      outlets.publish();
      const polled = pollAll();
      await waitFor(() => outlets.asking() > 0);
      const { victim, takeoverMs } = await strike(kind, nth, processes, { server, pausedMs: 0, cutOffMs: 0 });
      expect(takeoverMs !== undefined, `${kind} of the ${victim}`).toBe(victim === 'leader');
      expect(takeoverMs ?? 0).toBeLessThan(10_000 * slowness());
      await polled;
      // What a process that was hit had sent is not sent again; the others are.
      await pollAll();
    }
    const titles = outlets.titles();
    await waitFor(async () => (await storedTitles(server, store)).size === titles.length);
    const stored = await storedTitles(server, store);
    expect(titles.filter((title) => stored.get(title)?.length !== 1)).toEqual([]);
    await waitFor(() => watch.titles().size === titles.length);
    await watch.stop();
    expect([watch.mistakes, watch.failures, outlets.mostAtATime()]).toEqual([[], [], 1]);
    expect(processes.unplannedEnds.filter((reason) => !isReplaced(reason))).toEqual([]);
    expect(await processes.stop()).toEqual([0, 0, 0, 0]);
    await outlets.close();
  });

  test('a leader that is paused is replaced, and ends when it goes on; role all does everything', async () => {
    const { outlets, first, second } = await replaceLeader();
    process.kill(first.pid, 'SIGCONT');
    const { status } = await first.kill('SIGCONT');
    expect(status).toBe(1);
    await waitFor(async () => (await titlesAt(second)).length === 2 * SOURCES);
    expect(await titlesAt(second)).toEqual(outlets.titles());
    expect(outlets.mostAtATime()).toBe(1);
    // The list is renewed every five seconds.
    await waitFor(async () => {
      const [first, ...others] = await processesAt(second);
      return others.length === 0 && first !== undefined && 'isLeader' in first && first.isLeader === true;
    });
    expect(await processesAt(second)).toMatchObject([{ role: 'all', isLeader: true, isThis: true }]);
    expect(await second.kill('SIGTERM')).toEqual({ status: 0 });
    await outlets.close();
  });

  test('a leader that leads again after another one has stored something ends, and loses no answer', async () => {
    const { outlets, store, home, first, second } = await replaceLeader();
    await second.kill('SIGKILL');
    await waitFor(async () => (await server.query(store, LEADER)) === '');
    // It takes the lead again, and finds that the store has moved on when it stores the next answers.
    const ended = first.kill('SIGCONT');
    outlets.publish();
    await kawarabanHere(home, 'poll', '--all');
    expect(await ended).toEqual({ status: 1 });
    const third = await startDaemon(home);
    await leads(third);
    await waitFor(async () => (await kawarabanHere(home, 'poll', '--all')).status === 0);
    await waitFor(async () => (await titlesAt(third)).length === 3 * SOURCES);
    expect(await titlesAt(third)).toEqual(outlets.titles());
    expect(await third.kill('SIGTERM')).toEqual({ status: 0 });
    await outlets.close();
  });

  test('a publisher without PostgreSQL says so, after a while asks for no readers, and stops when it is told to', async () => {
    const own = await startPostgres();
    const source = { id: 'one', url: 'http://127.0.0.1:9/feed.xml' };
    at = await install([source], `store: ${JSON.stringify(await own.newSchema())}\n`);
    const publisher = await startDaemon(at, '--role', 'publish');
    await leads(publisher);
    const ready = async () => {
      const answer = await fetch(`${publisher.url}/readyz`);
      return `${answer.status} ${await answer.text()}`;
    };
    expect(await ready()).toBe('200 ready\n');
    await own.stop();
    await waitFor(async () => (await ready()).includes('PostgreSQL has not been reached for'));
    await publisher.event(({ event }) => event === 'cluster.disconnected');
    await waitFor(async () => /^503 PostgreSQL has not been reached for \d+ seconds/.test(await ready()));
    await own.start();
    await waitFor(async () => (await ready()) === '200 ready\n');
    await own.stop();
    await waitFor(async () => (await ready()).includes('PostgreSQL has not been reached for'));
    expect(await publisher.kill('SIGTERM')).toEqual({ status: 0 });
    await own.remove();
  });
});
