import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { afterEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import type { DaemonSetup, Service } from '../../src/daemon/service.ts';
import { type MovableServer, startServer, whyNoServer } from '../../src/daemon/start-server.ts';
import { explainFailure } from '../../src/store/postgres/explain-failure.ts';
import { makeOffline, NOON, SILENT } from '../make.ts';
import { makeConfig } from './support/make-config.ts';

const address = { host: '127.0.0.1', port: 80 };

const refusedBy = (syscall: string, code = 'EACCES'): Error =>
  Object.assign(new Error(`${syscall} ${code}`), { code, syscall });

test.each([
  ['EACCES', 'The server cannot listen on 127.0.0.1:80 (EACCES). Choose another address: '],
  ['EADDRNOTAVAIL', 'The server cannot listen on 127.0.0.1:80 (EADDRNOTAVAIL). Choose another address: '],
  ['EADDRINUSE', '127.0.0.1:80 is already in use. Stop the other program, or choose another port: '],
  ['EMFILE', 'listen EMFILE'],
])('an address at which the system answers %s is named, with what to do', (code, says) => {
  expect(whyNoServer(refusedBy('listen', code), address)).toContain(says);
  expect(whyNoServer(refusedBy('connect', code), address)).toBe(`connect ${code}`);
});

test.each(['ENOTFOUND', 'EAI_AGAIN'])(
  'a host that has no address (%s) is named, with what to do, and no other host that is looked up',
  (code) => {
    const unknown = (hostname: string) => Object.assign(refusedBy('getaddrinfo', code), { hostname });
    expect(whyNoServer(unknown('nosuch.invalid'), { host: 'nosuch.invalid', port: 80 })).toContain(
      `The server cannot listen on nosuch.invalid:80 (${code}). Choose another address: `,
    );
    expect(whyNoServer(unknown('db.invalid'), address)).toBe(`getaddrinfo ${code}`);
  },
);

test('a socket of PostgreSQL that this user may not reach is not taken for the address of the server', () => {
  const reason = explainFailure(refusedBy('connect'), 'postgres:///news?host=/run/postgresql');
  expect(reason).toMatch(
    /^PostgreSQL at \/run\/postgresql has a socket that this user may not reach: add the user/,
  );
  expect(whyNoServer(new Error(reason), address)).toBe(reason);
  expect(whyNoServer(refusedBy('connect'), address)).toBe('connect EACCES');
});

describe('the server of a daemon', () => {
  let server: MovableServer;
  afterEach(() => server.current().close(0));

  const offline = makeOffline();

  /** Serves a service that a test changes, and notes what is counted and logged. */
  const start = async (listenFile?: number) => {
    const happened: unknown[] = [];
    const config = makeConfig();
    const world = {
      missing: [] as readonly string[],
      lostMs: undefined as number | undefined,
      isOffline: false,
      health: { isWaiting: false, problems: ['an older problem'] as readonly string[] },
    };
    const setup = {
      ...{ config, listenFile, configFolder: '/etc/kawaraban', dataFolder: '/var/lib/kawaraban' },
      log: { ...SILENT, info: (...line: readonly unknown[]) => happened.push(line) },
      meter: {
        answered: (answered: object) => happened.push({ ...answered, ms: 0 }),
        exposition: async (now: object) => JSON.stringify(now),
        contentType: 'text/plain',
      },
    };
    const service = {
      site: { resource: async () => undefined },
      pipeline: {
        config: () => config,
        network: { offline: () => (world.isOffline ? offline : undefined) },
      },
      status: {
        get missing() {
          return world.missing;
        },
        configProblems: ['a problem of the config'],
      },
      store: { health: () => world.health },
      clock: { now: () => NOON },
      together: { lostForMs: () => world.lostMs },
    };
    server = await startServer(setup as unknown as DaemonSetup, service as unknown as Service);
    const ask = async (path: string): Promise<readonly [number, string]> => {
      const answer = await fetch(new URL(path, server.current().url));
      return [answer.status, await answer.text()];
    };
    return { happened, world, ask, config };
  };

  test('says why readers should go elsewhere, and what keeps news from them', async () => {
    const { world, ask } = await start();
    expect(await ask('/readyz')).toEqual([200, 'ready\n']);
    world.isOffline = true;
    world.health = { isWaiting: true, problems: ['an older problem', 'no room in /var/lib/kawaraban/log'] };
    world.lostMs = 15_000;
    const lost = (seconds: number) =>
      `PostgreSQL has not been reached for ${seconds} seconds, so only cached pages are served. Check that PostgreSQL runs, and check the network.`;
    const [status, text] = await ask('/readyz');
    expect([status, text.split('\n')]).toEqual([
      200,
      [
        'ready',
        expect.stringContaining('This machine looks offline'),
        expect.stringMatching(/^no room in .*log$/),
        lost(15),
        '',
      ],
    ]);
    expect(text).not.toContain('/var/lib/kawaraban');
    world.lostMs = 15_001;
    world.missing = ['The daemon is stopping.'];
    expect(await ask('/readyz')).toEqual([503, `The daemon is stopping.\n${lost(15)}\n`]);
  });

  test('measures the service, and counts each answer by its route', async () => {
    const { happened, ask } = await start();
    const [, metrics] = await ask('/metrics');
    expect(JSON.parse(metrics)).toMatchObject({ sources: [], isOffline: false, configProblems: 1 });
    await expect.poll(() => happened).toEqual([{ route: 'metrics', status: 200, ms: 0 }]);
  });

  test('moves to another address, and stays where it is if that cannot be used', async () => {
    const { happened, config, ask } = await start();
    const timer = vi.spyOn(globalThis, 'setTimeout');
    onTestFinished(() => timer.mockRestore());
    const first = server.current();
    const at = (host: string, port: number) => ({ ...config, server: { host, port } });
    expect(await server.moveTo(config)).toBeUndefined();
    expect(server.current()).toBe(first);
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as AddressInfo;
    expect(await server.moveTo(at('127.0.0.1', port))).toBe(
      `127.0.0.1:${port} is already in use. Stop the other program, or choose another port: --port, KAWARABAN_PORT, or server.port in kawaraban.yaml.`,
    );
    expect(server.current()).toBe(first);
    expect((await ask('/healthz'))[0]).toBe(200);
    other.close();
    await once(other, 'close');
    expect(await server.moveTo(at('127.0.0.1', port))).toBeUndefined();
    expect(server.current().port).toBe(port);
    // The old server cuts off after two seconds who still reads.
    expect(timer.mock.calls.map(([, ms]) => ms)).toContain(2_000);
    expect(happened).toContainEqual(['daemon.moved', { url: `http://127.0.0.1:${port}/` }]);
    // The same port on another address: the old server closes first.
    expect(await server.moveTo(at('0.0.0.0', port))).toBeUndefined();
    expect(server.current().url).toBe(`http://0.0.0.0:${port}/`);
    expect(await server.moveTo(at('192.0.2.1', port))).toMatch(/^The server cannot listen on 192\.0\.2\.1/);
    expect(server.current().url).toBe(`http://0.0.0.0:${port}/`);
  });
});
