import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createPolling } from '../../../src/daemon/lead/polling.ts';
import type { Pipeline } from '../../../src/daemon/pipeline.ts';
import { createPollProgress } from '../../../src/daemon/watch/poll-progress.ts';
import type { Offline } from '../../../src/domain/network/judge-network.ts';
import { makeOffline, makeSource, SILENT } from '../../make.ts';
import { makeConfig } from '../support/make-config.ts';

beforeEach(() => vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance', 'Date'] }));
afterEach(() => vi.useRealTimers());

/** Polling on a machine that a test takes the network from; what is done is noted with its time in milliseconds. */
const start = () => {
  const kaku = makeSource('kaku');
  const world = {
    due: [] as readonly (typeof kaku)[],
    offline: undefined as Offline | undefined,
    isBack: false,
  };
  const done: string[] = [];
  let beganMs = performance.now();
  const note = (what: string): void => void done.push(`${what} at ${performance.now() - beganMs}`);
  let hear: Parameters<Pipeline['network']['follow']>[0] = () => {};
  const stop = new AbortController();
  const network: Pick<Pipeline['network'], 'offline' | 'probe' | 'reached' | 'follow'> = {
    offline: () => world.offline,
    probe: async () => {
      note('probes');
      return world.isBack;
    },
    reached: () => note('is back'),
    follow: (listener) => {
      hear = listener;
    },
  };
  const pipeline = {
    // The schedule itself comes due once a year.
    config: () => makeConfig({ sources: [kaku], schedule: '0 0 1 1 *' }),
    due: () => world.due,
    poll: async () => note('polls'),
    network: network as Pipeline['network'],
  };
  const listeners = { onReport: () => {}, onStoreFailure: () => {}, onMistake: () => {} };
  const progress = createPollProgress(() => performance.now());
  const polling = createPolling({ pipeline, listeners, progress, stop: stop.signal, log: SILENT });
  polling.restart();
  const lose = (rest: Partial<Offline>): void => {
    world.offline = makeOffline(rest);
    beganMs = performance.now();
    hear(world.offline);
  };
  const passed = async (ms: number): Promise<readonly string[]> => {
    await vi.advanceTimersByTimeAsync(ms);
    return done.splice(0);
  };
  const comeBack = (): void => {
    world.offline = undefined;
    beganMs = performance.now();
    hear(undefined);
  };
  return { world, lose, comeBack, passed, polling, stop, kaku };
};

describe('while this machine is offline', () => {
  test('and names cannot be resolved, that is tried every thirty seconds; else only when an attempt is due', async () => {
    const dns = start();
    dns.lose({ kind: 'dns', attempts: 4 });
    expect(await dns.passed(119_999)).toEqual(['probes at 30000', 'probes at 60000', 'probes at 90000']);
    dns.polling.stop();
    const refused = start();
    refused.lose({ kind: 'refused', attempts: 2 });
    expect(await refused.passed(59_999)).toEqual([]);
    expect(await refused.passed(1)).toEqual(['probes at 60000']);
    refused.polling.stop();
  });

  test('an attempt polls what is due, and tries no site besides', async () => {
    const { world, lose, passed, polling, kaku } = start();
    world.due = [kaku];
    lose({ kind: 'refused', attempts: 1 });
    expect(await passed(30_000)).toEqual(['polls at 30000']);
    polling.stop();
  });

  test('a site that is reached ends it: what is due is polled, or if nothing is, it is noted', async () => {
    const { world, lose, passed, polling, kaku } = start();
    lose({ kind: 'dns', attempts: 9 });
    world.isBack = true;
    expect(await passed(30_000)).toEqual(['probes at 30000', 'is back at 30000']);
    world.due = [kaku];
    expect(await passed(30_000)).toEqual(['probes at 60000', 'polls at 60000']);
    polling.stop();
  });

  test('nothing is tried once it is over, and a second after that what is due is polled', async () => {
    const { world, lose, comeBack, passed, polling, kaku } = start();
    lose({ kind: 'dns', attempts: 9 });
    world.due = [kaku];
    await passed(10_000);
    comeBack();
    expect(await passed(999)).toEqual([]);
    expect(await passed(1)).toEqual(['polls at 1000']);
    expect(await passed(600_000)).toEqual([]);
    polling.stop();
  });

  test('nothing is tried after its end, and after a stop nothing is polled', async () => {
    const ended = start();
    ended.lose({ kind: 'dns', attempts: 1 });
    ended.polling.stop();
    expect(await ended.passed(600_000)).toEqual([]);
    ended.lose({ kind: 'dns', attempts: 2 });
    expect(await ended.passed(600_000)).toEqual([]);
    const stopped = start();
    stopped.lose({ kind: 'dns', attempts: 9 });
    stopped.world.isBack = true;
    stopped.world.due = [stopped.kaku];
    stopped.stop.abort();
    expect(await stopped.passed(30_000)).toEqual(['probes at 30000']);
    stopped.polling.stop();
  });
});
