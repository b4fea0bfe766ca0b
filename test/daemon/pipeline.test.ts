import { afterEach, describe, expect, test } from 'vitest';
import { createPipeline, type Pipeline, type PipelineSetup } from '../../src/daemon/pipeline.ts';
import type { Config } from '../../src/domain/config.ts';
import type { Candidate } from '../../src/domain/item/normalise-item.ts';
import type { PollAnswer } from '../../src/domain/source/poll/poll-answer.ts';
import type { PollReport } from '../../src/domain/source/poll/poll-report.ts';
import type { Source } from '../../src/domain/source/source.ts';
import type { EndpointState, SourceState } from '../../src/domain/source/source-state.ts';
import type { Resolve } from '../../src/fetch/guard-address.ts';
import { makeCandidate, makeSource, makeStory, NOON, UNMARKED } from '../make.ts';
import { createMemoryStore, type MemoryStore } from '../support/memory-store.ts';
import { makeConfig } from './support/make-config.ts';

const SIGNAL = new AbortController().signal;
const kaku = makeSource('kaku');
const times = makeSource('times');
const asleep = makeSource('asleep', { enabled: false });

let pipeline: Pipeline;
afterEach(() => pipeline[Symbol.asyncDispose]());

const refused: PollAnswer = {
  ...{ kind: 'asked', at: NOON, durationMs: 5 },
  head: {
    ...{ kind: 'failed', url: kaku.endpoints[0], freshness: { retryAfterMs: 60_000 } },
    failure: { kind: 'rate-limited', detail: 'the server answered 429' },
  },
  content: { kind: 'failed', failure: { kind: 'rate-limited', detail: 'the server answered 429' } },
};

const listing = (...candidates: readonly Candidate[]): PollAnswer => ({
  ...{ kind: 'asked', at: NOON, durationMs: 5 },
  head: {
    ...{ kind: 'fetched', bodyHash: 'h', status: 200, url: kaku.endpoints[0], bytes: 1 },
    ...{ validators: {}, freshness: {} },
  },
  content: {
    kind: 'read',
    feed: { hubUrls: [], skipHours: [], skipDays: [], format: 'rss', charset: 'utf-8' },
    hashes: candidates.map(({ id }) => id),
    arrived: candidates.map((candidate) => ({ candidate, silent: false })),
    rejections: [],
  },
});

const stateOf = ({ id }: Source, ...endpoints: readonly EndpointState[]): SourceState => ({
  ...{ source: id, endpoint: 0, endpoints, itemHashes: [], arrivals: [] },
  counts: { requests: 1, notModified: 0, failed: 0, items: 0 },
});

/** A pipeline whose sources are asked by other processes, which give these answers in turn. */
const open = async (
  answers: readonly PollAnswer[],
  {
    config,
    store = createMemoryStore(),
    ...rest
  }: Partial<PipelineSetup> & { readonly store?: MemoryStore } = {},
) => {
  const asked: string[] = [];
  const waiting = [...answers];
  pipeline = await createPipeline({
    config: config ?? makeConfig({ sources: [kaku, times, asleep] }),
    store,
    now: () => NOON,
    chance: () => 0,
    underWay: UNMARKED,
    elsewhere: async ({ id }) => {
      asked.push(id);
      return { answer: waiting.shift() ?? listing() };
    },
    ...rest,
  });
  const poll = async (...sources: readonly Source[]) => {
    const reports: PollReport[] = [];
    const failed = (_source: Source, error: unknown) => {
      throw error;
    };
    const onReport = (_source: Source, report: PollReport) => reports.push(report);
    await pipeline.poll(sources, { onReport, onStoreFailure: failed, onMistake: failed }, SIGNAL);
    return reports;
  };
  return { asked, poll, store };
};

/** Headlines without a word in common, so that each is a story. */
const TITLES = {
  a: '架空電機が純利益を上方修正',
  b: '港の新しい橋が開通',
  c: '大豆の値段が三か月ぶりに下がる',
};
const item = (id: keyof typeof TITLES) => makeCandidate(id, { title: TITLES[id] });

const configWith = (rest: Partial<Config>) => makeConfig({ sources: [kaku, times], ...rest });

describe('a pipeline', () => {
  test('has due what is enabled and was not asked, until it is asked', async () => {
    const { poll } = await open([]);
    const due = () => pipeline.due().map(({ id }) => id);
    expect(due()).toEqual(['kaku', 'times']);
    await poll(kaku);
    expect(due()).toEqual(['times']);
  });

  test('lets a source rest whose poll was a mistake of ours', async () => {
    await open([], { elsewhere: () => Promise.reject(new Error('oops')) });
    const mistakes: string[] = [];
    const listeners = {
      onReport: () => {},
      onStoreFailure: () => {},
      onMistake: ({ id }: Source) => mistakes.push(id),
    };
    await pipeline.poll([kaku], listeners, SIGNAL);
    expect([mistakes, pipeline.due().map(({ id }) => id)]).toEqual([['kaku'], ['times']]);
  });

  test('knows the hosts that asked other processes for a pause, also after it has forgotten the window', async () => {
    const { poll } = await open([refused]);
    await poll(kaku);
    const rests = [['kaku.example', NOON.add({ minutes: 1 })]];
    expect([...pipeline.rests()]).toEqual(rests);
    await pipeline.refill();
    expect([...pipeline.rests()]).toEqual(rests);
  });

  test('does not let the host rest to which a source moved, and which asked another process for a pause', async () => {
    const url = times.endpoints[0];
    const store = createMemoryStore();
    const moved = { url: kaku.endpoints[0], validators: {}, failures: 0, movedTo: url };
    await store.commit({ stories: [], drops: [], states: [stateOf(kaku, moved)] });
    const { poll } = await open([{ ...refused, head: { ...refused.head, url } }], { store });
    await poll(kaku);
    expect([...pipeline.rests()]).toEqual([]);
    expect(store.state(kaku.id)?.endpoints[0]?.restUntil).toEqual(NOON.add({ minutes: 1 }));
  });

  test('keeps by the threshold of the config, under its authority, and by the config that was reloaded', async () => {
    const { poll, store } = await open([listing(item('a')), listing(item('b'))], {
      config: configWith({ relevance: { threshold: 0 } }),
    });
    expect(await poll(kaku)).toMatchObject([{ added: 1, dropped: 0 }]);
    expect(store.allStories()).toMatchObject([{ entryId: 'tag:kawaraban.example,2026:a' }]);
    const strict = configWith({ relevance: { threshold: 1.01 } });
    pipeline.reload(strict);
    expect(pipeline.config()).toBe(strict);
    const general = { ...times, scope: 'general' } as const;
    expect(await poll(general)).toMatchObject([{ added: 0, dropped: 1 }]);
  });

  test('uses a reloaded config at once, even while a full disk delays a batch, and then folds by its settings', async () => {
    const store = createMemoryStore();
    const [asked, disk] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const commit: MemoryStore['commit'] = async (change) => {
      asked.resolve();
      await disk.promise;
      await store.commit(change);
    };
    const { poll } = await open([listing(item('a'))], {
      ...{ config: configWith({ relevance: { threshold: 0 } }), store: { ...store, commit } },
    });
    const polling = poll(kaku);
    await asked.promise;
    const other = makeStory('b');
    const near = () => pipeline.nearest()?.([{ ...other.articles[0], title: TITLES.a }], other.id);
    await expect.poll(near).toEqual([]);
    const { fold } = pipeline.config();
    const edited = configWith({ fold: { ...fold, strictness: 'careful' }, relevance: { threshold: 0 } });
    pipeline.reload(edited);
    expect(pipeline.config()).toBe(edited);
    expect(near()).toEqual([]);
    pipeline.reload({ ...edited, sources: [kaku] });
    expect(pipeline.due().map(({ id }) => id)).toEqual(['kaku']);
    disk.resolve();
    expect(await polling).toMatchObject([{ added: 1 }]);
    await pipeline.between(async () => undefined);
    // The window of the new settings is empty at first, and then has the story of the delayed batch.
    expect(near()).toBeUndefined();
    await expect.poll(near).toHaveLength(1);
  });

  test.each([
    [-1000, NOON],
    [1000, undefined],
  ])('marks a story as one of the top from %i points on', async (topScore, topAt) => {
    const base = makeConfig();
    const { poll, store } = await open([listing(item('a'))], {
      config: configWith({ page: { ...base.page, topScore }, relevance: { threshold: 0 } }),
    });
    await poll(kaku);
    expect(store.allStories().map((story) => story.topAt)).toEqual([topAt]);
  });

  test('counts what an outlet announced within the hour, also before this process', async () => {
    const store = createMemoryStore();
    const { feed } = makeConfig();
    await store.commit({ stories: [makeStory('old', { announcedAt: NOON })], drops: [], states: [] });
    const { poll } = await open([listing(item('a'), item('b')), listing(item('c'))], {
      store,
      config: configWith({ feed: { ...feed, perOutlet: 2 }, relevance: { threshold: 0 } }),
    });
    await poll(kaku);
    const silent = store.allStories().filter(({ announcedAt }) => announcedAt === undefined);
    expect(silent.map(({ id }) => id)).toHaveLength(1);
    await poll(times);
    expect(store.allStories().filter(({ announcedAt }) => announcedAt === undefined)).toHaveLength(2);
  });

  test('takes nothing in any more once it refuses, and polls nothing after a stop', async () => {
    const { poll, asked } = await open([listing(item('a'))]);
    await pipeline.refuse();
    await expect(poll(kaku)).rejects.toThrow('was not stored, because this process is ending');
    const before = asked.length;
    const listeners = { onReport: () => {}, onStoreFailure: () => {}, onMistake: () => {} };
    await pipeline.poll([times], listeners, AbortSignal.abort());
    expect(asked).toHaveLength(before);
  });

  test('is heard by all who follow it, until they no longer do', async () => {
    const { poll } = await open([]);
    const heard: string[] = [];
    const unfollow = pipeline.follow({
      onReport: ({ id }) => heard.push(id),
      onStoreFailure: () => {},
      onMistake: () => {},
    });
    await poll(kaku);
    unfollow();
    await poll(times);
    expect(heard).toEqual(['kaku']);
  });

  test('waits with its polls until all that is stored can be found', async () => {
    const found = Promise.withResolvers<void>();
    const { poll, asked } = await open([], { store: { ...createMemoryStore(), whole: () => found.promise } });
    const polling = poll(kaku);
    await new Promise((resolve) => setImmediate(resolve));
    expect(asked).toEqual([]);
    found.resolve();
    await polling;
    expect(asked).toEqual(['kaku']);
  });

  test('knows no story near another until the window is filled, and again after it was forgotten', async () => {
    const store = createMemoryStore();
    await store.commit({ stories: [makeStory('a')], drops: [], states: [] });
    await open([], { store });
    expect(pipeline.nearest()).toBeUndefined();
    await expect.poll(() => pipeline.nearest()).toBeDefined();
    await pipeline.refill();
    expect(pipeline.nearest()).toBeUndefined();
  });

  test('lets the sources rest that the process before it did not finish, and ends their marks once that is stored', async () => {
    const ended: string[] = [];
    const store = createMemoryStore();
    await open([], {
      store,
      underWay: {
        ...UNMARKED,
        unfinished: async () => [kaku.id],
        end: async (id) => void ended.push(id),
      },
    });
    expect(pipeline.unfinished).toMatchObject([{ source: 'kaku', nextPollAt: NOON.add({ minutes: 15 }) }]);
    expect(pipeline.due().map(({ id }) => id)).toEqual(['times']);
    await expect.poll(() => ended).toEqual(['kaku']);
    expect(store.state(kaku.id)).toEqual(pipeline.unfinished[0]);
  });

  test('forgets the stories before a moment, after the batch in progress', async () => {
    const { poll, store } = await open([listing(item('a'))]);
    await poll(kaku);
    const [story] = store.allStories();
    if (story === undefined) throw new Error('nothing is stored');
    const near = () => pipeline.nearest()?.(story.articles, 'other' as typeof story.id);
    await expect.poll(near).toHaveLength(1);
    pipeline.forgetBefore(NOON.add({ hours: 1 }));
    await pipeline.between(async () => undefined);
    expect(near()).toEqual([]);
  });

  test('tries the sites of enabled sources alone when it judges the network', async () => {
    const names: string[] = [];
    const resolve: Resolve = (name, callback) => {
      names.push(name);
      callback(Object.assign(new Error(`getaddrinfo EAI_AGAIN ${name}`), { code: 'EAI_AGAIN' }));
    };
    pipeline = await createPipeline({
      ...{ config: makeConfig({ sources: [kaku, times, asleep] }), store: createMemoryStore() },
      ...{ now: () => NOON, chance: () => 0, underWay: UNMARKED, resolve },
    });
    const silent = { onReport: () => {}, onStoreFailure: () => {}, onMistake: () => {} };
    await pipeline.poll([kaku], silent, SIGNAL);
    expect(new Set(names)).toEqual(new Set(['kaku.example', 'times.example']));
    expect(pipeline.network.offline()).toMatchObject({ kind: 'dns', sites: 2 });
  });

  test('commits nothing at a start if the process before it finished all', async () => {
    const store = createMemoryStore();
    const commits: unknown[] = [];
    await open([], {
      store: {
        ...store,
        commit: async (change) => {
          commits.push(change);
          await store.commit(change);
        },
      },
    });
    await pipeline.between(async () => undefined);
    expect([commits, pipeline.unfinished]).toEqual([[], []]);
  });

  test('leaves open a parser that was lent it', async () => {
    const parser = {
      parse: () => Promise.reject(new Error('nothing is read here')),
      close: () => Promise.reject(new Error('others still need it')),
    };
    await open([], { parser });
    expect(pipeline.parser).toBe(parser);
  });
});
