import type { Article } from '../../../src/domain/article/article.ts';
import type { Config } from '../../../src/domain/config.ts';
import type { SourceState } from '../../../src/domain/source/source-state.ts';
import type { Story } from '../../../src/domain/story/story.ts';
import type { CompanyCode } from '../../../src/domain/tag/company.ts';
import type { TopicKey } from '../../../src/domain/tag/topic.ts';
import { createServer } from '../../../src/serve/create-server.ts';
import { makeConfig } from '../../daemon/support/make-config.ts';
import { openSite } from '../../daemon/support/open-site.ts';
import { sampleEdition } from '../../domain/edition/sample-edition.ts';
import { makeArticle, makeOutlet, makeSource, makeStory, makeTopic, NOON, SILENT } from '../../make.ts';
import { createMemoryEditions } from '../../support/memory-editions.ts';

const kaku = makeOutlet('kaku', { name: 'Kaku Shimbun', nameJa: '架空新聞', priority: 80 });
const wire = makeOutlet('wire', { name: 'Made-up Wire', priority: 60 });

const CONFIG: Config = makeConfig({
  sources: [
    makeSource('kaku', { outlet: kaku }),
    makeSource('wire', { outlet: wire, language: 'en' }),
    makeSource('lost', { outlet: makeOutlet('lost', { name: 'Lost Gazette' }) }),
    makeSource('unread', { outlet: makeOutlet('unread', { name: 'Unread Journal' }) }),
    makeSource('asleep', { outlet: makeOutlet('asleep', { name: 'Sleeping Weekly' }), enabled: false }),
  ],
  topics: [makeTopic('plants', 'Plants', '工場'), makeTopic('rates', 'Rates', '金利')],
  companies: [
    {
      code: '9999' as CompanyCode,
      nameEn: 'Kaku Electric',
      nameJa: '架空電機',
      aliases: [],
      industry: '電気機器',
    },
    { code: '9998' as CompanyCode, nameJa: '架空鉄道', aliases: [] },
  ],
});

const company = (code: string): Article['tags'][number] => ({
  kind: 'company',
  code: code as CompanyCode,
  evidence: [{ words: '架空電機', where: 'title' }],
});
const topic = (key: string): Article['tags'][number] => ({
  kind: 'topic',
  key: key as TopicKey,
  evidence: [{ words: '工場', where: 'title' }],
});

const article = (id: string, rest: Partial<Article>): Article =>
  makeArticle(id, { outlet: kaku, link: `https://kaku.example/${id}`, ...rest });

const folded = (id: string, count: number): Story => {
  const first = article(id, {
    title: '架空電機、半導体の新工場を九州に建設へ',
    summary: '架空電機は二十四日、半導体の新しい工場を九州に建てると発表した。'.repeat(4),
    tags: [company('9999'), topic('plants')],
  });
  const copies = Array.from({ length: count }, (_, n) =>
    article(`${id}-${n}`, {
      outlet: makeOutlet(`paper-${n}`, { name: `Paper ${n}` }),
      title: `架空電機が新工場（${n}）`,
      tags: [company('9999'), company('9998')],
    }),
  );
  return makeStory(id, {
    articles: [first, ...copies],
    joins: [
      { article: first.id, reason: 'first', detail: 'the first report' },
      ...copies.map((copy) => ({
        article: copy.id,
        reason: 'same-event' as const,
        detail: 'the same words',
        score: 0.8,
      })),
    ],
  });
};

const single = (id: string, hoursAgo: number, rest: Partial<Article>): Story => {
  const published = NOON.subtract({ hours: hoursAgo });
  return makeStory(id, { articles: [article(id, { published, ...rest })], published });
};

/** A story with reports in both languages. */
const bilingual = (id: string, hoursAgo: number): Story => {
  const published = NOON.subtract({ hours: hoursAgo });
  const articles = [
    article(id, {
      published,
      title: '北へ新しい特急、来春に運行開始',
      outlet: makeOutlet('rail', { name: 'Rail Daily' }),
    }),
    article(`${id}-en`, {
      published,
      title: 'A new express train for the north',
      language: 'en',
      outlet: wire,
      link: 'https://wire.example/express',
    }),
  ] as const;
  return makeStory(id, { articles, published });
};

const STORIES: readonly Story[] = [
  folded('plant', 9),
  single('yen', 1, { title: '外為市場で円が小幅に上昇', tags: [topic('rates')] }),
  single('profit', 2, {
    title: 'Kaku Electric raises its full-year profit forecast on a weaker yen',
    summary: 'The company said on Tuesday that it now expects more. '.repeat(4),
    language: 'en',
    outlet: wire,
    tags: [company('9999')],
  }),
  bilingual('both', 3),
  single('long', 20, { title: 'とても長い見出し'.repeat(12) }),
  single('word', 30, { title: `averylongword${'x'.repeat(120)}`, language: 'en', outlet: wire }),
];

const stateOf = (source: string, rest: Partial<SourceState>): SourceState => ({
  source: source as SourceState['source'],
  firstPolledAt: NOON.subtract({ hours: 240 }),
  lastPolledAt: NOON,
  nextPollAt: NOON.add({ minutes: 15 }),
  endpoint: 0,
  endpoints: [],
  itemHashes: [],
  arrivals: [],
  counts: { requests: 40, notModified: 30, failed: 0, items: 12 },
  ...rest,
});

const well: Partial<SourceState> = { lastSuccessAt: NOON, newestItemAt: NOON, lastNewAt: NOON };

const STATES: readonly SourceState[] = [
  stateOf('kaku', well),
  stateOf('wire', well),
  stateOf('lost', {
    endpoints: [
      {
        url: 'https://lost.example/feed.xml',
        validators: {},
        failures: 9,
        failure: {
          kind: 'not-found',
          detail: 'the server answered 404',
          since: NOON.subtract({ hours: 70 }),
        },
      },
    ],
    counts: { requests: 9, notModified: 0, failed: 9, items: 0 },
  }),
];

/** An address at which the site fails. */
export const BROKEN = '/broken';

/** The site as its readers meet it, over HTTP, at noon: two sources are well, one is ill, one is switched off. */
export const openNewsroom = async (more: readonly Story[] = [], config: Config = CONFIG) => {
  const editions = createMemoryEditions(sampleEdition('2026-11-23'), sampleEdition('2026-11-24'));
  const site = await openSite([...more, ...STORIES], config, { editions });
  await site.store.commit({ stories: [], drops: [], states: STATES });
  const server = await createServer({
    host: '127.0.0.1',
    port: 0,
    site: {
      resource: async (path, query, accepted) => {
        if (path === BROKEN) throw new Error('the store is gone');
        return site.resource(path, query, accepted);
      },
      failed: site.failed,
    },
    log: SILENT,
  });
  return { url: `http://127.0.0.1:${server.port}`, close: () => server.close(0) };
};
