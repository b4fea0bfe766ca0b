import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ask } from '../fetch/support/ask.ts';
import { always, answer, FEED, inTurn, serveRaw } from '../fetch/support/raw-server.ts';
import { ask as askSite, startSite } from '../serve/running-site.ts';
import { type DaemonHere, startDaemonHere } from '../support/daemon-here.ts';
import { freshNews, type OutletsServer, serveOutlets } from '../support/outlets-server.ts';
import { type Installation, install, ROOT } from '../support/product.ts';
import { kawarabanHere } from '../support/run-here.ts';

const SECRET = 'hunter2hunter2';

describe('information leaks', () => {
  let outlets: OutletsServer;
  let at: Installation;
  let daemon: DaemonHere;
  beforeAll(async () => {
    outlets = await serveOutlets([
      [`good?token=${SECRET}&lang=ja`, { body: freshNews('kaku', 3) }],
      ['open', { body: freshNews('kei', 3) }],
    ]);
    const withSecrets = (id: string) => ({
      id,
      url: `${outlets.url}/${id}?token=${SECRET}&lang=ja`,
      rest: `    headers: { Authorization: 'Bearer ${SECRET}' }\n`,
    });
    at = await install([withSecrets('good'), withSecrets('gone')]);
    daemon = await startDaemonHere(at);
    await daemon.event(({ event, source }) => event === 'source.fetch-failed' && source === 'gone');
    await daemon.event(({ event, source }) => event === 'source.polled' && source === 'good');
  });
  afterAll(async () => {
    await daemon.stop();
    await outlets.close();
    await at.remove();
  });

  test.each([
    ...['/', '/status', '/status.json', '/config', '/sources.opml', '/metrics', '/feed.rss'],
    ...['/feed.atom', '/feed.json', '/outlets/outlet-good', '/outlets/outlet-gone', '/readyz', '/healthz'],
  ])("%s says no secret of a source's address or headers", async (address) => {
    const found = await fetch(daemon.url + address);
    expect(found.status).toBe(200);
    expect(await found.text()).not.toContain(SECRET);
  });

  test('the log says no secret, whether a source was read or failed', () => {
    expect(outlets.requests.some(({ headers }) => headers.authorization === `Bearer ${SECRET}`)).toBe(true);
    expect(JSON.stringify(daemon.events)).not.toContain(SECRET);
  });

  test('the public list of sources keeps what opens nothing, export keeps all', async () => {
    const list = await (await fetch(`${daemon.url}/sources.opml`)).text();
    expect(list).toContain(`xmlUrl="${outlets.url}/good?lang=ja"`);
    const { out } = await kawarabanHere(at, 'export');
    expect(out).toContain(`${outlets.url}/good?token=${SECRET}`);
  });

  test('a failure within is a page without its reason, and no header names our software', async () => {
    const site = await startSite();
    const found = await askSite(site, '/broken');
    expect(found.status).toBe(500);
    expect(String(found.body)).not.toContain('the store is gone');
    expect(Object.keys(found.headers)).not.toEqual(
      expect.arrayContaining([expect.stringMatching(/^(?:server|x-powered-by)$/)]),
    );
    expect(site.logged).toMatchObject([{ event: 'serve.failed', reason: expect.stringContaining('gone') }]);
    await site.close(0);
  });

  test('secrets of a source stay with their own origin, and no referrer or cookie is sent', async () => {
    await using other = await serveRaw(always(answer(200, {}, FEED)), '127.0.3.4');
    const redirect = answer(302, { Location: `${other.origin}/feed`, 'Set-Cookie': 'id=1; Path=/' });
    await using server = await serveRaw(inTurn(redirect));
    const url = `${server.origin.replace('//', `//user:${SECRET}@`)}/`;
    await ask(url, { headers: { 'X-Key': SECRET }, validators: { etag: '"1"' } });
    expect(server.requests[0]?.headers.get('x-key')).toBe(SECRET);
    const seen = other.requests[0]?.headers;
    expect(seen?.get('if-none-match')).toBe('"1"');
    for (const name of ['x-key', 'authorization', 'referer', 'cookie'])
      expect([name, seen?.has(name)]).toEqual([name, false]);
  });

  test('whatever the umask, the store is for its owner alone, and a published site is not', async () => {
    const other = await install([{ id: 'open', url: `${outlets.url}/open` }]);
    await mkdir(other.data, { mode: 0o755 });
    const run = (...words: readonly string[]) => underUmask('022', [...words, ...foldersOf(other)]);
    expect(await run('poll')).toBe(0);
    const modes = await modesIn(other.data);
    expect(modes.length).toBeGreaterThan(3);
    expect(modes.filter(([, isFolder, mode]) => mode !== (isFolder ? 0o700 : 0o600))).toEqual([]);
    const site = path.join(other.folder, 'site');
    expect(await run('publish', site)).toBe(0);
    expect((await stat(path.join(site, 'index.html'))).mode & 0o777).toBe(0o644);
    await other.remove();
  });
});

const foldersOf = ({ config, data }: Installation) => ['--config', config, '--data', data];

/** Runs a command under a umask of its own, and gives its exit status. */
const underUmask = async (umask: string, words: readonly string[]): Promise<number | null> => {
  const command = [process.execPath, path.join(ROOT, 'src/main.ts'), ...words];
  const child = spawn('sh', ['-c', `umask ${umask}; exec "$@"`, 'sh', ...command], { stdio: 'ignore' });
  const [status] = await once(child, 'exit');
  return status;
};

/** A folder and all in it: name, whether it is a folder, permissions. */
const modesIn = async (folder: string): Promise<readonly (readonly [string, boolean, number])[]> => {
  const names = ['.', ...(await readdir(folder, { recursive: true }))];
  return Promise.all(
    names.map(async (name) => {
      const found = await stat(path.join(folder, name));
      return [name, found.isDirectory(), found.mode & 0o777] as const;
    }),
  );
};
