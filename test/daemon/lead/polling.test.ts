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
  expect(warn.mock.calls.filter(([event]) => event === 'config.no-source')).toHaveLength(times);
});
