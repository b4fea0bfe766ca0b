import { beforeEach, describe, expect, test, vi } from 'vitest';
import type { Offline, Unreached } from '../../src/domain/network/judge-network.ts';
import type { Failure } from '../../src/domain/source/failure.ts';
import type { Source } from '../../src/domain/source/source.ts';
import { endpointStates, type SourceState } from '../../src/domain/source/source-state.ts';
import { createNetworkWatch } from '../../src/intake/watch-network.ts';
import { makeSource, NOON } from '../make.ts';

const SIGNAL = new AbortController().signal;
const DNS: Unreached = { kind: 'dns', detail: 'getaddrinfo ENOTFOUND' };
const [a, b, c, d] = ['a', 'b', 'c', 'd'].map((id) => makeSource(id)) as [Source, Source, Source, Source];

let now = NOON;
let down: Failure | undefined;
let tried: string[] = [];
let seen: (Offline | undefined)[] = [];
beforeEach(() => {
  now = NOON;
  down = undefined;
  tried = [];
  seen = [];
});

/** A watch over sources, some of which already failed when they were last asked. */
const watch = (
  sources: readonly Source[],
  failing: readonly Source[] = [],
  failureAt: (url: URL) => Failure | undefined = () => down,
) => {
  const stateOf = (source: Source): SourceState => ({
    source: source.id,
    endpoint: 0,
    endpoints: endpointStates(source, undefined).map((endpoint) => ({
      ...endpoint,
      failures: 3,
      failure: { ...DNS, since: NOON },
    })),
    itemHashes: [],
    arrivals: [],
    counts: { requests: 3, notModified: 0, failed: 3, items: 0 },
  });
  const network = createNetworkWatch({
    sources: () => sources,
    state: (id) => failing.filter((source) => source.id === id).map(stateOf)[0],
    reach: async (url, by) => {
      tried.push(`${by} ${URL.parse(url)?.hostname}`);
      return failureAt(new URL(url));
    },
    now: () => now,
  });
  network.follow((offline) => seen.push(offline));
  /** Polls that all fail, and are all asked before the first one fails. */
  const fail = (some: readonly Source[], failure: Unreached = DNS) => {
    const attempts = some.map((source) => ({ source, attempt: network.attempt() }));
    for (const { attempt } of attempts) attempt.begin();
    return Promise.all(
      attempts.map(({ source, attempt }) => attempt.failed(source, source.endpoints[0], failure, SIGNAL)),
    );
  };
  return { network, fail };
};

describe('this machine is to blame', () => {
  test('where every source that is asked fails: nobody else has to be tried', async () => {
    const { network, fail } = watch([a, b, c]);
    expect(await fail([a, b, c])).toEqual(['machine', 'machine', 'machine']);
    expect(tried).toEqual([]);
    expect(network.offline()).toMatchObject({ since: NOON, kind: 'dns', sites: 3, attempts: 1 });
  });

  test('where one source fails, and the names of the others are not resolved either', async () => {
    const { network, fail } = watch([a, b, c, d, makeSource('e')]);
    down = DNS;
    expect(await fail([a])).toEqual(['machine']);
    // Three are enough: the last two that answered, and the first.
    expect(tried).toEqual(['lookup b.example', 'lookup c.example', 'lookup e.example']);
    expect(network.offline()).toMatchObject({ kind: 'dns', detail: DNS.detail, sites: 4 });
  });

  test('where a firewall refuses everything', async () => {
    const { network, fail } = watch([a, b, c]);
    down = { kind: 'refused', detail: 'ECONNREFUSED' };
    expect(await fail([a], { kind: 'refused', detail: 'ECONNREFUSED' })).toEqual(['machine']);
    expect(tried).toEqual(['connection b.example', 'connection c.example']);
    expect(network.offline()?.kind).toBe('refused');
  });

  test('where both of two sources fail', async () => {
    expect(await watch([a, b]).fail([a, b])).toEqual(['machine', 'machine']);
  });

  test('although polls are in progress that a silent name server keeps', async () => {
    vi.useFakeTimers();
    const { network, fail } = watch([a, b, c, d]);
    network.attempt().begin();
    const blamed = fail([a, b, c]);
    down = DNS;
    await vi.advanceTimersByTimeAsync(2_999);
    expect(tried).toEqual([]);
    await vi.advanceTimersByTimeAsync(1);
    expect(await blamed).toEqual(['machine', 'machine', 'machine']);
    expect(tried).toEqual(['lookup d.example']);
    vi.useRealTimers();
  });
});

describe('the source is to blame', () => {
  test('where another site is reached', async () => {
    const { network, fail } = watch([a, b, c]);
    expect(await fail([a])).toEqual(['source']);
    expect(network.offline()).toBeUndefined();
    expect(seen).toEqual([]);
  });

  test('although the sites that answered last fail with it: the one whose answer is the oldest is tried, too', async () => {
    const { network, fail } = watch([a, b, c, d, makeSource('oldest')], [], ({ hostname }) =>
      hostname === 'oldest.example' ? undefined : { kind: 'refused', detail: 'ECONNREFUSED' },
    );
    expect(await fail([a], { kind: 'refused', detail: 'ECONNREFUSED' })).toEqual(['source']);
    expect(network.offline()).toBeUndefined();
  });

  test('as soon as another source answers, before or after it failed', async () => {
    const { network, fail } = watch([a, b, c, d]);
    const slow = network.attempt();
    slow.begin();
    const early = fail([a, b]);
    const answering = network.attempt();
    answering.begin();
    answering.answered();
    expect(await early).toEqual(['source', 'source']);
    expect(await slow.failed(c, c.endpoints[0], DNS, SIGNAL)).toBe('source');
    expect(tried).toEqual([]);
  });

  test.each<[string, readonly Source[]]>([
    ['it is the only one', [a]],
    ['all sources are of one site', [a, makeSource('a2', { endpoints: ['https://www.a.example/2'] })]],
  ])('where %s', async (_, sources) => {
    expect(await watch(sources).fail([a])).toEqual(['source']);
  });

  test('where the others fail since long: they show nothing of the network', async () => {
    const { fail } = watch([a, b, c, d], [b, c]);
    down = DNS;
    expect(await fail([a, b, c])).toEqual(['machine', 'machine', 'machine']);
    expect(tried).toEqual(['lookup d.example']);
    expect(await watch([a, b, c], [b, c]).fail([a, b, c])).toEqual(['source', 'source', 'source']);
  });

  test('where two fail, each in its way', async () => {
    const { network } = watch([a, b]);
    const [one, two] = [network.attempt(), network.attempt()];
    const blamed = [
      one.failed(a, a.endpoints[0], DNS, SIGNAL),
      two.failed(b, b.endpoints[0], { kind: 'timeout', detail: '' }, SIGNAL),
    ];
    expect(await Promise.all(blamed)).toEqual(['source', 'source']);
  });
});

test('a machine that was offline is online with the first answer, and what failed before counts for nothing', async () => {
  const { network, fail } = watch([a, b, c]);
  await fail([a, b, c]);
  const back = network.attempt();
  back.begin();
  const again = fail([a, b]);
  back.answered();
  expect(await again).toEqual(['machine', 'machine']);
  expect(network.offline()).toBeUndefined();
  expect(seen.map((offline) => offline?.attempts)).toEqual([1, undefined]);
});

test('a machine that was offline is online where another site is reached, and what failed before counts for nothing', async () => {
  const { network, fail } = watch([a, b, c]);
  await fail([a, b, c]);
  expect(await fail([a, b])).toEqual(['machine', 'machine']);
  expect(tried).toEqual(['lookup c.example']);
  expect(network.offline()).toBeUndefined();
  expect(await fail([a, b])).toEqual(['source', 'source']);
});

test('each attempt that fails is told, with a later next one', async () => {
  const { fail } = watch([a, b, c]);
  await fail([a, b, c]);
  now = NOON.add({ seconds: 30 });
  await fail([a, b, c]);
  expect(seen.map((offline) => offline?.nextTryAt.since(NOON).seconds)).toEqual([30, 90]);
});

test('a stop blames nobody', async () => {
  const { network } = watch([a, b, c]);
  const stop = new AbortController();
  const attempt = network.attempt();
  const other = network.attempt();
  const blamed = attempt.failed(a, a.endpoints[0], DNS, stop.signal);
  stop.abort();
  other.end();
  other.end();
  expect(await blamed).toBe('stopped');
  expect(seen).toEqual([]);
});

test('a stop of one poll does not stop the others, whose failure is still judged', async () => {
  const { network } = watch([a, b, c]);
  const stop = new AbortController();
  const [attempt, other] = [network.attempt(), network.attempt()];
  const blamed = [
    attempt.failed(a, a.endpoints[0], DNS, stop.signal),
    other.failed(b, b.endpoints[0], DNS, SIGNAL),
  ];
  expect(tried).toEqual(['lookup c.example']);
  stop.abort();
  expect(await Promise.all(blamed)).toEqual(['stopped', 'source']);
});

test('a probe that fails when a try is due counts as an attempt, and delays the next one', async () => {
  const { network, fail } = watch([a, b, c]);
  await fail([a, b, c]);
  down = DNS;
  now = NOON.add({ seconds: 29 });
  await network.probe(SIGNAL);
  expect(network.offline()).toMatchObject({ attempts: 1, nextTryAt: NOON.add({ seconds: 30 }) });
  now = NOON.add({ seconds: 30 });
  await network.probe(SIGNAL);
  expect(network.offline()).toMatchObject({ since: NOON, attempts: 2, nextTryAt: NOON.add({ seconds: 90 }) });
  expect(seen).toHaveLength(2);
});

test('a probe connects where connections were refused, to the address of a source that worked last', async () => {
  const refused: Unreached = { kind: 'refused', detail: 'ECONNREFUSED' };
  const [first, second] = ['https://first.example/', 'https://second.example/'];
  const moved = makeSource('moved', { endpoints: [first, second] });
  const at = (source: Source, endpoint: number, minutes: number): SourceState => ({
    ...{
      source: source.id,
      endpoint,
      endpoints: endpointStates(source, undefined),
      itemHashes: [],
      arrivals: [],
    },
    counts: { requests: 1, notModified: 0, failed: 0, items: 0 },
    lastSuccessAt: NOON.add({ minutes }),
  });
  const states = [at(a, 0, 1), at(moved, 1, 2), at(c, 0, 3)];
  const network = createNetworkWatch({
    sources: () => [a, moved, c],
    state: (id) => states.find(({ source }) => source === id),
    reach: async (url, by) => {
      tried.push(`${by} ${url}`);
      return refused;
    },
    now: () => now,
  });
  const failed = network.attempt().failed(a, a.endpoints[0], refused, SIGNAL);
  expect(await failed).toBe('machine');
  expect(tried).toEqual([`connection ${c.endpoints[0]}`, `connection ${second}`]);
  tried = [];
  await network.probe(SIGNAL);
  expect(tried).toEqual([
    `connection ${c.endpoints[0]}`,
    `connection ${second}`,
    `connection ${a.endpoints[0]}`,
  ]);
});

test('a probe tells whether a name is resolved again, and changes nothing before a try is due', async () => {
  const { network, fail } = watch([a, b, c]);
  await fail([a, b, c]);
  down = DNS;
  expect(await network.probe(SIGNAL)).toBe(false);
  down = undefined;
  expect(await network.probe(SIGNAL)).toBe(true);
  expect(tried.every((one) => one.startsWith('lookup '))).toBe(true);
  expect(network.offline()).toBeDefined();
  network.reached();
  expect(network.offline()).toBeUndefined();
});
