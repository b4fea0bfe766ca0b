import { expect, test } from 'vitest';
import type { FetchRequest, FetchResult } from '../../src/domain/source/poll/fetch-result.ts';
import type { Source } from '../../src/domain/source/source.ts';
import type { SourceState } from '../../src/domain/source/source-state.ts';
import { type AskContext, askSource } from '../../src/intake/ask-source.ts';
import { createPollMemory, type Polled, pollSource } from '../../src/intake/poll-source.ts';
import { parseFeed } from '../../src/read/parse-feed.ts';
import { makeSource, NOON, UNMARKED } from '../make.ts';
import { encodeShiftJis } from '../read/support/japanese-encoders.ts';
import { createMemoryStore } from '../support/memory-store.ts';

const URL = 'https://kaku.example/feed.xml';

/** One poll with the real parser, and what the fetcher was asked. */
const poll = async (
  source: Source,
  answer: Partial<Extract<FetchResult, { kind: 'fetched' }>> = {},
  state?: SourceState,
): Promise<{ readonly polled: Polled; readonly asked: readonly FetchRequest[] }> => {
  const asked: FetchRequest[] = [];
  const result: FetchResult = {
    kind: 'fetched',
    body: new TextEncoder().encode('<rss><channel></channel></rss>'),
    bodyHash: 'h1',
    status: 200,
    url: URL,
    validators: {},
    freshness: {},
    bytes: 1,
    ...answer,
  };
  const memory = createPollMemory(new Map());
  const world = { memory, now: () => NOON, underWay: UNMARKED };
  const asking: AskContext = {
    ...world,
    fetcher: {
      fetch: async (request) => {
        asked.push(request);
        return result;
      },
      post: () => Promise.reject(new Error('nothing is posted')),
      reach: async () => undefined,
    },
    parser: { parse: parseFeed, close: async () => undefined },
    outlets: [source.outlet],
    digest: (text) => `digest of ${text}`,
    pause: async () => undefined,
  };
  const polled = await pollSource(
    source,
    { kind: 'request', endpoint: 0, url: URL, validators: {} },
    {
      ...world,
      ask: (whom, task, signal) => askSource(whom, task, asking, signal),
      store: { ...createMemoryStore(), state: () => state },
      limits: { minIntervalMs: 120_000, maxIntervalMs: 86_400_000 },
      chance: () => 0,
    },
    AbortSignal.timeout(60_000),
  );
  return { polled, asked };
};

const source = makeSource('kaku', { endpoints: [URL] });

test('an outlet is asked with the User-Agent and the headers that its source is configured with', async () => {
  const { asked } = await poll({ ...source, userAgent: 'Kaku-Reader/1.0', headers: { 'x-key': 'k' } });
  expect(asked).toMatchObject([{ url: URL, userAgent: 'Kaku-Reader/1.0', headers: { 'x-key': 'k' } }]);
});

test('an address that an endpoint has moved to on another site gets none of the headers of the source', async () => {
  const moved = makeSource('kaku', {
    endpoints: ['https://old.example/feed.xml'],
    headers: { authorization: 'secret' },
  });
  const { asked } = await poll(moved);
  expect(asked.map(({ url, headers }) => ({ url, headers }))).toEqual([{ url: URL, headers: {} }]);
});

test('a source without a User-Agent of its own leaves it to the fetcher', async () => {
  const { asked } = await poll(source);
  expect(asked).toHaveLength(1);
  expect(asked[0]).not.toHaveProperty('userAgent');
});

test('a charset that the Content-Type alone names is the one that the document is read in', async () => {
  const title = 'ｶｶｸ';
  const xml = `<rss version="2.0"><channel><item><title>${title}</title><link>https://kaku.example/1</link></item></channel></rss>`;
  const body = encodeShiftJis(xml);
  const { polled } = await poll(source, { body, contentType: 'text/xml; charset=Shift_JIS' });
  expect(polled.arrived.map(({ candidate }) => candidate.title)).toEqual([title]);
  const { polled: without } = await poll(source, { body });
  expect(without.arrived.map(({ candidate }) => candidate.title)).not.toEqual([title]);
});

test('only the first document that an endpoint gives is marked as its first', async () => {
  const { polled: first } = await poll(source);
  expect(first.isFirstRead).toBe(true);
  const { polled: second } = await poll(source, {}, first.state);
  expect(second.isFirstRead).toBeUndefined();
});

test('a source takes in what is left of its day, also of what has waited, and counts it', async () => {
  const items = Array.from(
    { length: 30 },
    (_, n) => `<item><title>第${n}号</title><link>https://kaku.example/${n}</link></item>`,
  );
  const body = new TextEncoder().encode(`<rss version="2.0"><channel>${items.join('')}</channel></rss>`);
  const { polled: first } = await poll(source, { body });
  expect(first.state).toMatchObject({ day: { since: NOON, items: 30 } });
  const state = { ...first.state, itemHashes: [], day: { since: NOON, items: 4990 } } as SourceState;
  const { polled } = await poll(source, { body, bodyHash: 'h2' }, state);
  expect(polled.arrived).toHaveLength(10);
  expect(polled.state).toMatchObject({
    day: { since: NOON, items: 5000 },
    truncated: { waiting: { length: 20 } },
  });
  const { polled: last } = await poll(source, { body, bodyHash: 'h3' }, polled.state);
  expect(last.arrived).toEqual([]);
  expect(last.state?.health?.kind).toBe('flooding');
});
