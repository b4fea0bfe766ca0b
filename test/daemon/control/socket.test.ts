import { execFileSync } from 'node:child_process';
import { chmod, mkdir, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { createServer as createSocketServer } from 'node:net';
import { join } from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import { reachSocket } from '../../../src/daemon/control/reach-socket.ts';
import { fakeTimers, pass, turns } from '../../support/fake-timers.ts';
import { mustSkip } from '../../support/skip.ts';
import { waitFor } from '../../support/wait-for.ts';
import { useControl } from './running-control.ts';

const { serve, ask, logged, folder, socket } = useControl();

const isRoot = mustSkip(process.getuid?.() === 0, 'root may open every socket; run it as another user');

const DONE = { kind: 'ended', outcome: 'done' } as const;

describe('the socket', () => {
  test('is for its user alone, whatever the umask, and gone after a stop', async () => {
    const umask = process.umask(0);
    try {
      const { stop } = await serve(async () => 'done');
      expect((await stat(socket())).mode & 0o777).toBe(0o600);
      expect(process.umask()).toBe(0);
      await stop();
      expect(await readdir(folder())).toEqual([]);
    } finally {
      process.umask(umask);
    }
  });

  test('that a killed daemon left is nobody, and is taken over by the next one', async () => {
    const script = `require('node:net').createServer().listen(${JSON.stringify(socket())}, () => process.kill(process.pid, 'SIGKILL'))`;
    expect(() => execFileSync(process.execPath, ['-e', script])).toThrow('Command failed');
    expect(await readdir(folder())).toEqual(['control.sock']);
    expect(await ask().asked).toEqual({ kind: 'nobody' });
    await serve(async () => 'done');
    expect(await ask().asked).toEqual(DONE);
  });

  test('works in a folder whose path is longer than the address of a socket may be', async () => {
    const deep = join(folder(), ...Array.from({ length: 40 }, () => 'folder'), '長い道');
    await mkdir(deep, { recursive: true });
    expect(await ask({ folder: deep }).asked).toEqual({ kind: 'nobody' });
    const { stop } = await serve(async () => 'done', deep);
    expect(await readdir(deep)).toEqual(['control.sock']);
    expect(await ask({ folder: deep }).asked).toEqual(DONE);
    await stop();
    expect(await readdir(deep)).toEqual([]);
    expect(await ask({ folder: deep }).asked).toEqual({ kind: 'nobody' });
  });

  test('has its own path as its address up to 99 bytes, so that 104 are enough', async () => {
    const addressIn = async (bytes: number) => {
      const deep = join(folder(), 'x'.repeat(bytes - Buffer.byteLength(socket()) - 1));
      await mkdir(deep);
      const { address, close } = await reachSocket(deep);
      await close();
      return address === join(deep, 'control.sock');
    };
    expect([await addressIn(99), await addressIn(100)]).toEqual([true, false]);
  });

  test('stays where another process has made it anew in a shared folder, until that one stops', async () => {
    const first = await serve(async () => 'failed');
    const second = await serve(async () => 'done');
    await first.stop();
    expect(await ask().asked).toEqual(DONE);
    await second.stop();
    expect(await readdir(folder())).toEqual([]);
  });

  test('that was removed is made anew', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
    try {
      const { stop } = await serve(async () => 'done');
      await rm(socket());
      expect(await ask().asked).toEqual({ kind: 'nobody' });
      vi.advanceTimersByTime(9_999);
      await turns();
      expect(await readdir(folder())).toEqual([]);
      vi.advanceTimersByTime(1);
      await waitFor(async () => (await readdir(folder())).includes('control.sock'));
      expect(await ask().asked).toEqual(DONE);
      await rm(socket());
      await writeFile(socket(), 'a copy, as some backups restore it');
      vi.advanceTimersByTime(10_000);
      await waitFor(async () => (await stat(socket())).isSocket());
      expect(await ask().asked).toEqual(DONE);
      await rm(folder(), { recursive: true });
      vi.advanceTimersByTime(10_000);
      const said = () => logged.filter(({ event }) => event.startsWith('control.'));
      await waitFor(() => said().length === 1);
      expect(said()).toEqual([
        { event: 'control.failed', folder: folder(), reason: expect.stringContaining('ENOENT') },
      ]);
      await mkdir(folder());
      vi.advanceTimersByTime(10_000);
      await waitFor(() => said().length === 2);
      expect(said()[1]).toEqual({ event: 'control.recovered' });
      expect(await ask().asked).toEqual(DONE);
      await stop();
      expect(await readdir(folder())).toEqual([]);
    } finally {
      vi.useRealTimers();
    }
  });

  test('is made anew where its folder comes back with the old socket after another folder stood in its place', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
    const away = `${folder()}-moved`;
    try {
      await serve(async () => 'done');
      await rename(folder(), away);
      await mkdir(folder());
      vi.advanceTimersByTime(10_000);
      await waitFor(async () => (await readdir(folder())).includes('control.sock'));
      await rm(folder(), { recursive: true });
      await rename(away, folder());
      expect(await ask().asked).toEqual({ kind: 'nobody' });
      const { ino } = await stat(socket());
      vi.advanceTimersByTime(10_000);
      await waitFor(async () => (await stat(socket())).ino !== ino);
      expect(await ask().asked).toEqual(DONE);
    } finally {
      vi.useRealTimers();
    }
  });

  test('that cannot be made is named in the log, and the daemon goes on without it', async () => {
    await mkdir(join(socket(), 'occupied'), { recursive: true });
    const { stop } = await serve(async () => 'done');
    expect(logged).toEqual([
      { event: 'control.failed', folder: folder(), reason: expect.stringContaining('control.sock') },
    ]);
    await stop();
  });
});

describe('a command', () => {
  test('finds nobody where there is no folder, no socket, or another file in its place', async () => {
    expect(await ask({ folder: join(folder(), 'none') }).asked).toEqual({ kind: 'nobody' });
    expect(await ask().asked).toEqual({ kind: 'nobody' });
    await writeFile(socket(), '');
    expect(await ask().asked).toEqual({ kind: 'nobody' });
    expect(await ask({ folder: socket() }).asked).toEqual({ kind: 'nobody' });
  });

  test.skipIf(isRoot)('says that the socket is another user’s', async () => {
    await serve(async () => 'done');
    await chmod(socket(), 0);
    expect(await ask().asked).toEqual({ kind: 'forbidden' });
  });

  test('does not wait for ever for a daemon that listens and hangs', async () => {
    const hanging = createSocketServer((connection) => connection.on('error', () => {})).listen(socket());
    expect(await ask({ patienceMs: 50 }).asked).toEqual({ kind: 'unheard' });
    hanging.close();
  });

  test('waits ten seconds for a daemon that hangs', async () => {
    const hanging = createSocketServer((connection) => connection.on('error', () => {})).listen(socket());
    fakeTimers();
    let reply: unknown;
    void ask().asked.then((given) => {
      reply = given;
    });
    while (vi.getTimerCount() === 0) await turns(1);
    await pass(9_999);
    expect(reply).toBeUndefined();
    await pass(1);
    expect([reply, vi.getTimerCount()]).toEqual([{ kind: 'unheard' }, 0]);
    hanging.close();
  });

  test('finds nobody where the daemon goes away before it took the request up', async () => {
    const dying = createSocketServer((connection) => connection.once('data', () => connection.destroy()));
    dying.listen(socket());
    expect(await ask().asked).toEqual({ kind: 'nobody' });
    dying.close();
  });

  test.each([
    ['breaks off', ''],
    ['breaks off within a line', '{"kind":"result","te'],
  ])('notices that the answer %s', async (_what, rest) => {
    const dying = createServer((_request, response) => {
      response.write(`{"kind":"result","text":"half"}\n${rest}`, () => response.destroy());
    }).listen(socket());
    const { heard, asked } = ask();
    expect(await asked).toEqual({ kind: 'lost' });
    expect(heard).toEqual([{ kind: 'result', text: 'half' }]);
    dying.close();
  });

  test.each([
    ['no JSON', 'good day\n', 'JSON'],
    ['an outcome of a later version', '{"kind":"ended","outcome":"postponed"}\n', 'cannot read'],
    ['null', 'null\n', 'null'],
  ])('says so where the answer is %s', async (_what, line, words) => {
    const odd = createServer((_request, response) => response.end(line)).listen(socket());
    expect(await ask().asked).toMatchObject({ kind: 'failed', reason: expect.stringContaining(words) });
    odd.close();
  });

  test('that is taken back before it was heard is withdrawn', async () => {
    const hanging = createSocketServer((connection) => connection.on('error', () => {})).listen(socket());
    const cancel = new AbortController();
    const { asked } = ask({ signal: cancel.signal });
    cancel.abort();
    expect(await asked).toEqual({ kind: 'withdrawn' });
    hanging.close();
    await rm(socket(), { force: true });
    await waitFor(() => !hanging.listening);
  });
});
