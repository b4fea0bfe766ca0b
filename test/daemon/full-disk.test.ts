import { execFileSync } from 'node:child_process';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { type DaemonHere, startDaemonHere } from '../support/daemon-here.ts';
import { rssOf, serveOutlets } from '../support/outlets-server.ts';
import { type Installation, install, sourcesYaml } from '../support/product.ts';
import { kawarabanHere } from '../support/run-here.ts';
import { needsRoot } from '../support/skip.ts';
import { waitFor } from '../support/wait-for.ts';

const noRoot = needsRoot();

const published = Temporal.Now.instant().subtract({ minutes: 5 });

let at: Installation | undefined;
let daemon: DaemonHere | undefined;
afterEach(async () => {
  await daemon?.stop();
  if (at !== undefined) execFileSync('umount', ['--lazy', at.data]);
  await at?.remove();
});

test.skipIf(noRoot)(
  'on a full disk the log, /readyz, /status and a command say what happened, what waits and what to do (needs root)',
  async () => {
    const item = (n: number) => ({
      title: `架空電機、第${n}工場を稼働`,
      link: `https://outlet.example/articles/${n}`,
      published,
    });
    const outlets = await serveOutlets([['feed', { body: rssOf('Outlet', [item(1)]) }]]);
    at = await install([{ id: 'one', url: `${outlets.url}/feed` }]);
    await mkdir(at.data);
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', at.data]);
    daemon = await startDaemonHere(at);
    const { url } = daemon;
    const read = async (page: string): Promise<string> => (await fetch(url + page)).text();
    await daemon.event(({ event }) => event === 'source.polled');
    expect(await read('/readyz')).toBe('ready\n');

    const ballast = path.join(at.data, 'ballast');
    await writeFile(ballast, Buffer.alloc(2_000_000)).catch(() => undefined);
    outlets.pages.set('feed', { body: rssOf('Outlet', [item(1), item(2)]) });
    const { status, err } = await kawarabanHere(at, 'poll', 'one');
    expect(status).toBe(1);
    expect(err).toMatch(
      /waits for the store\. The disk of the data folder is full \(.*\)\. Free some space on it\./,
    );
    expect(await daemon.event(({ event }) => event === 'store.write-failed')).toMatchObject({
      reason: expect.stringMatching(/is full .* Stored articles are served\. New articles wait in memory/),
    });
    const ready = await fetch(`${url}/readyz`);
    expect(ready.status).toBe(200);
    expect(await ready.text()).toMatch(
      /^ready\nThe disk of the data folder is full .* wait in memory \(\d\.\d of at most 64 MB\)/,
    );
    const page = await read('/status');
    expect(page).toContain('The disk of the data folder is full');
    expect(page).not.toContain('Nothing needs attention');
    expect(await read('/feed.json')).toContain('第1工場');

    const sources = sourcesYaml([
      { id: 'one', url: `${outlets.url}/feed` },
      { id: 'two', url: `${outlets.url}/other` },
    ]);
    await writeFile(path.join(at.config, 'sources.yaml'), sources);
    expect(await kawarabanHere(at, 'why', 'https://outlet.example/articles/1')).toMatchObject({ status: 0 });
    expect(await daemon.event(({ event }) => event === 'config.reloaded')).toMatchObject({ added: 1 });

    await rm(ballast);
    await daemon.event(({ event }) => event === 'store.write-recovered');
    await waitFor(async () => (await read('/feed.json')).includes('第2工場'));
    expect(await read('/readyz')).toBe('ready\n');
    await outlets.close();
  },
);
