import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Output } from '../../../src/daemon/control/output.ts';
import { limitDiskWait } from '../../../src/daemon/request/handle-request.ts';
import { createMemoryStore } from '../../support/memory-store.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

test('a command hears once that its work waits for the disk, and then what came of it', async () => {
  const memory = createMemoryStore();
  let isWaiting = false;
  const health = () => ({ ...memory.health(), isWaiting, problems: ['The disk is full.'] });
  const told: Output[] = [];
  const work = Promise.withResolvers<'done'>();
  const done = limitDiskWait(
    { ...memory, health },
    (output) => told.push(output),
    () => work.promise,
  );
  vi.advanceTimersByTime(5_000);
  expect(told).toEqual([]);
  isWaiting = true;
  vi.advanceTimersByTime(5_000);
  expect(told).toEqual([{ kind: 'problem', text: 'The daemon waits for the store. The disk is full.' }]);
  work.resolve('done');
  expect(await done).toBe('done');
  expect(vi.getTimerCount()).toBe(0);
});

test('a command whose work waits for the disk for long fails, and does not keep others waiting', async () => {
  const memory = createMemoryStore();
  const health = () => ({ ...memory.health(), isWaiting: true, problems: ['ENOSPC'] });
  const told: Output[] = [];
  const done = limitDiskWait(
    { ...memory, health },
    (output) => told.push(output),
    () => new Promise(() => {}),
  );
  vi.advanceTimersByTime(11_000);
  expect(await done).toBe('failed');
  expect(told.at(-1)).toMatchObject({ kind: 'problem', text: expect.stringContaining('gives up waiting') });
});
