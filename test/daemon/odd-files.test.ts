import { execFileSync } from 'node:child_process';
import { mkdir, readdir, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { type DaemonHere, startDaemonHere } from '../support/daemon-here.ts';
import { type OutletsServer, rssOf, serveOutlets } from '../support/outlets-server.ts';
import { type Installation, install } from '../support/product.ts';
import { kawarabanHere } from '../support/run-here.ts';

let at: Installation;
let outlets: OutletsServer;
let daemon: DaemonHere | undefined;
afterEach(async () => {
  await daemon?.stop();
  daemon = undefined;
  await outlets.close();
  await at.remove();
});

const published = Temporal.Now.instant().subtract({ minutes: 5 });

const feedOf = (count: number) => ({
  body: rssOf(
    'Outlet',
    Array.from({ length: count }, (_, n) => ({
      title: `架空電機、第${n + 1}工場を稼働`,
      link: `https://outlet.example/articles/${n + 1}`,
      published,
    })),
  ),
});

/** A daemon that has stored an article; gives the file of the log that has it. */
const startWithArticle = async (): Promise<string> => {
  outlets = await serveOutlets([['feed', feedOf(1)]]);
  at = await install([{ id: 'one', url: `${outlets.url}/feed` }]);
  daemon = await startDaemonHere(at);
  await daemon.event(({ event }) => event === 'source.polled');
  const [name = ''] = await readdir(path.join(at.data, 'log'));
  return path.join(at.data, 'log', name);
};

/** The titles in the merged feed, oldest first. */
const titles = async (): Promise<readonly string[]> => {
  const feed = await (await fetch(`${daemon?.url}/feed.json`)).json();
  return (feed as { items: { title: string }[] }).items.map(({ title }) => title).toSorted();
};

const ODD = {
  pipe: (file: string) => execFileSync('mkfifo', [file]),
  folder: (file: string) => mkdir(file),
};

test.each(Object.entries(ODD))(
  'a %s in place of a log file is reported, and nothing waits for it, comes again or is lost',
  async (_, put) => {
    const file = await startWithArticle();
    await daemon?.stop();
    await rename(file, `${at.folder}/kept`);
    await put(file);

    outlets.pages.set('feed', feedOf(2));
    daemon = await startDaemonHere(at);
    expect(
      await daemon.event(({ event }) => event === 'source.polled' || event === 'source.fetch-failed'),
    ).toMatchObject({
      event: 'source.polled',
      added: 1,
    });
    expect(await titles()).toEqual(['架空電機、第2工場を稼働']);
    expect(await (await fetch(`${daemon.url}/status`)).text()).toMatch(
      /log\/[\d-]*\.jsonl cannot be read: .*log\/[\d-]*\.jsonl is a folder, a pipe, a socket or a device; stories in it may be missing/,
    );
    const { status, out } = await kawarabanHere(at, 'store', 'check');
    expect({ status, out }).toEqual({
      status: 1,
      out: expect.stringContaining('.jsonl is a folder, a pipe'),
    });
    await daemon.stop();

    await rm(file, { recursive: true });
    await rename(`${at.folder}/kept`, file);
    daemon = await startDaemonHere(at);
    expect(await titles()).toEqual(['架空電機、第1工場を稼働', '架空電機、第2工場を稼働']);
  },
);

test('a pipe in place of today’s log file is left alone by a daemon that runs', async () => {
  const file = await startWithArticle();
  await rm(file);
  execFileSync('mkfifo', [file]);
  outlets.pages.set('feed', feedOf(2));
  expect((await kawarabanHere(at, 'poll', 'one')).out).toContain('1 new of 2');
  expect(await titles()).toContain('架空電機、第2工場を稼働');
  await daemon?.stop();
});
