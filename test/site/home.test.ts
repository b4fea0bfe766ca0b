import { describe, expect, test } from 'vitest';
import type { Article } from '../../src/domain/article/article.ts';
import type { CompanyCode } from '../../src/domain/tag/company.ts';
import { makeConfig } from '../daemon/support/make-config.ts';
import { openSite } from '../daemon/support/open-site.ts';
import { makeArticle, makeSource, makeStory, makeTopic, NOON } from '../make.ts';

const topic = makeTopic('rates', 'Rates', '金利');
const config = makeConfig({
  sources: [makeSource('kaku'), makeSource('times')],
  topics: [topic],
  companies: [
    {
      code: '9999' as CompanyCode,
      nameEn: 'Kaku Electric',
      nameJa: '架空電機',
      aliases: [],
      industry: '電気機器',
    },
    { code: '9999' as CompanyCode, nameJa: '架空無線', aliases: [], until: '2020-03' },
    { code: '9998' as CompanyCode, nameJa: '架空鉄道', aliases: [] },
    { code: '9997' as CompanyCode, nameJa: '架空投信', aliases: [], industry: '-' },
  ],
});

const tagged = (...codes: readonly string[]): Article['tags'] =>
  codes.map((code) => ({ kind: 'company', code: code as CompanyCode, evidence: [] }));

const storyOf = (id: string, rest: Partial<Article>, hoursAgo = 0) => {
  const published = NOON.subtract({ hours: hoursAgo });
  return makeStory(id, { articles: [makeArticle(id, { published, ...rest })], published });
};

const STORIES = [
  storyOf('a', { title: 'Kaku opens a plant', language: 'en', tags: tagged('9999', '9998') }, 1),
  storyOf('b', { title: '金利が上昇', tags: [{ kind: 'topic', key: topic.key, evidence: [] }] }, 2),
  storyOf('c', { title: '架空電機が増益', tags: tagged('9999') }, 30),
];

describe('the home page', () => {
  test('offers languages, topics and outlets in a form, and feeds with whole addresses', async () => {
    const { read } = await openSite(STORIES, config);
    const page = await read('/');
    for (const part of [
      '<option value="rates">Rates',
      '<option value="times">times',
      '<option value="ja">Japanese',
    ])
      expect(page).toContain(part);
    expect(page).toContain('<code>http://127.0.0.1:8080/feed.rss</code>');
  });

  test('says when its newest story was published, in its language', async () => {
    const { read } = await openSite(STORIES, config);
    const moment = /<time datetime="2026-11-24T02:00:00Z">/.source;
    expect(await read('/')).toMatch(new RegExp(`Newest story: ${moment}`));
    expect(await read('/?lang=ja')).toMatch(new RegExp(`最新の記事：${moment}`));
  });

  test.each(['/?language=', '/languages/', '/search?language='])(
    'a view of one language (%s…) leads an entry with its article in that language',
    async (address) => {
      const [ja, en] = [
        makeArticle('ja', { title: '架空電機、競合を買収' }),
        makeArticle('en', { language: 'en', title: 'Kaku Denki buys a rival' }),
      ];
      const { read } = await openSite([makeStory('both', { articles: [ja, en] })], config);
      const leads = async (language: string) =>
        [...(await read(`${address}${language}`)).matchAll(/<h[23] lang.*/g)].map(([heading]) => heading);
      expect((await leads('ja')).join()).toContain(ja.title);
      expect((await leads('en')).join()).toContain(en.title);
      expect((await leads('en')).join()).not.toContain(ja.title);
    },
  );

  test('narrowed by an address offers feeds that are narrowed alike', async () => {
    const { read, ask } = await openSite(STORIES, config);
    const page = await read('/?language=ja&topic=rates&outlet=');
    expect(page).toContain('<option value="rates" selected>');
    expect(page).toContain('href="/feed.rss?language=ja&amp;topic=rates"');
    expect((await ask('/feed.rss?language=ja&topic=rates'))?.status).toBe(200);
  });

  test('narrowed to nothing is the whole page, and to what is unknown is none', async () => {
    const { ask } = await openSite(STORIES, config);
    expect(await ask('/?language=&topic=&outlet=')).toBe(await ask('/'));
    for (const query of ['language=fr', 'topic=none', 'outlet=none']) {
      expect((await ask(`/?${query}`))?.status).toBe(404);
      expect((await ask(`/feed.atom?${query}`))?.status).toBe(404);
    }
  });
});

describe('the front page of a quiet day', () => {
  const many = (count: number, hoursAgo: (n: number) => number) =>
    Array.from({ length: count }, (_, n) =>
      storyOf(`s${n}`, { title: `架空電機の話${n}`, link: `https://kaku.example/s${n}` }, hoursAgo(n)),
    );
  const read = async (...stories: readonly ReturnType<typeof storyOf>[]) =>
    (await openSite(stories, config)).read('/');
  const linked = (page: string) => new Set(page.match(/https:\/\/kaku\.example\/s\d+/g)).size;

  test('links the last seven days with stories, and all of them in a list', async () => {
    const page = await read(...many(9, (n) => 24 * n));
    const nav = page.slice(page.indexOf('<nav class="earlier"'));
    expect(
      Array.from(nav.slice(0, nav.indexOf('</nav>')).matchAll(/href="([^"]*)"/g), ([, href]) => href),
    ).toEqual(['24', '23', '22', '21', '20', '19', '18'].map((day) => `/2026-11-${day}`).concat('/days'));
  });

  test('with fewer than thirty stories shows earlier ones by day, sixty at most', async () => {
    const old = many(90, () => 48);
    const isFilled = async (count: number) =>
      linked(
        await read(
          ...old,
          ...many(count, () => 1).map((story) => ({ ...story, id: `n${story.id}` as typeof story.id })),
        ),
      );
    expect(linked(await read(...old, storyOf('new', { title: '新しい話' }, 1)))).toBe(60);
    expect(await isFilled(29)).toBeGreaterThan(30);
    expect(await isFilled(30)).toBeLessThanOrEqual(30);
  });
});

describe('a story that was stored without being announced', () => {
  const { announcedAt: _, ...silent } = storyOf(
    'silent',
    { tags: [...tagged('9999'), { kind: 'topic', key: topic.key, evidence: [] }] },
    30,
  );

  test.each([
    ...['/', '/?language=ja&topic=rates', '/companies/9999', '/topics/rates', '/outlets/kaku'],
    ...['/languages/ja', '/2026-11-23'],
  ])('is on the page %s', async (path) => {
    const { read } = await openSite([silent], config);
    expect(await read(path)).toContain('href="/stories/silent');
  });

  test.each(['/feed.rss', '/feed.rss?language=ja', '/companies/9999.json', '/topics/rates.atom'])(
    'is not in the feed %s',
    async (path) => {
      const { read } = await openSite([silent], config);
      expect(await read(path)).not.toContain('見出し silent');
    },
  );

  test('counts on the page of its company and in directories', async () => {
    const { read } = await openSite([silent], config);
    expect(await read('/companies/9999')).toContain('1 story in 30 days');
    for (const path of ['/companies', '/topics', '/outlets', '/days'])
      expect(await read(path)).toContain('<span class="count">1</span>');
  });

  test('has no place among the ranked stories of the front page', async () => {
    const fresh = { ...silent, published: NOON };
    const page = await (await openSite([...STORIES, fresh], config)).read('/');
    expect(page.split('<section class="day"')[0]).not.toContain('href="/stories/silent');
  });
});

describe('the page of a company', () => {
  test('says who it is in both languages, and what it was called', async () => {
    const { read } = await openSite(STORIES, config);
    const page = await read('/companies/9999');
    expect(page).toContain('<h1><span lang="en">Kaku Electric</span> <span lang="ja">架空電機</span></h1>');
    expect(page).toContain('<title>Kaku Electric 架空電機 (9999) · Test</title>');
    expect(await read('/companies/9999?lang=ja')).toContain(
      '<title>架空電機 Kaku Electric (9999) · Test</title>',
    );
    expect(page).toContain('Securities code 9999 · Electric appliances');
    expect(await read('/companies/9999?lang=ja')).toContain('<span lang="ja">電気機器</span>');
    expect(page).toContain('formerly <span lang="ja">架空無線</span>');
    expect(await read('/companies/9997')).toContain('Securities code 9997<');
  });

  test('counts its stories by day, and the companies that stand beside it', async () => {
    const { read } = await openSite(STORIES, config);
    const page = await read('/companies/9999');
    expect(page).toContain('2 stories in 30 days, 1 today');
    expect(page).toContain(
      '<a href="/companies/9998"><span lang="ja">架空鉄道</span> <span class="count">1</span></a>',
    );
    expect(page).not.toContain('金利が上昇');
  });

  test('counts thirty days in Japan, today included', async () => {
    // It is noon in Japan: 29 days and 12 hours ago the first of thirty days began.
    const tags = tagged('9999');
    const stories = [29 * 24 + 12, 29 * 24 + 13].map((hours, n) => storyOf(`s${n}`, { tags }, hours));
    const page = await (await openSite(stories, config)).read('/companies/9999');
    expect(page).toContain('1 story in 30 days, 0 today');
  });

  test('names the eight companies that are with it most, by stories and then by code', async () => {
    const codes = ['1', '2', '3', '4', '5', '6', '7', '8', '9'].map((digit) => `100${digit}`);
    const stories = [
      storyOf('all', { tags: tagged('9999', ...codes.toReversed()) }),
      storyOf('two', { tags: tagged('9999', '1009', '1009') }),
    ];
    const page = await (await openSite(stories, config)).read('/companies/9999');
    expect(
      Array.from(
        page.matchAll(/<a href="\/companies\/(100\d)">[^<]*<span class="count">(\d)</g),
        ([, code, count]) => [code, count],
      ),
    ).toEqual([['1009', '2'], ...codes.slice(0, 7).map((code) => [code, '1'])]);
  });
});

describe('the top stories', () => {
  test('are a page and feeds of the stories that entered the top, whatever their date', async () => {
    const stories = [
      storyOf('new', { title: '架空電機、新製品' }, 1),
      { ...storyOf('old', { title: '架空鉄道、全線を電化' }, 200), topAt: NOON },
    ];
    const { read } = await openSite(stories, config);
    for (const address of ['/top', '/top.rss', '/top.atom', '/top.json']) {
      const text = await read(address);
      expect(text).toContain('架空鉄道、全線を電化');
      expect(text).not.toContain('架空電機、新製品');
    }
  });
});
