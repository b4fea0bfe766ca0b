import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Output } from '../../../src/daemon/control/output.ts';
import { limitDiskWait } from '../../../src/daemon/request/handle-request.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

test('a command hears once that its work waits for the disk, and then what came of it', async () => {
  let isWaiting = false;
  const told: Output[] = [];
  const work = Promise.withResolvers<'done'>();
  const done = limitDiskWait(
    () => (isWaiting ? 'The disk is full.' : undefined),
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
  const told: Output[] = [];
  const done = limitDiskWait(
    () => 'ENOSPC',
    (output) => told.push(output),
    () => new Promise(() => {}),
  );
  vi.advanceTimersByTime(9_999);
  expect(told).toHaveLength(1);
  vi.advanceTimersByTime(1);
  expect(await done).toBe('failed');
  expect(told.at(-1)).toEqual({
    kind: 'problem',
    text: 'The command stops here. Run it again when the store can be used; it then does what is left to do.',
  });
  expect(vi.getTimerCount()).toBe(0);
});

test('a disk that writes again for a moment is waited for anew, and work that fails after all harms nobody', async () => {
  let isWaiting = true;
  const told: Output[] = [];
  const work = Promise.withResolvers<'done'>();
  const done = limitDiskWait(
    () => (isWaiting ? 'full' : undefined),
    (output) => told.push(output),
    () => work.promise,
  );
  vi.advanceTimersByTime(999);
  expect(told).toEqual([]);
  vi.advanceTimersByTime(8_001);
  isWaiting = false;
  vi.advanceTimersByTime(1_000);
  isWaiting = true;
  vi.advanceTimersByTime(9_000);
  const waits = { kind: 'problem', text: 'The daemon waits for the store. full' };
  expect(told).toEqual([waits, waits]);
  vi.advanceTimersByTime(1_000);
  expect(await done).toBe('failed');
  work.reject(new Error('the store is closed'));
});
