import { readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openStore } from '../../src/adapters/store/open-store.ts';
import { silent } from '../adapters/store/opened-store.ts';
import { type OutletsServer, rssOf, serveOutlets } from '../support/outlets-server.ts';
import {
  type Daemon,
  type Installation,
  install,
  kawaraban,
  sourcesYaml,
  startDaemon,
} from '../support/product.ts';
import { waitFor } from '../support/wait-for.ts';

let outlets: OutletsServer;
let at: Installation;
let daemon: Daemon | undefined;
const item = (n: number) => ({
  title: `架空電機、第${n}工場を稼働`,
  link: `https://outlet.example/articles/${n}`,
  published: Temporal.Now.instant().subtract({ minutes: 5 }),
});
const oneSource = () => ({ id: 'one', url: `${outlets.url}/feed` });

beforeEach(async () => {
  outlets = await serveOutlets([['feed', { body: rssOf('Outlet', [item(1)]) }]]);
  at = await install([oneSource()]);
});
afterEach(async () => {
  await daemon?.kill('SIGKILL');
  daemon = undefined;
  await outlets.close();
  await at.remove();
});

const startPolled = async (): Promise<Daemon> => {
  daemon = await startDaemon(at);
  await daemon.event(({ event }) => event === 'source.polled');
  return daemon;
};

const feedOf = async ({ url }: Daemon): Promise<string> => (await fetch(`${url}/feed.json`)).text();

describe('beside a running daemon', () => {
  test('poll has it ask the named source at once, and prints what came of it', async () => {
    const running = await startPolled();
    outlets.pages.set('feed', { body: rssOf('Outlet', [item(1), item(2)]) });
    const { status, out, err } = await kawaraban(at, 'poll', 'one');
    expect({ status, err }).toEqual({ status: 0, err: '' });
    expect(out).toMatch(/^one +1 new of 2/);
    expect(out).toContain('1 source: 1 new article');
    expect(await feedOf(running)).toContain(item(2).title);
  });

  test('poll knows a source that was written into the config just now', async () => {
    await startPolled();
    await writeFile(
      path.join(at.config, 'sources.yaml'),
      sourcesYaml([oneSource(), { id: 'two', url: `${outlets.url}/feed?2` }]),
    );
    const { status, out, err } = await kawaraban(at, 'poll', 'two');
    expect(err).toBe('');
    expect(out).toMatch(/^two /m);
    expect(status).toBe(1);
  });

  test('a failed poll and an unknown source give the status that they give without one', async () => {
    await startPolled();
    outlets.pages.clear();
    expect((await kawaraban(at, 'poll', '--all')).status).toBe(1);
    const unknown = await kawaraban(at, 'poll', 'three');
    expect(unknown.status).toBe(2);
    expect(unknown.err).toContain('No source is called three. The sources are: one.');
  });

  test('replay --apply changes what the daemon serves, and moves no entry', async () => {
    const running = await startPolled();
    const before = JSON.parse(await feedOf(running)).items[0];
    await writeFile(
      path.join(at.config, 'sources.yaml'),
      sourcesYaml([{ ...oneSource(), rest: '    topics: [autos]\n' }]),
    );
    const { status, out } = await kawaraban(at, 'replay', '--apply');
    expect(out).toContain('1 of 1 story: 1 tag added');
    expect(status).toBe(0);
    const after = JSON.parse(await feedOf(running)).items[0];
    expect(before.tags ?? []).not.toContain('自動車');
    expect(after.tags).toContain('自動車');
    expect(after).toMatchObject({ id: before.id, date_published: before.date_published });
  });

  test('clock confirms that the clock of this machine is right', async () => {
    await startPolled();
    const { status, out } = await kawaraban(at, 'clock');
    expect({ status, out }).toEqual({
      status: 0,
      out: expect.stringMatching(
        /^The clock of this machine is believed: it is 20\d\d-\d\d-\d\d \d\d:\d\d JST\./,
      ),
    });
  });

  test('store compact has it write the journal into partitions', async () => {
    await startPolled();
    const { status, out } = await kawaraban(at, 'store', 'compact');
    expect(out).toMatch(/^1 story of 1 article, 1 MB\.\n$/);
    expect(status).toBe(0);
    expect((await kawaraban(at, 'store', 'check')).status).toBe(0);
  });

  test('a poll of what is not due says so, and how to ask all the same', async () => {
    await startPolled();
    expect(await kawaraban(at, 'poll')).toEqual({
      status: 0,
      out: 'No source is due yet; name one to ask it now, or give --all.\n',
      err: '',
    });
  });

  test('a command that names another config is refused with both names', async () => {
    await startPolled();
    const other = await install([oneSource()]);
    const { status, err } = await kawaraban({ ...other, data: at.data }, 'poll');
    await other.remove();
    expect(status).toBe(2);
    expect(err).toContain(at.config);
    expect(err).toContain(other.config);
  });

  test('a command whose request a hanging daemon did not take up acts itself when the daemon is gone', async () => {
    const running = await startPolled();
    process.kill(running.pid, 'SIGSTOP');
    const polling = kawaraban(at, 'poll', '--all');
    await waitFor(async () => (await readdir(path.join(at.data, 'requests'))).length > 0);
    await running.kill('SIGKILL');
    daemon = undefined;
    const { status, out, err } = await polling;
    expect(out).toMatch(/^one +unchanged/);
    expect({ status, err }).toEqual({ status: 0, err: '' });
  });
});

test('where another command holds the store, it is said after a while', async () => {
  const opened = await openStore({ folder: at.data, log: silent, now: () => Temporal.Now.instant() });
  const { status, err } = await kawaraban(at, 'poll');
  expect(status).toBe(1);
  expect(err).toContain(`${at.data} is in use by process ${process.pid}`);
  expect(err).toContain('It took up no request');
  if (opened.kind === 'opened') await opened.store.close();
});
