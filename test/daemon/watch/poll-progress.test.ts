import { expect, test } from 'vitest';
import { createPollProgress } from '../../../src/daemon/watch/poll-progress.ts';
import type { PollReport } from '../../../src/domain/source/poll/poll-report.ts';
import { makeSource } from '../../make.ts';

const PATIENCE_MS = 50_000;

const watched = () => {
  let nowMs = 0;
  const progress = createPollProgress(() => nowMs);
  return {
    progress,
    report: () => progress.listeners.onReport(makeSource('kaku'), {} as PollReport),
    waitSeconds: (seconds: number) => {
      nowMs += seconds * 1000;
    },
    standstill: () => progress.standstill(PATIENCE_MS),
  };
};

const never = new Promise<void>(() => undefined);

test('a long cycle is no standstill as long as polls come to an end', () => {
  const { progress, report, waitSeconds, standstill } = watched();
  progress.cycle(never);
  for (let poll = 0; poll < 20; poll += 1) {
    waitSeconds(45);
    expect(standstill()).toBeUndefined();
    report();
  }
});

test.each(['resolves', 'rejects'])('the end of one of several polls is progress if it %s', async (how) => {
  const { progress, waitSeconds, standstill } = watched();
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  progress.poll(never);
  progress.poll(promise);
  waitSeconds(49);
  if (how === 'resolves') resolve();
  else reject(new Error('cut off'));
  await promise.catch(() => undefined);
  waitSeconds(50);
  expect(standstill()).toBeUndefined();
  waitSeconds(1);
  expect(standstill()).toBe('no poll has finished for 51 s');
});

test.each(['onReport', 'onUnreached', 'onStoreFailure', 'onMistake'] as const)(
  'a poll that ends with %s is progress',
  (end) => {
    const { progress, waitSeconds, standstill } = watched();
    progress.cycle(never);
    waitSeconds(49);
    progress.listeners[end]?.(makeSource('kaku'), {} as never);
    waitSeconds(50);
    expect(standstill()).toBeUndefined();
    waitSeconds(1);
    expect(standstill()).toBeDefined();
  },
);

test('polls of which none comes to an end are a standstill', () => {
  const { progress, report, waitSeconds, standstill } = watched();
  progress.cycle(never);
  report();
  waitSeconds(51);
  expect(standstill()).toBe('no poll has finished for 51 s');
});

test('cycles that find everything under way already are no progress', async () => {
  const { progress, waitSeconds, standstill } = watched();
  progress.cycle(never);
  for (let second = 0; second < 51; second += 1) {
    waitSeconds(1);
    const empty = Promise.resolve();
    progress.cycle(empty);
    await empty;
  }
  expect(standstill()).toBe('no poll has finished for 51 s');
});

test('nothing under way is no standstill, and a cycle after a long rest begins anew', async () => {
  const { progress, waitSeconds, standstill } = watched();
  const over = Promise.resolve();
  progress.cycle(over);
  await over;
  waitSeconds(86_400);
  expect(standstill()).toBeUndefined();
  progress.cycle(never);
  expect(standstill()).toBeUndefined();
  waitSeconds(51);
  expect(standstill()).toBeDefined();
});

test('a cycle that fails is over, too', async () => {
  const { progress, waitSeconds, standstill } = watched();
  progress.cycle(Promise.reject(new Error('a mistake')));
  await new Promise(setImmediate);
  waitSeconds(51);
  expect(standstill()).toBeUndefined();
});

test('a schedule that does not come due when it should is a standstill, however rarely it does', () => {
  const { progress, waitSeconds, standstill } = watched();
  progress.looked(86_400_000);
  waitSeconds(86_450);
  expect(standstill()).toBeUndefined();
  waitSeconds(10);
  expect(standstill()).toBe('the schedule was due 60 s ago, but has not looked for due sources');
  progress.looked(60_000);
  expect(standstill()).toBeUndefined();
});
