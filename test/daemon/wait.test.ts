import { getEventListeners } from 'node:events';
import { expect, test, vi } from 'vitest';
import { delay, endedOrAborted, onFirstCall, untilAborted } from '../../src/daemon/wait.ts';
import { fakeTimers, pass, turns } from '../support/fake-timers.ts';

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

test('a signal that is never aborted keeps nothing of the work that was waited for', async () => {
  const { signal } = new AbortController();
  await endedOrAborted(Promise.resolve(), signal);
  await endedOrAborted(Promise.reject(new Error('no disk')), signal).catch(() => undefined);
  expect(getEventListeners(signal, 'abort')).toEqual([]);
});

test('a delay is over after its time, and an abort is waited for, or was before', async () => {
  fakeTimers();
  const over: string[] = [];
  const stop = new AbortController();
  void delay(100).then(() => over.push('delay'));
  void untilAborted(stop.signal).then(() => over.push('abort'));
  await pass(99);
  expect(over).toEqual([]);
  await pass(1);
  stop.abort();
  await turns();
  void untilAborted(stop.signal).then(() => over.push('aborted before'));
  await turns();
  expect(over).toEqual(['delay', 'abort', 'aborted before']);
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
