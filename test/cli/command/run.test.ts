import { mkdir } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Installation, install } from '../../support/product.ts';
import { kawarabanHere } from '../../support/run-here.ts';

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

describe('run', () => {
  test('refuses two sockets of systemd, and says which line to delete', async () => {
    const env = sockets('http', 'http');
    const { status, err } = await kawarabanHere({ ...at, env }, 'run');
    expect([status, err]).toEqual([
      78,
      'systemd hands over 2 sockets, but the daemon listens on one; leave one ListenStream= in kawaraban.socket.\n',
    ]);
  });

  test('refuses a role without a database to share, and says where to name it', async () => {
    const { status, err } = await kawarabanHere(at, 'run', '--role', 'poll');
    expect(status).toBe(78);
    expect(err).toBe(
      `The role poll is for several processes, which share a PostgreSQL database: name it as \`store\` in ${at.config}/kawaraban.yaml, or leave out --role and KAWARABAN_ROLE.\n`,
    );
  });
});
