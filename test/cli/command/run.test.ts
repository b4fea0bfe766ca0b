import { once } from 'node:events';
import { mkdir, writeFile } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { type Installation, install } from '../../support/product.ts';
import { kawarabanHere } from '../../support/run-here.ts';
import { waitFor } from '../../support/wait-for.ts';

let at: Installation;
beforeAll(async () => {
  at = await install([{ id: 'one', url: 'http://127.0.0.1:9/feed' }]);
  await mkdir(at.data);
});
afterAll(() => at.remove());

/** What systemd tells this process of the sockets that it hands over. */
const sockets = (...names: readonly string[]): NodeJS.ProcessEnv => ({
  LISTEN_PID: String(process.pid),
  LISTEN_FDS: String(names.length),
  LISTEN_FDNAMES: names.join(':'),
});

/** Returns whether a daemon that runs in this process has said something to its log. */
const said = (event: string): boolean =>
  vi.mocked(process.stdout).write.mock.calls.some(([text]) => String(text).includes(event));

describe('run', () => {
  test('keeps the address that it was given when it reads the config again, and ends at a signal', async () => {
    const home = await install([{ id: 'one', url: 'http://127.0.0.1:9/feed' }]);
    const running = kawarabanHere(home, 'run', '--port', '0');
    await waitFor(() => said('daemon.started'));
    await writeFile(
      path.join(home.config, 'kawaraban.yaml'),
      'feed: { url: http://one.example }\nserver: { port: 9 }\n',
    );
    process.emit('SIGHUP');
    await waitFor(() => said('config.reloaded'));
    process.emit('SIGTERM');
    const { status, out } = await running;
    const events = new Set(out.match(/(?<="event":")(daemon|config)\.\w+/g));
    expect([status, ...events]).toEqual([
      0,
      ...['daemon.started', 'config.reloaded', 'daemon.stopping', 'daemon.stopped'],
    ]);
    await home.remove();
  });

  test('says in one line what ended it that nobody expected', async () => {
    const running = kawarabanHere(at, 'run', '--port', '0');
    await waitFor(() => said('daemon.started'));
    const exit = vi.spyOn(process, 'exit').mockReturnValue(undefined as never);
    process.listeners('uncaughtException').at(-1)?.(new Error('two\nlines'), 'uncaughtException');
    expect(exit.mock.calls).toEqual([[1]]);
    exit.mockRestore();
    process.emit('SIGINT');
    const { status, out } = await running;
    expect([status, out.split('\n').filter((line) => line.includes('daemon.crashed'))]).toEqual([
      0,
      [expect.stringMatching(/"level":"error".*"reason":"two\\nlines","stack":"Error: two/)],
    ]);
  });

  test('fails with a sentence where another process listens', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as AddressInfo;
    const { status, err } = await kawarabanHere(at, 'run', '--port', `${port}`);
    expect([status, err]).toEqual([1, expect.stringContaining(`127.0.0.1:${port} is already in use. Stop`)]);
    other.close();
  });

  test('refuses two sockets of systemd, and says which line to delete', async () => {
    const env = sockets('http', 'http');
    const { status, err } = await kawarabanHere({ ...at, env }, 'run');
    expect([status, err]).toEqual([
      78,
      'systemd hands over 2 sockets, but the daemon listens on one: keep one ListenStream= in kawaraban.socket (in `systemctl edit`, an empty ListenStream= removes those before it), then restart the socket and the service.\n',
    ]);
  });

  test('refuses a role without a database to share, and says where to name it', async () => {
    const { status, err } = await kawarabanHere(at, 'run', '--role', 'poll');
    expect(status).toBe(78);
    expect(err).toBe(
      `The role poll is for several processes, which share a PostgreSQL database: name the database as \`store\` in ${at.config}/kawaraban.yaml, or leave out --role and KAWARABAN_ROLE.\n`,
    );
  });
});
