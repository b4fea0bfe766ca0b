import { describe, expect, test } from 'vitest';
import { emptied, makeFetcher, makeTools, type ToolsContext } from '../../src/daemon/make-tools.ts';
import type { Config } from '../../src/domain/config.ts';
import { always, answer, FEED, serveRaw } from '../fetch/support/raw-server.ts';
import { makeTopic, NOON } from '../make.ts';
import { createMemoryStore } from '../support/memory-store.ts';
import { makeConfig } from './support/make-config.ts';

const SIGNAL = new AbortController().signal;
const context: ToolsContext = { store: createMemoryStore(), now: () => NOON };
const base = makeConfig();

describe('the tools of a config', () => {
  test.each<[what: string, change: Partial<Config>, renewed: readonly string[]]>([
    ['nothing', {}, []],
    ['its schedule', { schedule: '0 * * * *' }, []],
    ['how it folds', { fold: { ...base.fold, windowMs: 1 } }, ['window']],
    ['its topics', { topics: [makeTopic('plants', 'Plants', '工場')] }, ['dictionary']],
    ['how many hosts it asks', { fetch: { ...base.fetch, concurrency: 9 } }, ['queue']],
    ['how often it asks one host', { fetch: { ...base.fetch, perHost: 2 } }, ['queue']],
    ['how long it waits', { fetch: { ...base.fetch, timeoutMs: 1 } }, []],
  ])('are those before, but for what %s changes, and for the fetcher', (_, change, renewed) => {
    const before = makeTools(base, context);
    const config = makeConfig(change);
    const after = makeTools(config, context, before);
    expect(after.config).toBe(config);
    const parts = ['window', 'dictionary', 'queue', 'fetcher'] as const;
    expect(parts.filter((part) => after[part] !== before[part])).toEqual([...renewed, 'fetcher']);
  });

  test('with an empty window are otherwise the same', () => {
    const tools = makeTools(base, context);
    const after = emptied(tools, context);
    const keys = Object.keys(tools) as (keyof typeof tools)[];
    expect(keys.filter((key) => after[key] !== tools[key])).toEqual(['window']);
  });

  test('make the dictionary once', async () => {
    const { dictionary } = makeTools(base, context);
    expect(await dictionary()).toBe(await dictionary());
  });

  test('begin as many works as the config says, and any number where other processes ask', async () => {
    const config = makeConfig({ fetch: { ...base.fetch, concurrency: 2 } });
    const begun = async (rest: Partial<ToolsContext>): Promise<number> => {
      const { queue } = makeTools(config, { ...context, ...rest });
      let works = 0;
      for (let n = 0; n < 5; n += 1)
        void queue.run(`${n}.example`, () => {
          works += 1;
          return new Promise(() => {});
        });
      await new Promise((resolve) => setImmediate(resolve));
      return works;
    };
    expect(await begun({})).toBe(2);
    expect(await begun({ elsewhere: () => Promise.reject(new Error('nobody is asked')) })).toBe(5);
  });
});

test('a clock hears the time of each answer, and an answer waits until the clock is judged; a failure does not', async () => {
  await using server = await serveRaw(always(answer(200, { Date: 'Tue, 24 Nov 2026 03:00:00 GMT' }, FEED)));
  const judged = Promise.withResolvers<void>();
  const heard: unknown[] = [];
  const clock: ToolsContext['clock'] = {
    noteDate: (host, at) => void heard.push([host, at]),
    settled: (signal) => {
      heard.push(signal);
      return judged.promise;
    },
  };
  const { fetch } = makeFetcher(base.fetch, { clock });
  const request = { url: server.origin, validators: {}, headers: {} };
  let isAnswered = false;
  const fetching = fetch(request, SIGNAL).finally(() => {
    isAnswered = true;
  });
  await expect.poll(() => heard).toEqual([[`127.0.0.1:${server.port}`, NOON], SIGNAL]);
  expect(isAnswered).toBe(false);
  judged.resolve();
  expect(await fetching).toMatchObject({ kind: 'fetched' });
  expect(await fetch({ ...request, url: 'ftp://a.example/' }, SIGNAL)).toMatchObject({ kind: 'failed' });
  expect(heard).toHaveLength(2);
});
