import { once } from 'node:events';
import { readFile, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { type AddressInfo, createServer as createSocketServer } from 'node:net';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { answerCommands } from '../../src/daemon/control/answer-commands.ts';
import { openStore } from '../../src/store/open-store.ts';
import { silent } from '../store/opened-store.ts';
import { type DaemonHere, startDaemonHere } from '../support/daemon-here.ts';
import { type OutletsServer, rssOf, serveOutlets } from '../support/outlets-server.ts';
import {
  type Daemon,
  type Installation,
  install,
  kawaraban,
  sourcesYaml,
  startDaemon,
} from '../support/product.ts';
import { kawarabanHere } from '../support/run-here.ts';
import { waitFor } from '../support/wait-for.ts';

let outlets: OutletsServer;
let at: Installation;
let daemon: Daemon | undefined;
let daemonHere: DaemonHere | undefined;
const item = (n: number) => ({
  title: `架空電機、第${n}工場を稼働`,
  link: `https://outlet.example/articles/${n}`,
  published: Temporal.Now.instant().subtract({ minutes: 5 }),
});
const oneSource = () => ({ id: 'one', url: `${outlets.url}/feed` });

const setUp = async (): Promise<void> => {
  outlets = await serveOutlets([['feed', { body: rssOf('Outlet', [item(1)]) }]]);
  at = await install([oneSource()]);
};
const cleanUp = async (): Promise<void> => {
  await daemon?.kill('SIGKILL');
  daemon = undefined;
  await daemonHere?.stop();
  daemonHere = undefined;
  await outlets.close();
  await at.remove();
};

/** A daemon that can be paused and killed. */
const startPolled = async (): Promise<Daemon> => {
  daemon = await startDaemon(at);
  await daemon.event(({ event }) => event === 'source.polled');
  return daemon;
};

const startPolledHere = async (): Promise<DaemonHere> => {
  daemonHere = await startDaemonHere(at);
  await daemonHere.event(({ event }) => event === 'source.polled');
  return daemonHere;
};

const feedOf = async ({ url }: Pick<Daemon, 'url'>): Promise<string> =>
  (await fetch(`${url}/feed.json`)).text();

describe('beside a daemon that they leave as it is', () => {
  beforeAll(async () => {
    await setUp();
    await startPolledHere();
  });
  afterAll(cleanUp);

  test('nobody but its user can speak to it', async () => {
    expect((await stat(path.join(at.data, 'control.sock'))).mode & 0o777).toBe(0o600);
  });

  test('clock confirms that the clock of this machine is right', async () => {
    const { status, out } = await kawarabanHere(at, 'clock');
    expect({ status, out }).toEqual({
      status: 0,
      out: expect.stringMatching(
        /^The clock of this machine is confirmed: the time is 20\d\d-\d\d-\d\d \d\d:\d\d JST\./,
      ),
    });
  });

  test('a poll of what is not due says so, and how to ask all the same', async () => {
    expect(await kawarabanHere(at, 'poll')).toEqual({
      status: 0,
      out: 'No source is due. Name a source to poll it now, or give --all.\n',
      err: '',
    });
  });

  test('a command that names another config is refused with both names', async () => {
    const other = await install([oneSource()]);
    const { status, err } = await kawarabanHere({ ...other, data: at.data }, 'poll');
    await other.remove();
    expect(status).toBe(2);
    expect(err).toContain(at.config);
    expect(err).toContain(other.config);
  });

  test('store compact has it write the journal into partitions', async () => {
    const { status, out } = await kawarabanHere(at, 'store', 'compact');
    expect(out).toMatch(/^1 story of 1 article, 1 MB\.\n$/);
    expect(status).toBe(0);
    expect((await kawarabanHere(at, 'store', 'check')).status).toBe(0);
  });

  test('add and why of another config are left to the command', async () => {
    outlets.pages.set('other', { body: rssOf('Other', [item(7)]) });
    const other = await install([oneSource()]);
    const added = await kawarabanHere({ ...other, data: at.data }, 'add', `${outlets.url}/other`);
    expect({ status: added.status, err: added.err }).toEqual({ status: 0, err: '' });
    expect(await readFile(path.join(other.config, 'sources.yaml'), 'utf8')).toContain('/other');
    expect(await readFile(path.join(at.config, 'sources.yaml'), 'utf8')).not.toContain('/other');
    expect((await kawarabanHere({ ...other, data: at.data }, 'why', item(1).link)).status).toBe(0);
    await other.remove();
  });

  test('a wrong edit of the config is told with its place, and nothing is done', async () => {
    const file = path.join(at.config, 'sources.yaml');
    const right = await readFile(file);
    await writeFile(file, 'sources: none\n');
    for (const words of [['poll'], ['replay', '--apply'], ['why', item(1).link]]) {
      const { status, out, err } = await kawarabanHere(at, ...words);
      expect({ status, out }).toEqual({ status: 78, out: '' });
      expect(err).toMatch(
        /sources\.yaml:1:\d+: .*\nThe config has 1 problem; correct the config and run the command again/,
      );
    }
    await writeFile(file, right);
  });

  test('a failed poll and an unknown source give the status that they give without one', async () => {
    outlets.pages.clear();
    expect((await kawarabanHere(at, 'poll', '--all')).status).toBe(1);
    const unknown = await kawarabanHere(at, 'poll', 'three');
    expect(unknown.status).toBe(2);
    expect(unknown.err).toContain('No source is called three. The sources are: one.');
  });
});

describe('beside a running daemon', () => {
  beforeEach(setUp);
  afterEach(cleanUp);

  test('poll has it ask the named source at once, and prints what came of it', async () => {
    const running = await startPolled();
    outlets.pages.set('feed', { body: rssOf('Outlet', [item(1), item(2)]) });
    const { status, out, err } = await kawaraban(at, 'poll', 'one');
    expect({ status, err }).toEqual({ status: 0, err: '' });
    expect(out).toMatch(/^one +1 new of 2/);
    expect(out).toContain('1 source polled, 0 failed: 1 new article');
    expect(await feedOf(running)).toContain(item(2).title);
  });

  test('poll knows a source that was written into the config just now', async () => {
    await startPolledHere();
    await writeFile(
      path.join(at.config, 'sources.yaml'),
      sourcesYaml([oneSource(), { id: 'two', url: `${outlets.url}/feed?2` }]),
    );
    const { status, out, err } = await kawarabanHere(at, 'poll', 'two');
    expect(err).toBe('');
    expect(out).toMatch(/^two /m);
    expect(status).toBe(1);
  });

  test('replay --apply changes what the daemon serves, and moves no entry', async () => {
    const running = await startPolledHere();
    const before = JSON.parse(await feedOf(running)).items[0];
    await writeFile(
      path.join(at.config, 'sources.yaml'),
      sourcesYaml([{ ...oneSource(), rest: '    topics: [autos]\n' }]),
    );
    const { status, out } = await kawarabanHere(at, 'replay', '--apply');
    expect(out).toContain('1 of 1 story: 1 tag added');
    expect(status).toBe(0);
    const after = JSON.parse(await feedOf(running)).items[0];
    expect(before.tags ?? []).not.toContain('自動車');
    expect(after.tags).toContain('自動車');
    expect(after).toMatchObject({ id: before.id, date_published: before.date_published });
  });

  test('why is answered by it, with the lines that it gives without one', async () => {
    const running = await startPolledHere();
    const asked = ['why', item(1).link] as const;
    const { status, out, err } = await kawarabanHere(at, ...asked);
    expect({ status, err }).toEqual({ status: 0, err: '' });
    const began = await running.event(({ event }) => event === 'request.started');
    expect(began).toMatchObject({ kind: 'why' });
    expect((await kawarabanHere(at, 'why', 'https://outlet.example/articles/7')).status).toBe(1);
    await running.stop();
    expect((await kawarabanHere(at, ...asked)).out).toBe(out);
  });

  test('add has it look for the feed, and the source is in force when the command ends', async () => {
    const running = await startPolledHere();
    outlets.pages.set('other', { body: rssOf('Other', [item(7)]) });
    const { status, out, err } = await kawarabanHere(at, 'add', `${outlets.url}/other`);
    expect({ status, err }).toEqual({ status: 0, err: '' });
    expect(out).toContain(`Added to ${at.config}/sources.yaml as `);
    const ended = await running.event(({ event }) => event === 'request.ended');
    expect(ended).toMatchObject({ outcome: 'done' });
    const reloaded = await running.event(({ event }) => event === 'config.reloaded');
    expect(reloaded).toMatchObject({ added: 1 });
    expect((await kawarabanHere(at, 'add', `${outlets.url}/other`)).err).toContain(
      'is already in the config',
    );
  });

  test('import has it look at each feed of a list, and hears of each', async () => {
    const running = await startPolledHere();
    outlets.pages.set('other', { body: rssOf('Other', [item(7)]) });
    const list = path.join(at.folder, 'list.opml');
    const urls = [`${outlets.url}/other`, `${outlets.url}/none`];
    const outlines = urls.map((url) => `<outline text="Feed" xmlUrl="${url}"/>`).join('');
    await writeFile(list, `<opml><body>${outlines}</body></opml>`);
    const { status, out, err } = await kawarabanHere(at, 'import', list);
    expect(status).toBe(1);
    expect(err).toContain(`${outlets.url}/none`);
    expect(out).toContain('2 feeds: 1 added, 1 added with enabled: false');
    const reloaded = await running.event(({ event }) => event === 'config.reloaded');
    expect(reloaded).toMatchObject({ added: 2 });
  });

  test('a command that a hanging daemon did not hear acts itself when the daemon is gone', async () => {
    const running = await startPolled();
    process.kill(running.pid, 'SIGSTOP');
    const polling = kawarabanHere(at, 'poll', '--all');
    await waitFor(async () => (await connectionsTo(path.join(at.data, 'control.sock'))) > 1);
    await running.kill('SIGKILL');
    daemon = undefined;
    const { status, out, err } = await polling;
    expect(out).toMatch(/^one +unchanged/);
    expect({ status, err }).toEqual({ status: 0, err: '' });
  });

  test('a command that a daemon leaves at its stop says what became of it', async () => {
    const running = await startPolled();
    const { polling } = await pollOfHangingOutlet(running);
    await running.kill('SIGTERM');
    daemon = undefined;
    const told = running.events.map(({ event }) => event);
    expect(told.slice(told.indexOf('request.ended'))).toContain('daemon.stopped');
    expect(told.at(-1)).toBe('daemon.stopped');
    const { status, err } = await polling;
    expect(status).toBe(1);
    expect(err).toContain(
      'The daemon is stopping. Finished work is kept; if work is left, run the command again.',
    );
    expect(err).toContain('Not polled, because the command was stopped: slow.');
  });

  test('a command whose daemon is killed says so', async () => {
    const running = await startPolled();
    const { polling } = await pollOfHangingOutlet(running);
    await running.kill('SIGKILL');
    daemon = undefined;
    const { status, err } = await polling;
    expect(status).toBe(1);
    expect(err).toContain(
      'accepted the request, but its answer ended early. The finished part of the work is kept.',
    );
  });
});

const silentOutlet = createServer(() => {});
afterEach(() => {
  silentOutlet.closeAllConnections();
  silentOutlet.close();
});

/** A command whose work has begun and does not end by itself. */
const pollOfHangingOutlet = async (
  running: Daemon,
): Promise<{ readonly polling: ReturnType<typeof kawarabanHere> }> => {
  silentOutlet.listen(0, '127.0.0.1');
  await once(silentOutlet, 'listening');
  const { port } = silentOutlet.address() as AddressInfo;
  const slow = { id: 'slow', url: `http://127.0.0.1:${port}/feed` };
  await writeFile(path.join(at.config, 'sources.yaml'), sourcesYaml([oneSource(), slow]));
  const polling = kawarabanHere(at, 'poll', 'slow');
  await running.event(({ event }) => event === 'request.started');
  return { polling };
};

/** The listening socket, under the name that it was made by, and one for each connection to it (proc(5)). */
const connectionsTo = async (socket: string): Promise<number> =>
  (await readFile('/proc/net/unix', 'utf8')).split('\n').filter((line) => line.includes(` ${socket}`)).length;

describe('where no daemon listens', () => {
  beforeEach(setUp);
  afterEach(cleanUp);

  test('a command that finds the store held, and nobody who listens, hands over to a daemon that comes to listen', async () => {
    const opened = await openStore({ folder: at.data, log: silent, now: () => Temporal.Now.instant() });
    const deaf = createSocketServer((connection) => connection.destroy());
    deaf.listen(path.join(at.data, 'control.sock'));
    const polling = kawarabanHere(at, 'poll');
    await once(deaf, 'connection');
    deaf.close();
    const { stop } = await answerCommands({
      folder: at.data,
      log: silent,
      act: async ({ kind }, _config, tell) => {
        tell({ kind: 'result', text: `${kind} by the daemon` });
        return 'done';
      },
    });
    expect(await polling).toEqual({ status: 0, out: 'poll by the daemon\n', err: '' });
    await stop();
    if (opened.kind === 'opened') await opened.store.close();
  });

  test('where another command holds the store, it is said after a while', async () => {
    const opened = await openStore({ folder: at.data, log: silent, now: () => Temporal.Now.instant() });
    const { status, err } = await kawaraban(at, 'poll');
    expect(status).toBe(1);
    expect(err).toContain(`${at.data} is in use by process ${process.pid}`);
    expect(err).toContain('no daemon listens there');
    if (opened.kind === 'opened') await opened.store.close();
  });
});
