import { expect, test } from 'vitest';
import type { Failure } from '../../src/domain/source/failure.ts';
import type { Source } from '../../src/domain/source/source.ts';
import type { SourceState } from '../../src/domain/source/source-state.ts';
import { type AskContext, askSource } from '../../src/intake/ask-source.ts';
import { pollAll } from '../../src/intake/poll-all.ts';
import { createPollMemory, type Polled } from '../../src/intake/poll-source.ts';
import type { FeedParser } from '../../src/intake/ports.ts';
import { createNetworkWatch } from '../../src/intake/watch-network.ts';
import { makeSource, NOON, UNMARKED } from '../make.ts';
import { createMemoryStore } from '../support/memory-store.ts';

const broken = makeSource('broken');
const fine = makeSource('fine');
const read = makeSource('read');
const SIGNAL = new AbortController().signal;

/** Called when the document that brings out a mistake is read. */
let onBroken = (): void => undefined;

/** A parser with a mistake that one outlet's document brings out. */
const parser: FeedParser = {
  parse: async (_, { url }) => {
    if (url === broken.endpoints[0]) {
      onBroken();
      throw new Error('a mistake of ours');
    }
    if (url !== read.endpoints[0]) return { kind: 'unreadable', reason: 'not-a-feed', detail: 'it is empty' };
    const feed = { hubUrls: [], skipHours: [], skipDays: [], format: 'rss', charset: 'utf-8' } as const;
    return { kind: 'parsed', feed, items: [], hashes: [], known: 0, left: [], cut: 0 };
  },
  close: async () => undefined,
};

const pollBoth = (signal = SIGNAL, refuse: () => void = () => {}) =>
  pollSources([broken, fine], signal, refuse, createMemoryStore());

const pollSources = async (
  sources: readonly Source[],
  signal: AbortSignal,
  refuse: () => void,
  store: ReturnType<typeof createMemoryStore>,
  { memory = createPollMemory(new Map()), isQueued = true, onTold = (_: Source['id']) => {} } = {},
) => {
  const asking: AskContext = {
    fetcher: {
      fetch: async ({ url }) => ({
        kind: 'fetched',
        body: new Uint8Array(),
        bodyHash: 'h1',
        status: 200,
        url,
        validators: {},
        freshness: {},
        bytes: 0,
      }),
      post: () => Promise.reject(new Error('nothing is posted')),
      reach: async () => undefined,
    },
    parser,
    memory,
    outlets: [],
    now: () => NOON,
    digest: (text) => text,
    underWay: UNMARKED,
    pause: async () => undefined,
  };
  const told: string[] = [];
  const ended: string[] = [];
  const acknowledged: string[] = [];
  await pollAll(
    sources,
    {
      ask: async (source, task, signal) => ({
        ...(await askSource(source, task, asking, signal)),
        ...(isQueued
          ? {
              acknowledge: async (refusal) => void acknowledged.push(`${source.id}: ${String(refusal)}`),
              giveBack: () => void acknowledged.push(`${source.id}: given back`),
            }
          : {}),
      }),
      store,
      network: createNetworkWatch({
        sources: () => sources,
        state: store.state,
        reach: async () => undefined,
        now: () => NOON,
      }),
      memory,
      limits: { minIntervalMs: 120_000, maxIntervalMs: 86_400_000 },
      now: () => NOON,
      chance: () => 0,
      underWay: { ...UNMARKED, end: async (source) => void ended.push(source) },
      queue: { run: async (_, work) => work() },
      intake: {
        take: async ({ source, url, outcome }) => {
          refuse();
          return {
            source: source.id,
            url,
            outcome,
            added: 0,
            folded: 0,
            revised: 0,
            dropped: 0,
            rejections: [],
            durationMs: 0,
          };
        },
        between: (work) => work(),
        close: () => Promise.resolve(),
      },
    },
    {
      onReport: ({ id }, { outcome }) => {
        onTold(id);
        told.push(`${id}: ${outcome.kind}`);
      },
      onStoreFailure: ({ id }) => told.push(`${id}: not stored`),
      onMistake: ({ id }, error) => told.push(`${id}: ${String(error)}`),
    },
    signal,
  );
  return { memory, told, ended, acknowledged };
};

test('a mistake of ours costs the poll that met it alone, and is told', async () => {
  const { told } = await pollBoth();
  expect(told.toSorted()).toEqual(['broken: Error: a mistake of ours', 'fine: failed']);
});

test('after a mistake of ours the source rests for an hour, and may be polled again then', async () => {
  const { memory, ended } = await pollBoth();
  expect([...memory.restUntil]).toEqual([['broken', NOON.add({ hours: 1 })]]);
  expect(memory.inFlight.size).toBe(0);
  expect(ended.toSorted()).toEqual(['broken', 'fine']);
});

test('what fails because a stop has closed the store is no mistake of ours', async () => {
  const stop = new AbortController();
  onBroken = () => stop.abort();
  const { memory, told, ended } = await pollBoth(stop.signal);
  expect(told.filter((one) => one.startsWith('broken'))).toEqual([]);
  expect(memory.restUntil.size).toBe(0);
  expect(ended).toContain('broken');
});

test('an answer that the store refused is not acknowledged as stored, so that it is delivered again', async () => {
  const refuse = (): never => {
    throw new Error('not stored: another process has written to the database');
  };
  const { told, acknowledged } = await pollBoth(SIGNAL, refuse);
  expect(told).toContain('fine: not stored');
  expect(acknowledged).toEqual(['fine: Error: not stored: another process has written to the database']);
  expect((await pollBoth()).acknowledged).toEqual(['fine: undefined']);
});

test('an answer whose poll is stopped is given back, so that another poll gets it', async () => {
  const stop = new AbortController();
  const { acknowledged } = await pollBoth(stop.signal, () => {
    stop.abort();
    throw new Error('the store is closed');
  });
  expect(acknowledged).toEqual(['fine: given back']);
});

test('an answer that was stored before its poll was stopped is acknowledged, and not delivered again', async () => {
  const stop = new AbortController();
  const { acknowledged } = await pollBoth(stop.signal, () => stop.abort());
  expect(acknowledged).toEqual(['fine: undefined']);
});

test('a mistake of ours in judging or folding is no failure of the store', async () => {
  const take = (): never => {
    throw new TypeError('a mistake of ours');
  };
  const { told, memory, acknowledged } = await pollSources([fine], SIGNAL, take, createMemoryStore());
  expect(told).toEqual(['fine: TypeError: a mistake of ours']);
  expect(acknowledged).toEqual(['fine: TypeError: a mistake of ours']);
  expect(memory.restUntil.get(fine.id)).toEqual(NOON.add({ hours: 1 }));
});

test('a source whose poll the store refused rests if no queue keeps the answer, longer each time', async () => {
  const memory = createPollMemory(new Map());
  const poll = (refuse: () => void, isQueued = false) =>
    pollSources([fine], SIGNAL, refuse, createMemoryStore(), { memory, isQueued });
  const refuse = (): never => {
    throw new Error('not stored: ENOSPC');
  };
  await poll(refuse, true);
  expect(memory.restUntil.size).toBe(0);
  for (const minutes of [1, 2]) {
    expect((await poll(refuse)).told).toEqual(['fine: not stored']);
    expect(memory.restUntil.get(fine.id)).toEqual(NOON.add({ minutes }));
  }
  // A poll that is stored begins anew.
  await poll(() => {});
  await poll(refuse);
  expect(memory.restUntil.get(fine.id)).toEqual(NOON.add({ minutes: 1 }));
});

test('a mistake after a poll was stored is no failure of the store', async () => {
  const onTold = (): never => {
    throw new Error('a listener is wrong');
  };
  const { told } = await pollSources([fine], SIGNAL, () => {}, createMemoryStore(), { onTold });
  expect(told).toEqual(['fine: Error: a listener is wrong']);
});

const unreadStore = () => ({
  ...createMemoryStore(),
  knows: () => Promise.reject(new Error('PostgreSQL is away')),
});

test('where the store cannot be read, the poll was no mistake: its answer is delivered again, and the source does not rest', async () => {
  const store = unreadStore();
  const { told, acknowledged, memory } = await pollSources([read], SIGNAL, () => {}, store);
  expect(told).toEqual(['read: not stored']);
  expect(acknowledged).toEqual(['read: Error: the store could not be read']);
  expect(memory.restUntil.size).toBe(0);
});

test('where the store cannot be read and no queue keeps the answer, the source rests, longer each time', async () => {
  const memory = createPollMemory(new Map());
  const rests: unknown[] = [];
  const poll = async (store: ReturnType<typeof createMemoryStore>) => {
    const { told } = await pollSources([read], SIGNAL, () => {}, store, { memory, isQueued: false });
    return told;
  };
  for (let time = 0; time < 8; time += 1) {
    expect(await poll(unreadStore())).toEqual(['read: not stored']);
    rests.push(memory.restUntil.get(read.id)?.since(NOON).total('minutes'));
  }
  expect(rests).toEqual([1, 2, 4, 8, 16, 32, 60, 60]);
  // A poll that read the store begins anew.
  expect(await poll(createMemoryStore())).toEqual(['read: changed']);
  await poll(unreadStore());
  expect(memory.restUntil.get(read.id)).toEqual(NOON.add({ minutes: 1 }));
});

/** Polls through an intake that stores the state of a poll, over answers by source; everything that is heard is noted. */
const watchPolls = (answers: Readonly<Record<string, Polled['outcome']>>, reach?: Failure) => {
  const heard: unknown[] = [];
  const store = createMemoryStore();
  const memory = createPollMemory(new Map());
  const all = Object.keys(answers).map((id) => makeSource(id));
  const failed = (source: Source, error: unknown) => void heard.push([source.id, String(error)]);
  const poll = (sources: readonly Source[] = all, signal = SIGNAL) =>
    pollAll(
      sources,
      {
        ask: async ({ id, endpoints: [url] }) => {
          heard.push([id, 'is asked']);
          const outcome = answers[id];
          const common = { url, validators: {}, freshness: {} };
          return {
            answer:
              outcome?.kind === 'failed'
                ? {
                    ...{ kind: 'asked', at: NOON, durationMs: 5, content: outcome },
                    head: { ...common, kind: 'failed', failure: outcome.failure },
                  }
                : {
                    ...{ kind: 'asked', at: NOON, durationMs: 5, content: { kind: 'unchanged' } },
                    head: { ...common, kind: 'not-modified' },
                  },
          };
        },
        store,
        network: createNetworkWatch({
          sources: () => all,
          state: store.state,
          reach: async () => reach,
          now: () => NOON,
        }),
        memory,
        limits: { minIntervalMs: 120_000, maxIntervalMs: 86_400_000 },
        now: () => NOON,
        chance: () => 0,
        underWay: UNMARKED,
        queue: {
          run: async (host, work) => {
            heard.push([host, 'has a turn']);
            return work();
          },
        },
        intake: {
          take: async ({ source, url, outcome, state }) => {
            await store.commit({ stories: [], drops: [], states: state === undefined ? [] : [state] });
            const counts = { added: 0, folded: 0, revised: 0, dropped: 0, rejections: [], durationMs: 0 };
            return { source: source.id, url, outcome, ...counts };
          },
          between: (work) => work(),
          close: () => Promise.resolve(),
        },
      },
      {
        onReport: ({ id }, report) => void heard.push([id, 'reports', report]),
        onUnreached: ({ id }) => void heard.push([id, 'is not reached']),
        onHealth: ({ id }, to, from) => void heard.push([id, 'is', to.kind, from?.kind]),
        onStoreFailure: failed,
        onMistake: failed,
      },
      signal,
    );
  return { heard, store, memory, all, poll };
};
const DNS_FAILURE = { kind: 'dns', detail: 'EAI_AGAIN' } as const;
const NOT_FOUND = { kind: 'not-found', detail: 'the server answered 404' } as const;

test('each source has a turn at its host, and its report is followed by a change of its health alone', async () => {
  const { heard, poll } = watchPolls({ kaku: { kind: 'unchanged' } });
  await poll();
  await poll();
  const reports = ['kaku', 'reports', expect.objectContaining({ outcome: { kind: 'unchanged' } })];
  const once = [['kaku.example', 'has a turn'], ['kaku', 'is asked'], reports];
  expect(heard).toEqual([...once, ['kaku', 'is', 'quiet', undefined], ...once]);
});

test('a source that is being polled is not polled a second time, and no source is after a stop', async () => {
  const { heard, memory, all, poll } = watchPolls({ kaku: { kind: 'unchanged' } });
  memory.inFlight.add(all[0]?.id as Source['id']);
  await poll();
  memory.inFlight.clear();
  await poll(all, AbortSignal.abort());
  expect(heard).toEqual([['kaku.example', 'has a turn']]);
  expect(memory.inFlight.size).toBe(0);
});

test('a source whose server asked for a pause is not asked, and reports until when it rests', async () => {
  const { heard, store, all, poll } = watchPolls({ kaku: { kind: 'unchanged' } });
  await poll();
  heard.splice(0);
  const state = store.state(all[0]?.id as Source['id']) as SourceState;
  const restUntil = NOON.add({ minutes: 1 });
  const endpoints = state.endpoints.map((one) => ({ ...one, restUntil }));
  await store.commit({ stories: [], drops: [], states: [{ ...state, endpoints }] });
  await poll();
  expect(heard).toEqual([
    ['kaku', 'reports', expect.objectContaining({ outcome: { kind: 'resting', until: restUntil } })],
  ]);
});

test('where no site is reached, the machine is to blame: sources report that they were offline, and keep their state', async () => {
  const failed = { kind: 'failed', failure: DNS_FAILURE } as const;
  const { heard, store, all, poll } = watchPolls({ a: failed, b: failed, c: failed }, DNS_FAILURE);
  await poll();
  expect(heard.filter((one) => Array.isArray(one) && one[0] === 'b')).toEqual([
    ['b', 'is asked'],
    ['b', 'is not reached'],
    [
      'b',
      'reports',
      {
        ...{ source: 'b', url: 'https://b.example/feed.xml', durationMs: 5, rejections: [] },
        outcome: { kind: 'offline', failure: DNS_FAILURE },
        ...{ added: 0, folded: 0, revised: 0, dropped: 0 },
      },
    ],
  ]);
  expect(all.map(({ id }) => store.state(id))).toEqual([undefined, undefined, undefined]);
});

test('where others answer, the source that is not reached is to blame, and where it answers badly nobody else is asked', async () => {
  const { heard, poll } = watchPolls({
    a: { kind: 'failed', failure: DNS_FAILURE },
    b: { kind: 'unchanged' },
    c: { kind: 'failed', failure: NOT_FOUND },
  });
  await poll();
  const outcomes = heard.flatMap((one) =>
    Array.isArray(one) && one[1] === 'reports' ? [`${one[0]} ${one[2].outcome.kind}`] : [],
  );
  expect(outcomes.toSorted()).toEqual(['a failed', 'b unchanged', 'c failed']);
});

test('a poll that a stop interrupted reports nothing and stores nothing', async () => {
  const stopped = { kind: 'failed', failure: { kind: 'stopped', detail: 'stopped' } } as const;
  const { heard, store, all, poll } = watchPolls({ kaku: stopped });
  await poll();
  expect(heard).toEqual([
    ['kaku.example', 'has a turn'],
    ['kaku', 'is asked'],
  ]);
  expect(store.state(all[0]?.id as Source['id'])).toBeUndefined();
});
