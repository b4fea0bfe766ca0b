import { expect, test } from 'vitest';
import { endedOrAborted } from '../../src/daemon/wait.ts';

test('work is waited for until it ends, and rejects as it does', async () => {
  const { signal } = new AbortController();
  await endedOrAborted(Promise.resolve(), signal);
  await expect(endedOrAborted(Promise.reject(new Error('no disk')), signal)).rejects.toThrow('no disk');
});

test('work is not waited for once the signal is aborted', async () => {
  const stop = new AbortController();
  const waiting = endedOrAborted(new Promise<void>(() => {}), stop.signal);
  stop.abort();
  await waiting;
  await endedOrAborted(new Promise<void>(() => {}), stop.signal);
});
