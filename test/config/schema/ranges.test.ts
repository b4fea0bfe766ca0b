import { expect, test } from 'vitest';
import { mainSchema } from '../../../src/config/schema/main-schema.ts';
import { sourcesSchema } from '../../../src/config/schema/sources-schema.ts';

/** The file with one value at a path of keys, as YAML would give it. */
const at = (path: string, value: unknown): object =>
  path.split('.').reduceRight<unknown>((inner, key) => ({ [key]: inner }), value) as object;

const isRight = (path: string, value: unknown): boolean => mainSchema.safeParse(at(path, value)).success;

test.each<[path: string, right: readonly unknown[], wrong: readonly unknown[]]>([
  ['feed.entries', [1, 5000], [0, 5001, 1.5, '1']],
  ['feed.perOutlet', [1, 10_000], [0, 10_001]],
  ['feed.excerpt', [40, 5000], [39, 5001]],
  ['server.port', [0, 65_535], [-1, 65_536]],
  ['fetch.concurrency', [1, 100], [0, 101]],
  ['fetch.perHost', [1, 10], [0, 11]],
  ['fetch.timeout', ['1s', '600s', '10m'], ['0s', '601s', '11m', '1h', '20', '1.5s']],
  ['fetch.maxBytes', ['10kB', '64MB', '64000kB'], ['9kB', '65MB', '1GB', '10 MB', '10mb']],
  ['fetch.minInterval', ['60s', '1m', '30d'], ['59s', '31d']],
  ['fetch.maxInterval', ['60s', '1m', '30d'], ['59s', '31d']],
  ['fetch.ports', [[1, 65_535]], [[0], [65_536], 80]],
  ['relevance.threshold', [0, 1], [-0.1, 1.1, '0.5']],
  ['fold.window', ['60m', '1h', '720h', '30d'], ['59m', '721h', '31d']],
  ['page.topScore', [0, 1000], [-1, 1001]],
  ['edition.time', ['00:00', '19:59', '23:59'], ['24:00', '7:00', '07:60', '07:00:00']],
  ['retention', ['1d', '24h', '36525d'], ['23h', '36526d', '0d']],
  ['edition.mail', [{ to: ['a@b.example'], from: 'A <a@b.example>' }], [{ to: [], from: 'a@b.example' }, {}]],
])('%s takes %j and not %j', (path, right, wrong) => {
  expect(right.filter((value) => !isRight(path, value))).toEqual([]);
  expect(wrong.filter((value) => isRight(path, value))).toEqual([]);
});

test('every key of kawaraban.yaml except feed.url has a default, and these are they', () => {
  expect(mainSchema.parse({})).toEqual({
    feed: {
      title: 'Japan business news',
      description: 'What many outlets report on Japanese business, each story once',
      authority: 'kawaraban.local,2026',
      entries: 200,
      perOutlet: 60,
      excerpt: 280,
    },
    server: { host: '127.0.0.1', port: 8080 },
    schedule: '* * * * *',
    fetch: {
      concurrency: 8,
      perHost: 1,
      timeout: 20_000,
      maxBytes: 10_000_000,
      minInterval: 900_000,
      maxInterval: 86_400_000,
      allowPrivateAddresses: false,
      ports: [80, 443],
    },
    relevance: { threshold: 0.5 },
    fold: { acrossLanguages: true, window: 259_200_000, strictness: 'normal' },
    page: { language: 'en', images: true, topScore: 20 },
    edition: { time: '07:00', days: 'business' },
    retention: 7_776_000_000,
  });
});

test.each<[path: string, right: readonly unknown[], wrong: readonly unknown[]]>([
  [
    'feed.url',
    ['https://news.example/a/'],
    ['https://news.example/?a', 'https://news.example/#a', 'news.example'],
  ],
  ['feed.hub', ['https://hub.example/'], ['https://a:b@hub.example/', 'ftp://hub.example/', 'https://[x']],
  [
    'feed.authority',
    ['a.example,2026', 'a,2026-11', '1.example,2026-11-24'],
    ['a.example', 'A.example,2026', '-a,2026', 'a-,2026', 'a.example,26'],
  ],
  ['feed.title', ['a'], ['', ' ', 1]],
  [
    'edition.mail',
    [{ to: ['a@b.example', 'B C <b@c.example>'], from: 'a@b.example' }],
    [
      { to: ['a'], from: 'a@b.example' },
      { to: ['a b@c.example'], from: 'a@b.example' },
      { to: ['a@b.example'], from: 'A\n<a@b.example>' },
    ],
  ],
  ['fold.strictness', ['normal', 'careful'], ['strict']],
  ['page.language', ['en', 'ja'], ['de']],
  ['edition.days', ['business', 'weekdays', 'daily'], ['weekly']],
])('%s takes %j and not %j', (path, right, wrong) => {
  expect(right.filter((value) => !isRight(path, value))).toEqual([]);
  expect(wrong.filter((value) => isRight(path, value))).toEqual([]);
});

test('the base of every link has no slash at its end', () => {
  expect(mainSchema.parse({ feed: { url: 'https://news.example/a//' } }).feed.url).toBe(
    'https://news.example/a',
  );
});

test('addresses that headers name are in ASCII', () => {
  const address = 'https://瓦版.example/新聞/';
  const { feed, fetch } = mainSchema.parse({
    feed: { url: address, hub: address },
    fetch: { contact: address },
  });
  expect([feed.url, feed.hub, fetch.contact]).toEqual([
    'https://xn--i1xt9c.example/%E6%96%B0%E8%81%9E',
    'https://xn--i1xt9c.example/%E6%96%B0%E8%81%9E/',
    'https://xn--i1xt9c.example/%E6%96%B0%E8%81%9E/',
  ]);
  for (const host of ['瓦版.example', 'a\u0000']) expect(isRight('server.host', host)).toBe(false);
});

const SOURCE = {
  id: 'kaku',
  outlet: 'Kaku Shimbun',
  language: 'ja',
  scope: 'business',
  endpoints: ['https://kaku.example/feed'],
};
const isSource = (rest: object): boolean =>
  sourcesSchema.safeParse({ sources: [{ ...SOURCE, ...rest }] }).success;
const endpoints = (count: number) => Array.from({ length: count }, (_, n) => `https://kaku.example/${n}`);

test.each<[key: string, right: readonly unknown[], wrong: readonly unknown[]]>([
  ['id', ['a', 'a-1', 'a'.repeat(64)], ['', 'A', 'a--b', '-a', 'a-', 'a'.repeat(65)]],
  ['endpoints', [endpoints(1), endpoints(20)], [endpoints(0), endpoints(21)]],
  ['priority', [0, 100], [-1, 101]],
  ['every', ['1m', '30d'], ['59s', '31d']],
  ['userAgent', ['Reader/9 (~)'], ['新聞', 'a\n']],
  ['include', [[], [{ title: 'a' }], [{ any: 'a' }]], [[{}], [{ name: 'a' }], 'a']],
  ['titleRules', [[{ suffix: 'a' }], [{ prefix: 'a' }]], [[{}], [{ suffix: 'a', prefix: 'b' }]]],
  ['republish', ['headline', 'excerpt', 'full'], ['all']],
  ['scope', ['business', 'japan', 'general'], ['world']],
  ['headers', [{}, { 'X-Key': 'a' }], [[], { 'X-Key': '' }]],
])('%s of a source is right as %j and wrong as %j', (key, right, wrong) => {
  expect(right.filter((value) => !isSource({ [key]: value }))).toEqual([]);
  expect(wrong.filter((value) => isSource({ [key]: value }))).toEqual([]);
});

test('what a source and an outlet do not say is so by default', () => {
  expect(sourcesSchema.parse({ outlets: [{ id: 'kaku', name: 'Kaku Shimbun' }], sources: [SOURCE] })).toEqual(
    {
      outlets: [{ id: 'kaku', name: 'Kaku Shimbun', priority: 50, paywall: false }],
      sources: [
        {
          ...SOURCE,
          timezone: 'Asia/Tokyo',
          headers: {},
          include: [],
          exclude: [],
          titleRules: [],
          topics: [],
          republish: 'excerpt',
          aggregator: false,
          enabled: true,
        },
      ],
    },
  );
  expect(sourcesSchema.parse({ sources: [] })).toEqual({ outlets: [], sources: [] });
});
