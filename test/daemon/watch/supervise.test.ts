import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { supervise } from '../../../src/daemon/watch/supervise.ts';
import type { Log, LogFields } from '../../../src/domain/log.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

const watchOver = (watchdogMs?: number, look?: () => Promise<undefined>) => {
  const said: string[] = [];
  const logged: string[] = [];
  const note = (event: string, { reason }: LogFields = {}): void =>
    void logged.push(`${event}: ${String(reason)}`);
  const log: Log = { debug: note, info: note, warn: note, error: note };
  const world: { standstill: string | undefined; status: string } = { standstill: undefined, status: 'fine' };
  const stop = supervise({
    supervisor: {
      ready: () => said.push('ready'),
      reloading: () => said.push('reloading'),
      stopping: () => said.push('stopping'),
      status: (status) => said.push(status),
      alive: () => said.push('alive'),
      ...(watchdogMs === undefined ? {} : { watchdogMs }),
    },
    log,
    status: () => world.status,
    standstill: look ?? (async () => world.standstill),
  });
  return { said, logged, world, stop };
};

test('signs of life are given three times in the time of the watchdog, and a status where it changed', async () => {
  const { said, world, stop } = watchOver(30_000);
  await vi.advanceTimersByTimeAsync(30_000);
  expect(said).toEqual(['fine', 'alive', 'alive', 'alive']);
  world.status = 'finer';
  await vi.advanceTimersByTimeAsync(10_000);
  expect(said.slice(4)).toEqual(['finer', 'alive']);
  stop();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(said).toHaveLength(6);
});

test('a standstill gives no sign of life and is logged once, as is its end', async () => {
  const { said, logged, world, stop } = watchOver(30_000);
  world.standstill = 'no poll has finished for 51 s';
  await vi.advanceTimersByTimeAsync(60_000);
  expect(said).toEqual(['fine']);
  expect(logged).toEqual(['watchdog.stalled: no poll has finished for 51 s']);
  world.standstill = undefined;
  await vi.advanceTimersByTimeAsync(10_000);
  expect(said).toEqual(['fine', 'alive']);
  expect(logged.slice(1)).toEqual(['watchdog.recovered: no poll has finished for 51 s']);
  stop();
});

test('without a watchdog the status alone is told', async () => {
  const { said, stop } = watchOver();
  await vi.advanceTimersByTimeAsync(59_999);
  expect(said).toEqual([]);
  await vi.advanceTimersByTimeAsync(1);
  expect(said).toEqual(['fine']);
  stop();
});

test('no second look begins while one lasts, and one that fails is logged and followed by the next', async () => {
  const looks: PromiseWithResolvers<undefined>[] = [];
  const { said, logged, stop } = watchOver(30_000, () => {
    const look = Promise.withResolvers<undefined>();
    looks.push(look);
    return look.promise;
  });
  await vi.advanceTimersByTimeAsync(40_000);
  expect(looks).toHaveLength(1);
  looks[0]?.reject(new Error('no answer'));
  await vi.advanceTimersByTimeAsync(10_000);
  expect(logged).toEqual(['watchdog.failed: Error: no answer']);
  expect(looks).toHaveLength(2);
  looks[1]?.resolve(undefined);
  await vi.advanceTimersByTimeAsync(10_000);
  expect(looks).toHaveLength(3);
  expect(said).toEqual(['fine', 'alive']);
  stop();
});
