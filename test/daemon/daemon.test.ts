import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
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

let at: Installation;
let daemon: Daemon | undefined;
let here: DaemonHere | undefined;
let outlets: OutletsServer | undefined;
afterEach(async () => {
  await daemon?.kill('SIGKILL');
  await here?.stop();
  await outlets?.close();
  await at?.remove();
  daemon = undefined;
  here = undefined;
  outlets = undefined;
});

const published = Temporal.Now.instant().subtract({ minutes: 5 });
const article = { title: '架空電機、新工場を稼働', link: 'https://outlet.example/articles/1001', published };

/** Nobody listens at the discard port. */
const NOBODY = 'http://127.0.0.1:9/feed';

describe('the daemon', () => {
  test('serves at once, names each source that it cannot reach with a line that says what to do, and ends on SIGINT', async () => {
    at = await install([
      { id: 'one', url: NOBODY },
      { id: 'two', url: `${NOBODY}2` },
    ]);
    daemon = await startDaemon(at);
    for (const format of ['rss', 'atom', 'json']) {
      expect((await fetch(`${daemon.url}/feed.${format}`)).status).toBe(200);
    }
    expect(await (await fetch(`${daemon.url}/`)).text()).toContain('No news yet');
    for (const source of ['one', 'two']) {
      const event = await daemon.event((one) => one.event === 'source.fetch-failed' && one.source === source);
      expect(event).toMatchObject({ level: 'warn', kind: 'refused', advice: expect.stringMatching(/\w/) });
    }
    expect((await fetch(`${daemon.url}/status`)).status).toBe(200);

    expect(await daemon.kill('SIGINT')).toEqual({ status: 0 });
    expect(daemon.events.at(-1)).toMatchObject({ event: 'daemon.stopped' });
  });

  test('ends in order with status 0 on SIGTERM, even in the midst of a poll', async () => {
    at = await install([{ id: 'one', url: NOBODY }]);
    daemon = await startDaemon(at);
    expect(await daemon.kill('SIGTERM')).toEqual({ status: 0 });
    expect(daemon.events.at(-1)).toMatchObject({ event: 'daemon.stopped' });
  });

  test('refuses a second instance on the same data folder, and one on the same port, and says who has it', async () => {
    at = await install([{ id: 'one', url: NOBODY }]);
    here = await startDaemonHere(at);
    const second = await kawaraban(at, 'run');
    expect(second.status).toBe(1);
    expect(second.err).toContain(`${at.data} is in use by`);
    expect(second.err).toContain(String(process.pid));

    const port = URL.parse(here.url)?.port;
    const other = await install([{ id: 'one', url: NOBODY }]);
    await writeFile(path.join(other.config, 'kawaraban.yaml'), `server:\n  port: ${port}\n`);
    const { status, err } = await kawarabanHere(other, 'run');
    expect(status).toBe(1);
    expect(err).toContain(`127.0.0.1:${port} is already in use`);
    expect(err).toContain('--port, KAWARABAN_PORT, or server.port in kawaraban.yaml');
    await other.remove();
  });

  test('listens where the command line says, else the environment, whatever an edit of the config says', async () => {
    at = await install([{ id: 'one', url: NOBODY }]);
    const free = await serveOutlets();
    const { port } = new URL(free.url);
    await free.close();
    const file = path.join(at.config, 'kawaraban.yaml');
    const main = await readFile(file, 'utf8');
    await writeFile(file, main.replace('port: 0', 'port: 1'));
    daemon = await startDaemon(
      { ...at, env: { KAWARABAN_PORT: '2', KAWARABAN_HOST: '127.0.0.2' } },
      ...['--port', port],
    );
    expect(daemon.url).toBe(`http://127.0.0.2:${port}`);
    await writeFile(file, `${main.replace('port: 0', 'port: 3')}# Edited.\n`);
    await daemon.event(({ event }) => event === 'config.reloaded');
    expect((await fetch(`${daemon.url}/healthz`)).status).toBe(200);
    expect(await (await fetch(`${daemon.url}/config`)).text()).toContain(
      `<code>server.port</code></dt><dd>${port}</dd>`,
    );
  });

  test('listens where the config says if the variables of the environment are empty', async () => {
    at = await install([{ id: 'one', url: NOBODY }]);
    const env = { KAWARABAN_PORT: '', KAWARABAN_HOST: '', KAWARABAN_ROLE: '' };
    daemon = await startDaemon({ ...at, env });
    expect(daemon.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
  });

  test.each([
    [
      ['--port', '65536'],
      {},
      "option '--port <port>' argument '65536' is invalid. Write a whole number from 0 to 65535.",
    ],
    [
      [],
      { KAWARABAN_PORT: '80a' },
      "option '--port <port>' value '80a' from env 'KAWARABAN_PORT' is invalid.",
    ],
    [['--host', '127.0.0.1:80'], {}, "option '--host <host>' argument '127.0.0.1:80' is invalid."],
    [[], { KAWARABAN_HOST: 'http://a/' }, "value 'http://a/' from env 'KAWARABAN_HOST' is invalid."],
  ])('answers %j with %j with status 2 and what is wrong', async (words, env, says) => {
    at = await install([{ id: 'one', url: NOBODY }]);
    const { status, err } = await kawarabanHere({ ...at, env }, 'run', ...words);
    expect(status).toBe(2);
    expect(err).toContain(says);
  });

  test('takes over an edit of the sources by itself, and keeps the last good config under a wrong one', async () => {
    outlets = await serveOutlets([['feed', { body: rssOf('Outlet', [article]) }]]);
    at = await install([{ id: 'one', url: NOBODY }]);
    here = await startDaemonHere(at);
    const file = path.join(at.config, 'sources.yaml');

    await writeFile(file, 'sources:\n  - id: one\n    langauge: ja\n');
    const wrong = await here.event(({ event }) => event === 'config.invalid');
    expect(String(wrong.place)).toMatch(/sources\.yaml:\d+:\d+$/);
    const page = await (await fetch(`${here.url}/status`)).text();
    expect(page).toContain(path.relative(at.config, String(wrong.place)));
    expect(page).not.toContain(at.config);

    await writeFile(
      file,
      sourcesYaml([
        { id: 'one', url: NOBODY },
        { id: 'fresh', url: `${outlets.url}/feed` },
      ]),
    );
    await here.event(({ event }) => event === 'config.reloaded');
    const polled = await here.event(({ event, source }) => event === 'source.polled' && source === 'fresh');
    expect(polled).toMatchObject({ added: 1 });
    expect(await (await fetch(`${here.url}/feed.rss`)).text()).toContain(article.title);
  });

  test('says in one line what an edit changed, and reads the config again on SIGHUP', async () => {
    at = await install([
      { id: 'one', url: NOBODY },
      { id: 'two', url: `${NOBODY}2` },
    ]);
    const running = await startDaemon(at);
    daemon = running;
    const edited = [
      { id: 'two', url: `${NOBODY}3` },
      { id: 'three', url: `${NOBODY}4` },
    ];
    await writeFile(
      path.join(at.config, 'sources.yaml'),
      `# Lines move, and that is no change.\n${sourcesYaml(edited)}`,
    );
    expect(await running.event(({ event }) => event === 'config.reloaded')).toMatchObject({
      change: '+1 source (three), ~1 changed (two), -1 removed (one)',
      added: 1,
      changed: 1,
      removed: 1,
      sources: 2,
    });

    const reloads = running.events.length;
    process.kill(running.pid, 'SIGHUP');
    const again = await running.event(
      (one) => one.event === 'config.reloaded' && running.events.indexOf(one) >= reloads,
    );
    expect(again).toMatchObject({ sources: 2 });
  });

  test('follows an edit of its port, and keeps its place where the new one is taken', async () => {
    at = await install([{ id: 'one', url: NOBODY }]);
    here = await startDaemonHere(at);
    const file = path.join(at.config, 'kawaraban.yaml');
    const main = await readFile(file, 'utf8');
    outlets = await serveOutlets();
    const { port } = new URL(outlets.url);
    await writeFile(file, main.replace('port: 0', `port: ${port}`));
    const wrong = await here.event(({ event }) => event === 'config.invalid');
    expect(wrong.message).toContain(`127.0.0.1:${port} is already in use`);
    expect(await (await fetch(`${here.url}/status`)).text()).toContain(`127.0.0.1:${port} is already in use`);

    await outlets.close();
    outlets = undefined;
    await writeFile(file, `${main.replace('port: 0', `port: ${port}`)}# Again.\n`);
    expect(await here.event(({ event }) => event === 'daemon.moved')).toMatchObject({
      url: `http://127.0.0.1:${port}/`,
    });
    expect((await fetch(`http://127.0.0.1:${port}/feed.rss`)).status).toBe(200);
    await expect(fetch(here.url)).rejects.toThrow('fetch failed');
  });

  test('serves what it publishes on every view, and a page that leads back where there is nothing', async () => {
    outlets = await serveOutlets([['feed', { body: rssOf('Outlet', [article]) }]]);
    at = await install([
      { id: 'one', url: `${outlets.url}/feed`, outlet: 'Kaku Shimbun', rest: '    topics: [autos]\n' },
    ]);
    here = await startDaemonHere(at);
    await here.event(({ event }) => event === 'source.polled');
    const merged = (await (await fetch(`${here.url}/feed.json`)).json()) as { items: { id: string }[] };
    const story = merged.items[0]?.id.split(':').at(-1);
    for (const page of ['/', '/topics/autos', '/languages/ja', `/stories/${story}`]) {
      expect(await (await fetch(here.url + page)).text(), page).toContain(article.title);
    }
    for (const feed of ['/topics/autos.rss', '/outlets/kaku-shimbun.atom', '/languages/ja.json']) {
      expect(await (await fetch(here.url + feed)).text(), feed).toContain(article.title);
    }
    expect(await (await fetch(`${here.url}/languages/en.rss`)).text()).not.toContain(article.title);
    for (const nothing of ['/topics/nothing', '/companies/0000.rss', '/stories/x', '/feed', '/nothing']) {
      expect((await fetch(here.url + nothing)).status, nothing).toBe(404);
    }
  });
});
