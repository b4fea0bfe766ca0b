import { expect, test } from 'vitest';
import { measureService, statusLine } from '../../../src/daemon/watch/measure-service.ts';
import type { Config } from '../../../src/domain/config.ts';
import type { Offline } from '../../../src/domain/network/judge-network.ts';
import {
  type EndpointState,
  endpointStates,
  type SourceState,
} from '../../../src/domain/source/source-state.ts';
import type { Store } from '../../../src/domain/store/contract.ts';
import { instant, makeOffline, makeSource, NOON } from '../../make.ts';
import { createMemoryStore } from '../../support/memory-store.ts';

const stateOf = (id: string, rest: Partial<SourceState>): SourceState => ({
  source: makeSource(id).id,
  endpoint: 0,
  endpoints: [],
  itemHashes: [],
  arrivals: [],
  counts: { requests: 1, notModified: 0, failed: 0, items: 1 },
  ...rest,
});

const line = async (
  ids: readonly string[],
  states: readonly SourceState[],
  configProblems: readonly string[] = [],
  clockProblem?: string,
  offline?: Offline,
): Promise<string> => {
  const store: Store = createMemoryStore();
  await store.commit({ stories: [], drops: [], states });
  const config = { sources: ids.map((id) => makeSource(id)) } as unknown as Config;
  return statusLine({ config, configProblems, clockProblem, offline, store, now: NOON });
};

test('the status tells how many sources there are and where the last new item came from', async () => {
  const states = [
    stateOf('kaku', { lastNewAt: instant('2026-11-24T02:00:00Z'), lastSuccessAt: NOON }),
    stateOf('kei', { lastNewAt: instant('2026-11-24T02:30:00Z'), lastSuccessAt: NOON }),
  ];
  expect(await line(['kaku', 'kei'], states)).toBe('2 sources; last new item 2026-11-24 11:30 JST from kei');
  expect(await line(['kaku'], [])).toBe('1 source; no item yet');
});

test('what is measured of the enabled sources and of the store', async () => {
  const store = createMemoryStore();
  const states = [
    stateOf('kaku', {
      lastNewAt: NOON.subtract({ minutes: 4 }),
      newestItemAt: NOON.subtract({ minutes: 3 }),
      lastSuccessAt: NOON,
    }),
    stateOf('kei', { lastNewAt: NOON.subtract({ minutes: 1 }), lastSuccessAt: NOON }),
    stateOf('asleep', { lastNewAt: NOON }),
  ];
  await store.commit({ stories: [], drops: [], states });
  const sources = [
    makeSource('kei'),
    makeSource('kaku'),
    makeSource('new'),
    makeSource('asleep', { enabled: false }),
  ];
  const facts = { config: { sources } as unknown as Config, store, now: NOON };
  expect(measureService({ ...facts, configProblems: ['one', 'two'], isOffline: true })).toEqual({
    sources: [
      { id: 'kei', health: 'ok', hitRate: 1, newestItemAgeMs: 60_000 },
      { id: 'kaku', health: 'ok', hitRate: 1, newestItemAgeMs: 180_000 },
      { id: 'new', health: 'new' },
    ],
    lastNewsAgeMs: 60_000,
    isOffline: true,
    store: store.health(),
    configProblems: 2,
  });
  expect(
    measureService({
      ...facts,
      config: { sources: [] } as unknown as Config,
      configProblems: [],
      isOffline: false,
    }),
  ).toEqual({
    ...{ sources: [], isOffline: false, store: store.health(), configProblems: 0 },
  });
});

test('a source whose new items state no date is as young as the last of them, after a dated item as well', async () => {
  const store = createMemoryStore();
  const [lastNewAt, newestItemAt] = [NOON.subtract({ minutes: 2 }), NOON.subtract({ hours: 30 })];
  await store.commit({
    stories: [],
    drops: [],
    states: [stateOf('kaku', { lastNewAt, newestItemAt, lastSuccessAt: NOON })],
  });
  const config = { sources: [makeSource('kaku')] } as unknown as Config;
  const { sources } = measureService({ config, configProblems: [], isOffline: false, store, now: NOON });
  expect(sources[0]?.newestItemAgeMs).toBe(120_000);
});

test('the status counts the sources that are not healthy', async () => {
  const gone = stateOf('kei', {
    endpoints: [
      { ...(endpointStates(makeSource('kei'), undefined)[0] as EndpointState), failures: 1, goneAt: NOON },
    ],
  });
  expect(await line(['kaku', 'kei', 'times'], [gone])).toBe('3 sources, 1 unhealthy; no item yet');
});

test('the status says that the clock is not believed', async () => {
  expect(await line(['kaku'], [], [], 'The clock leapt.')).toBe(
    '1 source; no item yet; PROBLEM: The clock leapt.',
  );
});

test('the status says that this machine looks offline', async () => {
  const offline = makeOffline({ sites: 4 });
  expect(await line(['kaku'], [], [], undefined, offline)).toBe(
    '1 source; no item yet; PROBLEM: This machine looks offline: host names cannot be resolved (4 sites tried; EAI_AGAIN). Check the network connection and the name server.',
  );
});

test('the status names the first problem of the config, and says how many more there are', async () => {
  expect(await line(['kaku'], [], ['what is wrong', 'another'])).toBe(
    '1 source; no item yet; PROBLEM: what is wrong; and 1 more, see /status',
  );
  expect(await line(['kaku'], [], ['sources.yaml:3:5: what is wrong', 'another', 'a third'])).toBe(
    '1 source; no item yet; PROBLEM: sources.yaml:3:5: what is wrong; and 2 more, see /status',
  );
});
