import { describe, expect, test } from 'vitest';
import type { RuleField } from '../../src/domain/item/rule/rule.ts';
import type { TopicKey } from '../../src/domain/tag/topic.ts';
import { makeConfig } from '../daemon/support/make-config.ts';
import { openSite } from '../daemon/support/open-site.ts';
import { makeSource, makeTopic } from '../make.ts';

const place = { file: 'config/sources.yaml', line: 7, column: 3 };
const rule = {
  conditions: [{ field: 'title' as RuleField, matches: () => true, written: 'baseball' }],
  place,
};
const kaku = makeSource('kaku', {
  endpoints: ['https://me:hush@kaku.example/feed?api_key=hush&lang=ja'],
  headers: { authorization: 'Bearer hush' },
  exclude: [rule],
  everyMs: 900_000,
  place,
});
const config = makeConfig({ sources: [kaku, makeSource('times', { enabled: false })] });

const usual = makeConfig();
/** A config in which no two values are alike. */
const UNUSUAL = makeConfig({
  feed: {
    title: 'Harbour news',
    description: 'Ships and cranes',
    url: 'https://harbour.example/news',
    authority: 'harbour.example,2025',
    entries: 31,
    excerpt: 32,
    perOutlet: 33,
    hub: 'https://hub.example/?token=hush',
  },
  page: { language: 'en', images: false, sections: usual.page.sections.slice(0, 2), topScore: 34 },
  server: { host: '127.0.0.9', port: 8035 },
  schedule: '*/3 * * * *',
  fetch: {
    contact: 'https://contact.example',
    concurrency: 36,
    perHost: 2,
    timeoutMs: 37_000,
    maxBytes: 3_800_000,
    minIntervalMs: 39 * 60_000,
    maxIntervalMs: 5 * 3_600_000,
    allowPrivateAddresses: false,
    ports: [80, 8040],
  },
  relevance: { threshold: 0.41 },
  fold: {
    acrossLanguages: false,
    windowMs: 48 * 3_600_000,
    strictness: 'careful',
    glossary: [{ en: 'crane', ja: 'クレーン' }],
    dictionary: [
      { en: 'ship', ja: '船' },
      { en: 'port', ja: '港' },
    ],
    rules: [],
  },
  edition: {
    time: '06:42',
    days: 'daily',
    mail: {
      from: 'desk@harbour.example',
      to: ['reader@harbour.example'],
      smtp: { host: 'mail.example', port: 465, isSecure: true },
    },
  },
  retentionMs: 43 * 86_400_000,
  topics: [makeTopic('ships', 'Ships', '船')],
  sources: [
    makeSource('one', {
      language: 'en',
      scope: 'japan',
      endpoints: ['https://one.example/feed.xml', 'https://one.example/feed?key=hush'],
      timezone: 'Europe/London',
      priority: 44,
      republish: 'headline',
      aggregator: true,
      userAgent: 'Harbour/1.0',
      headers: { 'x-key': 'hush' },
      everyMs: 1500,
      include: [{ ...rule, conditions: [{ field: 'title', matches: () => true, written: 'crane' }] }],
      exclude: [rule],
      titleRules: [{ strip: (title) => title, written: '- One', place }],
      topics: ['ships', 'cranes'].map((key) => key as TopicKey),
    }),
    makeSource('two', { enabled: false }),
  ],
});

const settingsIn = (html: string): readonly string[] =>
  Array.from(
    html.matchAll(/<dt><code>(.*?)<\/code><\/dt><dd>(.*?)<\/dd>/gs),
    ([, key, value]) => `${key}: ${value}`,
  );

describe('/config', () => {
  test('lists every key with its value', async () => {
    const { read } = await openSite([], UNUSUAL);
    const [settings = '', sources = ''] = (await read('/config')).split('<h2>Sources</h2>');
    expect(settingsIn(settings)).toEqual([
      'feed.title: Harbour news',
      'feed.description: Ships and cranes',
      'feed.url: https://harbour.example/news',
      'feed.authority: harbour.example,2025',
      'feed.entries: 31',
      'feed.excerpt: 32 characters',
      'feed.perOutlet: 33 entries an hour',
      'feed.hub: https://hub.example/?token=…',
      'page.language: en',
      'page.images: false',
      'page.sections: markets, economy',
      'page.topScore: 34',
      'server.host: 127.0.0.9',
      'server.port: 8035',
      'schedule: */3 * * * *',
      'fetch.contact: https://contact.example',
      'fetch.concurrency: 36',
      'fetch.perHost: 2',
      'fetch.timeout: 37s',
      'fetch.maxBytes: 3,800,000 bytes',
      'fetch.minInterval: 39m',
      'fetch.maxInterval: 5h',
      'fetch.allowPrivateAddresses: false',
      'fetch.ports: 80, 8040',
      'relevance.threshold: 0.41',
      'fold.acrossLanguages: false',
      'fold.window: 2d',
      'fold.strictness: careful',
      'edition.time: 06:42',
      'edition.days: daily',
      'edition.mail.smtp: smtps://mail.example:465',
      'retention: 43d',
      'store: none',
      'sources.yaml: 2 outlets, 2 sources',
      'topics.yaml: 1 topic',
      'companies.csv: 0 companies',
      'glossary.csv: 1 term',
      'dictionary.csv: 2 words',
      expect.stringMatching(/^words\/: \d,\d{3} words$/),
    ]);
    expect(settingsIn(sources)).toEqual([
      'language: en',
      'scope: japan',
      'endpoints[0]: https://one.example/feed.xml',
      'endpoints[1]: https://one.example/feed?key=…',
      'timezone: Europe/London',
      'priority: 44',
      'republish: headline',
      'aggregator: true',
      'userAgent: Harbour/1.0',
      'headers.x-key: set (hidden)',
      'every: 1500 ms',
      'include: title: crane (config/sources.yaml:7)',
      'exclude: title: baseball (config/sources.yaml:7)',
      'titleRules: - One',
      'topics: ships, cranes',
      'language: ja',
      'scope: business',
      'endpoints[0]: https://two.example/feed.xml',
      'timezone: Asia/Tokyo',
      'priority: 50',
      'republish: excerpt',
      'enabled: false',
    ]);
  });

  test('says what is in force for every key, and where each source stands', async () => {
    const { read } = await openSite([], config);
    const page = await read('/config');
    for (const said of [
      'retention',
      '400d',
      '<dt><code>page.topScore</code></dt><dd>20</dd>',
      '<dt><code>page.sections</code></dt><dd>markets, economy,',
      'fold.window',
      '3d',
      '2 outlets, 2 sources',
      'sources.yaml:7',
      'title: baseball',
    ]) {
      expect(page).toContain(said);
    }
    expect(page).toContain('The configuration is valid.');
  });

  test('writes a mail server with an IPv6 address as the config does', async () => {
    const smtp = { host: '::1', port: 2525, isSecure: false };
    const edition = { ...UNUSUAL.edition, mail: { from: 'a@b.example', to: ['c@b.example'], smtp } };
    const { read } = await openSite([], makeConfig({ edition }));
    expect(settingsIn(await read('/config'))).toContain('edition.mail.smtp: smtp://[::1]:2525');
  });

  test('says that a header is set, and never to what', async () => {
    const { read } = await openSite([], config);
    const page = await read('/config');
    expect(page).toContain('headers.authorization');
    expect(page).toContain('api_key=…&amp;lang=ja');
    expect(page).not.toContain('hush');
  });

  test('shows a pattern that looks like a path in a folder as it is written', async () => {
    const conditions = [{ field: 'path' as RuleField, matches: () => true, written: '/data/**' }];
    const source = makeSource('kaku', { include: [{ conditions, place }], exclude: [{ conditions, place }] });
    const parts = { folders: ['/data'] };
    const { read } = await openSite([], makeConfig({ sources: [source] }), parts);
    const settings = settingsIn(await read('/config'));
    expect(settings).toContain('include: path: /data/** (config/sources.yaml:7)');
    expect(settings).toContain('exclude: path: /data/** (config/sources.yaml:7)');
  });

  test('writes times as the config does', async () => {
    const { read } = await openSite([], config);
    const [settings, sources] = (await read('/config')).split('<h2>Sources</h2>');
    expect(sources).toContain('<dt><code>every</code></dt><dd>15m</dd>');
    expect(settings).toContain('<dt><code>fetch.maxInterval</code></dt><dd>1d</dd>');
  });
});
