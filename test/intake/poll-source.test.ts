import { describe, expect, test } from 'vitest';
import type { FetchRequest, FetchResult } from '../../src/domain/source/poll/fetch-result.ts';
import type { PollTask } from '../../src/domain/source/poll/poll-task.ts';
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

test('a source that has not answered for long brings old items silently', async () => {
  const body = new TextEncoder().encode(
    '<rss version="2.0"><channel><item><title>題</title><link>https://kaku.example/1</link><pubDate>Mon, 02 Nov 2026 00:00:00 GMT</pubDate></item></channel></rss>',
  );
  const { polled: first } = await poll(source);
  if (first.state === undefined) throw new Error('the poll was postponed');
  const { polled: usual } = await poll(source, { body, bodyHash: 'h2' }, first.state);
  const before = { ...first.state, lastSuccessAt: NOON.subtract({ hours: 49 }) };
  const { polled: late } = await poll(source, { body, bodyHash: 'h2' }, before);
  expect([usual, late].map(({ arrived }) => arrived.map(({ silent }) => silent))).toEqual([[false], [true]]);
});

test('a source takes in what is left of its day, also of what has waited', async () => {
  const items = Array.from(
    { length: 30 },
    (_, n) => `<item><title>第${n}号</title><link>https://kaku.example/${n}</link></item>`,
  );
  const body = new TextEncoder().encode(`<rss version="2.0"><channel>${items.join('')}</channel></rss>`);
  const { polled: first } = await poll(source, { body });
  const state = { ...first.state, itemHashes: [], day: { since: NOON, items: 4990 } } as SourceState;
  const { polled } = await poll(source, { body, bodyHash: 'h2' }, state);
  expect(polled.arrived).toHaveLength(10);
  expect(polled.state).toMatchObject({ truncated: { waiting: { length: 20 } } });
  const spent = { ...polled.state, day: { since: NOON, items: 5000 } } as SourceState;
  const { polled: last } = await poll(source, { body, bodyHash: 'h3' }, spent);
  expect(last.arrived).toEqual([]);
  expect(last.state?.health?.kind).toBe('flooding');
});

test('an item without a link leads to the page that its feed names', async () => {
  const xml =
    '<rss version="2.0"><channel><link>https://kaku.example/news</link><item><title>甲社、増収</title></item></channel></rss>';
  const { polled } = await poll(source, { body: new TextEncoder().encode(xml) });
  expect(polled.arrived.map(({ candidate }) => candidate.link)).toEqual(['https://kaku.example/news']);
});

test('the newest item of a feed that states only changes has the age of its change', async () => {
  const entry = (n: number, at: string) =>
    `<entry><title>第${n}号</title><link href="https://kaku.example/${n}"/><updated>${at}</updated></entry>`;
  const entries = `${entry(1, '2026-11-21T03:00:00Z')}${entry(2, '2026-11-20T03:00:00Z')}`;
  const body = new TextEncoder().encode(`<feed xmlns="http://www.w3.org/2005/Atom">${entries}</feed>`);
  const { polled } = await poll(source, { body });
  expect(polled.state?.lastNewAt?.toString()).toBe('2026-11-21T03:00:00Z');
  expect(polled.state?.health?.why).toContain('The newest item is 3 days old');
});

test('what a poll brings says what came of the request, also of items that cannot be read', async () => {
  const item = (n: number, rest = '') =>
    `<item><title>第${n}号</title><link>https://kaku.example/${n}</link>${rest}</item>`;
  const dated = '<pubDate>Tue, 24 Nov 2026 02:00:00 GMT</pubDate>';
  const items = `${item(1, dated)}${item(2)}<item><title>住所がない</title></item>`;
  const body = new TextEncoder().encode(`<rss version="2.0"><channel>${items}</channel></rss>`);
  const { polled } = await poll(source, { body });
  expect(polled).toEqual({
    source,
    url: URL,
    outcome: { kind: 'changed', listed: 3 },
    arrived: [
      expect.objectContaining({ candidate: expect.objectContaining({ title: '第1号' }) }),
      expect.objectContaining({ candidate: expect.objectContaining({ title: '第2号' }) }),
    ],
    rejections: [{ reason: 'no-link', detail: expect.any(String) }],
    isFirstRead: true,
    state: expect.objectContaining({
      counts: { requests: 1, notModified: 0, failed: 0, items: 2 },
      itemHashes: expect.objectContaining({ length: 3 }),
      newestItemAt: NOON.subtract({ hours: 1 }),
      lastPolledAt: NOON,
    }),
    at: NOON,
    durationMs: 0,
  });
  const unchanged = { ...polled.state } as SourceState;
  const { polled: again } = await poll(source, { body }, unchanged);
  expect(again).toMatchObject({ outcome: { kind: 'unchanged' }, arrived: [], rejections: [] });
  const failure = { kind: 'not-a-feed', detail: expect.any(String) };
  const { polled: unreadable } = await poll(source, {
    body: new TextEncoder().encode('good day'),
    bodyHash: 'h2',
  });
  expect(unreadable).toMatchObject({ outcome: { kind: 'failed', failure }, arrived: [], rejections: [] });
  expect(unreadable.state?.endpoints).toMatchObject([{ failures: 1, failure }]);
});

describe('a source that is asked', () => {
  const task: PollTask = {
    ...{ source: source.id, endpoint: 0, url: URL, validators: { etag: '"1"' }, isFirst: false },
    ...{ bodyHash: 'old', known: ['h7'], waiting: ['w1'], most: 500 },
  };
  const fetched = (rest: object = {}): FetchResult => ({
    ...{
      kind: 'fetched',
      body: new Uint8Array(9),
      bodyHash: 'new',
      status: 200,
      url: 'https://new.example/feed.xml',
    },
    ...{ validators: {}, freshness: {}, bytes: 9, contentType: 'text/xml' },
    ...rest,
  });
  /** Asks at noon, by a clock that goes on by a second with each look. */
  const ask = async (
    result: FetchResult,
    rest: Partial<AskContext> = {},
    parsed: object = {},
    given: Partial<PollTask> = {},
  ) => {
    let seconds = -1;
    const heard: unknown[] = [];
    const context: AskContext = {
      fetcher: {
        fetch: async ({ restMs, ...request }) => {
          heard.push(['fetch', request, restMs?.('https://resting.example/')]);
          return result;
        },
        post: async () => undefined,
        reach: async () => undefined,
      },
      parser: {
        parse: async (_, options) => {
          heard.push(['parse', options]);
          const feed = { hubUrls: [], skipHours: [], skipDays: [], format: 'rss', charset: 'utf-8' } as const;
          return {
            kind: 'parsed',
            feed,
            items: [],
            hashes: ['h7'],
            known: 1,
            left: [],
            cut: 0,
            ...parsed,
          } as never;
        },
        close: async () => undefined,
      },
      memory: { rests: new Map() },
      outlets: [],
      now: () => {
        seconds += 1;
        return NOON.add({ seconds });
      },
      digest: (text) => text,
      underWay: { begin: async (id) => void heard.push(['under way', id]) },
      pause: async () => undefined,
      ...rest,
    };
    const { answer } = await askSource(source, { ...task, ...given }, context, AbortSignal.timeout(60_000));
    return { answer, heard, memory: context.memory };
  };

  test('is fetched and read by what its task says, and answers how long that took', async () => {
    const { answer, heard } = await ask(fetched());
    const { body: _, ...head } = fetched() as Extract<FetchResult, { kind: 'fetched' }>;
    expect(answer).toEqual({
      kind: 'asked',
      at: NOON.add({ seconds: 2 }),
      durationMs: 3_000,
      head,
      content: {
        kind: 'read',
        feed: expect.objectContaining({ format: 'rss' }),
        hashes: ['h7'],
        arrived: [],
        rejections: [],
      },
    });
    expect(heard).toEqual([
      ['fetch', { url: URL, validators: { etag: '"1"' }, headers: {} }, 0],
      [
        'parse',
        {
          ...{ url: 'https://new.example/feed.xml', contentType: 'text/xml' },
          ...{ zone: source.timezone, known: new Set(['h7']), most: 500 },
        },
      ],
    ]);
  });

  test.each([
    [{ left: ['w1'] }, { waiting: ['w1'], cut: 0 }],
    [{ cut: 1 }, { waiting: [], cut: 1 }],
  ])('and whose document has more than the task takes says what is left: %j', async (parsed, truncated) => {
    expect((await ask(fetched(), {}, parsed)).answer).toMatchObject({ content: { kind: 'read', truncated } });
  });

  test('is not read where nothing has changed, or nothing came', async () => {
    const other = { url: URL, validators: {}, freshness: {} };
    const failure = { kind: 'timeout', detail: 'no answer' } as const;
    for (const [result, content] of [
      [fetched({ bodyHash: 'old' }), { kind: 'unchanged' }],
      [{ kind: 'not-modified', ...other }, { kind: 'unchanged' }],
      [
        { kind: 'failed', ...other, failure },
        { kind: 'failed', failure },
      ],
    ] as const) {
      const { answer, heard } = await ask(result);
      expect(answer).toMatchObject({ content });
      expect(heard).toHaveLength(1);
    }
  });

  test.each([
    [250_000, 0],
    [250_001, 1],
  ])('and answers with %i bytes is marked as under way %i times before it is read', async (length, marks) => {
    const { heard } = await ask(fetched({ body: new Uint8Array(length) }));
    const marked = heard.filter((one) => Array.isArray(one) && one[0] === 'under way');
    expect(marked).toEqual(Array.from({ length: marks }, () => ['under way', 'kaku']));
    expect(heard.at(-1)).toMatchObject(['parse', {}]);
  });

  test('is not asked while its host rests, and a redirect to a host that rests learns for how long', async () => {
    const rests = new Map([['kaku.example', NOON.add({ minutes: 1 })]]);
    const { answer, heard } = await ask(fetched(), { memory: { rests } });
    expect(answer).toEqual({ kind: 'resting', at: NOON, until: NOON.add({ minutes: 1 }) });
    expect(heard).toEqual([]);
    const others = { rests: new Map([['resting.example', NOON.add({ minutes: 1 })]]) };
    expect((await ask(fetched(), { memory: others })).heard[0]).toEqual(['fetch', expect.anything(), 59_000]);
  });

  test('too often has its host rest from the moment of the answer', async () => {
    const failure = { kind: 'rate-limited', detail: 'the server answered 429' } as const;
    const { memory } = await ask({
      ...{ kind: 'failed', url: URL, failure },
      freshness: { retryAfterMs: 60_000 },
    });
    expect([...memory.rests]).toEqual([['kaku.example', NOON.add({ seconds: 62 })]]);
  });

  test('too often at the address to which it moved leaves the host of that address to other sources', async () => {
    const url = 'https://honest.example/api';
    const failure = { kind: 'rate-limited', detail: 'the server answered 429' } as const;
    const result: FetchResult = { kind: 'failed', url, failure, freshness: { retryAfterMs: 60_000 } };
    const { memory } = await ask(result, {}, {}, { url });
    expect([...memory.rests]).toEqual([]);
  });
});
