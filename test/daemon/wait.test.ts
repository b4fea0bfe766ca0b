import { expect, test, vi } from 'vitest';
import { endedOrAborted, onFirstCall } from '../../src/daemon/wait.ts';

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

test('work begins at the first call, is shared by all, and runs again after a failure', async () => {
  const results = [
    Promise.reject(new Error('no disk')),
    Promise.resolve('read'),
    Promise.resolve('read again'),
  ];
  const work = vi.fn<() => Promise<string>>(() => results.shift() ?? Promise.resolve('never'));
  const call = onFirstCall(work);
  expect(work).not.toHaveBeenCalled();
  await expect(Promise.all([call(), call()])).rejects.toThrow('no disk');
  expect(await Promise.all([call(), call(), call()])).toEqual(['read', 'read', 'read']);
  expect(work).toHaveBeenCalledTimes(2);
});
