import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { openToRead, openWhenFree, runTogether } from '../../../src/cli/command/run-together.ts';
import { makeConfig } from '../../daemon/support/make-config.ts';
import { NOON, SILENT } from '../../make.ts';
import { fakeTimers, turns } from '../../support/fake-timers.ts';
import type { Asked } from '../../support/scripted-postgres.ts';
import { database } from '../../support/scripted-store.ts';
import { waitFor } from '../../support/wait-for.ts';

const warned: unknown[] = [];
const log = { ...SILENT, warn: (...line: unknown[]) => void warned.push(line) };
const world = { log, systemNow: () => NOON };

/** Replaces the timers; the result waits until work sleeps half a second for the nth time, does something, and wakes it. */
const napping = () => {
  const sleeps = fakeTimers();
  const naps = (): number => sleeps().filter((ms) => ms === 500).length;
  return async (nth: number, meanwhile = (): void => {}): Promise<void> => {
    while (naps() < nth) await turns(1);
    expect(naps()).toBe(nth);
    meanwhile();
    vi.advanceTimersByTime(500);
  };
};

/** The number of times that a database was asked for the lock of its store. */
const locks = (asked: readonly Asked[]): number =>
  asked.filter(({ sql }) => sql.includes('pg_try_advisory_lock')).length;

describe('a process that joins others opens the store to read', () => {
  test('at once if it is there', async () => {
    const { url, asked, open } = await database();
    const opened = await openToRead(world, { data: '/data', store: url });
    expect([opened.kind, locks(asked)]).toEqual(['opened', 0]);
    if (opened.kind === 'opened') await opened.store.close();
    await waitFor(() => open().length === 0);
  });

  test('after it has made the tables, if it is the first', async () => {
    let exists = false;
    const { url, asked, open } = await database([
      'to_regclass',
      ({ session }) => {
        const answer = [{ exists }];
        // The second session holds the lock, and makes the tables.
        if (session === 1) exists = true;
        return answer;
      },
    ]);
    const opened = await openToRead(world, { data: '/data', store: url });
    expect([opened.kind, locks(asked)]).toEqual(['opened', 1]);
    if (opened.kind === 'opened') await opened.store.close();
    await waitFor(() => open().length === 0);
  });

  test('twenty times, twice a second, while another process makes the tables', async () => {
    const { url, asked } = await database(
      ['to_regclass', [{ exists: false }]],
      ['pg_try_advisory_lock', [{ taken: false }]],
      ['pg_locks', []],
    );
    const slept = napping();
    const opening = openToRead(world, { data: '/data', store: url });
    for (let wait = 1; wait < 20; wait += 1) await slept(wait);
    expect([(await opening).kind, locks(asked)]).toEqual(['failed', 19]);
  });

  test('not at all if PostgreSQL cannot be reached, which is said', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'together-'));
    onTestFinished(() => rm(folder, { recursive: true }));
    const said = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
    onTestFinished(() => said.mockRestore());
    const umask = process.umask();
    onTestFinished(() => void process.umask(umask));
    const home = { data: path.join(folder, 'data'), store: 'postgres://127.0.0.1:1/news' };
    const given = { ...world, config: makeConfig() } as never;
    expect(await runTogether('publish', given, home)).toBe(1);
    expect(String(said.mock.calls.at(-1)?.[0])).toMatch(
      /The store cannot be opened: PostgreSQL at 127\.0\.0\.1/,
    );
    expect((await stat(home.data)).mode & 0o777).toBe(0o700);
    expect(await runTogether('poll', { ...world, ...POLLER } as never, home)).toBe(1);
  });
});

const POLLER = {
  ...{
    config: makeConfig(),
    configFolder: '/none',
    configMark: '',
    elapsedMs: () => 0,
    monotonicMs: () => 0,
  },
  stop: new AbortController().signal,
};

describe('a process that leads opens the store to write', () => {
  test('as soon as the process before it has let go of it, which it says once', async () => {
    let taken = false;
    const { url, asked } = await database(
      ['pg_try_advisory_lock', () => [{ taken }]],
      ['pg_locks', [{ name: 'kawaraban, process 7', pid: 7, since: new Date(0) }]],
    );
    const slept = napping();
    warned.splice(0);
    const opening = openWhenFree(world, { store: url, onStale: () => {} }, new AbortController().signal);
    await slept(1);
    await slept(2, () => {
      taken = true;
    });
    const { store } = await opening;
    expect(locks(asked)).toBe(3);
    const reason = 'the store is in use by kawaraban, process 7, since 1970-01-01T00:00:00Z';
    expect(warned).toEqual([['store.waits', { reason }]]);
    await store.close();
  });

  test('and closes it again if it was stopped meanwhile', async () => {
    const { url, open } = await database();
    const opening = openWhenFree(world, { store: url, onStale: () => {} }, AbortSignal.abort());
    await expect(opening).rejects.toThrow('the process is stopping');
    await waitFor(() => open().length === 0);
  });
});
