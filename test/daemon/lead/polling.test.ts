import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createPolling } from '../../../src/daemon/lead/polling.ts';
import type { Pipeline } from '../../../src/daemon/pipeline.ts';
import { createPollProgress } from '../../../src/daemon/watch/poll-progress.ts';
import type { Log } from '../../../src/domain/log.ts';
import type { Unreached } from '../../../src/domain/network/judge-network.ts';
import { createNetworkWatch } from '../../../src/intake/watch-network.ts';
import { makeSource, SILENT } from '../../make.ts';
import { makeConfig } from '../support/make-config.ts';

beforeEach(() => vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance', 'Date'] }));
afterEach(() => vi.useRealTimers());

const warn = vi.fn<Log['warn']>();
const log = { ...SILENT, warn };

const began = Temporal.Now.instant();

/** Polling of three sources that were all just asked by a command, on a machine whose connections are refused. */
const pollOffline = async (enabled = true) => {
  const sources = ['a', 'b', 'c'].map((id) => makeSource(id, { enabled }));
  const refused: Unreached = { kind: 'refused', detail: 'connection refused' };
  const beganMs = performance.now();
  const connections: number[] = [];
  const network = createNetworkWatch({
    sources: () => sources,
    state: () => undefined,
    reach: async () => {
      connections.push(Math.round((performance.now() - beganMs) / 1000));
      return refused;
    },
    now: () => began.add({ milliseconds: Math.round(performance.now() - beganMs) }),
  });
  const pipeline: Pick<Pipeline, 'config' | 'due' | 'poll' | 'network'> = {
    config: () => makeConfig({ sources }),
    due: () => [],
    poll: async () => undefined,
    network,
  };
  const listeners = { onReport: () => {}, onStoreFailure: () => {}, onMistake: () => {} };
  const progress = createPollProgress(() => performance.now());
  const stop = new AbortController();
  const polling = createPolling({ pipeline, listeners, progress, stop: stop.signal, log });
  polling.restart();
  const attempts = sources.map((source) => ({ source, attempt: network.attempt() }));
  for (const { attempt } of attempts) attempt.begin();
  await Promise.all(
    attempts.map(({ source, attempt }) => attempt.failed(source, source.endpoints[0], refused, stop.signal)),
  );
  return { polling, network, connections };
};

test('while offline and with nothing due, sites are tried after 30 s, then later each time', async () => {
  const { polling, network, connections } = await pollOffline();
  await vi.advanceTimersByTimeAsync(3_600_000);
  const minutes = [...new Set(connections)].map((second) => second / 60);
  expect(minutes).toEqual([0.5, 1.5, 3.5, 7.5, 15.5, 30.5, 45.5]);
  expect(connections).toHaveLength(3 * minutes.length);
  const nextInMs = network.offline()?.nextTryAt.since(began).total('milliseconds') ?? 0;
  expect(nextInMs).toBe(60.5 * 60_000);
  polling.stop();
});

test.each([
  [true, 0],
  [false, 1],
])('if the sources are enabled: %s, it warns %s times that nothing is polled', async (enabled, times) => {
  warn.mockClear();
  const { polling } = await pollOffline(enabled);
  polling.stop();
  const advice = 'Nothing is polled. Add a source with `kawaraban add URL`, or enable one.';
  expect(warn.mock.calls).toEqual(Array.from({ length: times }, () => ['config.no-source', { advice }]));
});

test('a schedule that is taken over from a new config takes the place of the one before', async () => {
  const sources = [makeSource('a')];
  const begun: number[] = [];
  const beganMs = performance.now();
  let schedule = '* * * * * *';
  const progress = createPollProgress(() => performance.now());
  const polling = createPolling({
    pipeline: {
      config: () => makeConfig({ sources, schedule }),
      due: () => sources,
      poll: async () => void begun.push(Math.round((performance.now() - beganMs) / 1000)),
      network: { offline: () => undefined, follow: () => {} } as never,
    },
    listeners: { onReport: () => {}, onStoreFailure: () => {}, onMistake: () => {} },
    ...{ progress, stop: new AbortController().signal, log },
  });
  polling.restart();
  await vi.advanceTimersByTimeAsync(3_000);
  expect(begun).toHaveLength(4);
  schedule = '0 0 1 1 *';
  polling.restart();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(begun).toHaveLength(5);
  // It comes due next on New Year's Day: until then nothing stands still.
  expect(progress.standstill(1_000)).toBeUndefined();
  polling.stop();
});

test('what is due is polled at once and when the schedule comes due, until the stop; its end is waited for', async () => {
  const sources = [makeSource('a')];
  const cycles: PromiseWithResolvers<void>[] = [];
  const progress = createPollProgress(() => performance.now());
  const stop = new AbortController();
  const begun: unknown[] = [];
  let due = sources;
  const offline = vi.fn<Pipeline['network']['offline']>(() => undefined);
  const listeners = { onReport: () => {}, onStoreFailure: () => {}, onMistake: () => {} };
  const polling = createPolling({
    pipeline: {
      config: () => makeConfig({ sources }),
      due: () => due,
      poll: (...given) => {
        begun.push(given);
        const cycle = Promise.withResolvers<void>();
        cycles.push(cycle);
        return cycle.promise;
      },
      network: { offline, follow: () => {}, probe: async () => false, reached: () => {} } as never,
    },
    ...{ listeners, progress, stop: stop.signal, log },
  });
  const hasSettled = async (): Promise<boolean> => {
    const settled = vi.fn<() => void>();
    void polling.settled().then(settled);
    await vi.advanceTimersByTimeAsync(0);
    return settled.mock.calls.length > 0;
  };
  polling.restart();
  expect(begun).toEqual([[sources, listeners, stop.signal]]);
  expect(await hasSettled()).toBe(false);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(begun).toHaveLength(2);
  expect(progress.standstill(59_000)).toBe('no poll has finished for 60 s');
  cycles[0]?.resolve();
  expect(await hasSettled()).toBe(false);
  cycles[1]?.resolve();
  expect(await hasSettled()).toBe(true);
  // The schedule has been seen to come due, and comes due again within a minute.
  expect(progress.standstill(0)).toBeUndefined();
  due = [];
  await vi.advanceTimersByTimeAsync(60_000);
  due = sources;
  offline.mockReturnValue({} as never);
  await vi.advanceTimersByTimeAsync(60_000);
  offline.mockReturnValue(undefined);
  stop.abort();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(begun).toHaveLength(2);
  polling.stop();
  await vi.advanceTimersByTimeAsync(600_000);
  expect(progress.standstill(60_000)).toMatch(/^the schedule was due/);
});
