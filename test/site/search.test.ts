import { describe, expect, test } from 'vitest';
import type { Article } from '../../src/domain/article/article.ts';
import type { OutletId } from '../../src/domain/source/outlet.ts';
import type { Company } from '../../src/domain/tag/company.ts';
import type { Tag } from '../../src/domain/tag/tag.ts';
import type { Topic, TopicKey } from '../../src/domain/tag/topic.ts';
import { createServer } from '../../src/serve/create-server.ts';
import { makeConfig } from '../daemon/support/make-config.ts';
import { openSite } from '../daemon/support/open-site.ts';
import { makeArticle, makeOutlet, makeSource, makeStory, NOON } from '../make.ts';
import { ask as askServer } from '../serve/running-site.ts';
import { all, readXml } from './feed/read-feed.ts';

const storyOf = (id: string, title: string, hoursAgo: number, rest = {}) =>
  makeStory(id, {
    articles: [makeArticle(id, { title })],
    published: NOON.subtract({ hours: hoursAgo }),
    ...rest,
  });

const RATES = { key: 'rates', label: { en: 'Rates', ja: '金利' } } as unknown as Topic;

const STORIES = [
  storyOf('rate', '日銀が政策金利を据え置き', 1),
  storyOf('yen', '円が上昇、日銀の見通しを受け', 2),
  storyOf('backlog', '日銀の総裁が会見', 30, { announcedAt: undefined }),
  storyOf('other', '架空電機が新工場', 3),
];

describe('a search', () => {
  test('is a page with what was found and the words in its box', async () => {
    const { read } = await openSite(STORIES);
    const page = await read('/search?q=日銀');
    expect(page).toContain('<mark>日銀</mark>が政策金利を据え置き');
    expect(page).toContain('<mark>日銀</mark>の総裁が会見');
    expect(page).not.toContain('架空電機');
    expect(page).toContain('3 results');
    expect(page).toContain('value="日銀"');
    expect(page).toContain('<title>日銀 · Search · Test</title>');
    expect(page).toContain('<h1>Search: <q>日銀</q></h1>');
    expect(page).toContain('<h2 class="unseen">Stories found</h2>');
    expect(page).not.toContain('Searches headlines and summaries');
  });

  test('is a feed in three formats, of what was announced, newest first, that names itself', async () => {
    const { read } = await openSite(STORIES);
    const page = await read('/search?q=日銀');
    for (const format of ['rss', 'atom', 'json']) {
      const address = `/search.${format}?q=%E6%97%A5%E9%8A%80`;
      expect(page).toContain(`href="${address}"`);
      const feed = await read(address);
      expect(feed.indexOf('据え置き')).toBeLessThan(feed.indexOf('円が上昇'));
      expect(feed).toContain('据え置き');
      expect(feed).not.toContain('総裁');
      expect(feed).toContain(`http://127.0.0.1:8080${address}`);
    }
  });

  test('that finds more than sixty shows the best, and without words the newest', async () => {
    const stories = (count: number) =>
      Array.from({ length: count }, (_, n) => storyOf(`s${n}`, `日銀の話${n}`, n));
    const statusOf = async (count: number, query: string) => {
      const page = await (await openSite(stories(count))).read(`/search?${query}`);
      return [/<p role="status">(.*)<\/p>/.exec(page)?.[1], page.split('<article').length - 1];
    };
    expect(await statusOf(60, 'q=日銀')).toEqual(['60 results.', 60]);
    expect(await statusOf(61, 'q=日銀')).toEqual(['61 results. The best 60 are shown.', 60]);
    expect(await statusOf(61, 'language=ja')).toEqual(['61 results. The newest 60 are shown.', 60]);
  });

  test('of nothing says how to search, and is no feed', async () => {
    const { read, ask } = await openSite(STORIES);
    for (const address of ['/search', '/search?q=%20', '/search?q="', '/search?q=「」']) {
      expect(await read(address)).toContain('<title>Search · Test</title>');
      expect(await read(address)).toContain('Searches headlines and summaries');
    }
    expect((await ask('/search.rss?q=%20'))?.status).toBe(404);
  });

  test('that finds nothing says what to try', async () => {
    const { read } = await openSite(STORIES);
    const page = await read('/search?q=鉄道');
    expect(page).toContain('<p role="status">No results. Try fewer words');
    expect(page).not.toContain('<h2 class="unseen">');
  });

  test('says what it searches, with results or without', async () => {
    const { read } = await openSite(STORIES);
    for (const address of ['/search', '/search?q=鉄道'])
      expect(await read(address)).toContain('Searches headlines and summaries');
    expect(await read('/search?lang=ja&q=鉄道')).toContain('見出しと要約');
  });

  test('shows what came since at the next question', async () => {
    const { read, store, changed } = await openSite(STORIES);
    await read('/search?q=日銀');
    await store.commit({ stories: [storyOf('late', '日銀、利上げを決定', 0)], drops: [], states: [] });
    changed();
    expect(await read('/search?q=日銀')).toContain('利上げを決定');
  });

  test('of the same words is the same page, however much else the address says', async () => {
    const { ask } = await openSite(STORIES);
    const page = await ask('/search?q=日銀');
    expect(await ask('/search?q=%20日銀%20&utm_source=x')).toBe(page);
    expect(await ask('/search?q=円')).not.toBe(page);
  });

  test('is a feed that costs its reader nothing until something new is found', async () => {
    const { resource, store, changed } = await openSite(STORIES);
    const silent = (): undefined => undefined;
    const log = { debug: silent, info: silent, warn: silent, error: silent };
    const server = await createServer({ host: '127.0.0.1', port: 0, site: { resource }, log });
    const address = '/search.rss?q=%E6%97%A5%E9%8A%80';
    const first = await askServer(server, address);
    expect(first).toMatchObject({
      status: 200,
      headers: { 'content-type': 'application/rss+xml; charset=utf-8', 'last-modified': expect.any(String) },
    });
    const again = { 'if-none-match': first.headers.etag ?? '' };
    expect(await askServer(server, address, again)).toMatchObject({ status: 304, body: Buffer.alloc(0) });
    await store.commit({ stories: [storyOf('else', '架空電機が減益', 0)], drops: [], states: [] });
    changed();
    expect((await askServer(server, address, again)).status).toBe(304);
    await store.commit({ stories: [storyOf('late', '日銀、利上げを決定', 0)], drops: [], states: [] });
    changed();
    const later = await askServer(server, address, again);
    expect(later.status).toBe(200);
    expect(String(later.body)).toContain('利上げを決定');
    await server.close(0);
  });

  test.each([
    '/search.rss',
    '/search.atom?q=',
    '/search.json?x=1',
    '/search.xml?q=a',
    '/search/2026-99.atom?q=a',
    '/search.rss?q=a&topic=no-such-topic',
    '/search.rss?q=a&outlet=no-such-outlet',
    '/search.rss?q=a&language=fr',
    '/search.rss?q=a&from=2026-02-30',
    '/search.rss?q=a&to=yesterday',
    '/search.rss?q=a&from=9999-01-01',
  ])('there is none at %s', async (address) => {
    const { ask } = await openSite(STORIES);
    expect((await ask(address))?.status).toBe(404);
  });

  test.each(['%FF%FE', '%', '%00%01', 'a'.repeat(5000), ']]>', '🏪'])(
    'for %j is a feed that can be read',
    async (words) => {
      const { read } = await openSite(STORIES);
      const feed = readXml(await read(`/search.rss?q=${words}`));
      expect(all(feed, 'item')).toEqual([]);
      expect(JSON.parse(await read(`/search.json?q=${words}`))).toMatchObject({ items: [] });
    },
  );
});

describe('a search that finds nothing', () => {
  const KAKU = {
    code: '9999',
    nameJa: '架空電機',
    nameEn: 'Kaku Electric',
    aliases: ['カクウ'],
  } as unknown as Company;
  const config = makeConfig({ companies: [KAKU], topics: [RATES] });
  const tags = [{ kind: 'company', code: '9999', evidence: [] } as unknown as Tag];
  const stories = [
    storyOf('plant', '架空電機が新工場', 1, {
      articles: [makeArticle('plant', { title: 'カクウが新工場 Harbour earnings', tags })],
    }),
    storyOf('results', '決算', 2),
  ];
  const suggested = async (query: string): Promise<readonly string[]> => {
    const { read } = await openSite(stories, config);
    const page = await read(`/search?${query}`);
    expect(page).toContain('No results');
    return Array.from(page.matchAll(/<p class="meant">(.*)<\/p>/g), ([, html = '']) =>
      html.replace(/<[^>]*>/g, ''),
    );
  };

  test.each([
    ['a name', 'q=kaku+electrc', ['Did you mean kaku electric (1)?']],
    ['a Japanese name', 'q=架空電気', ['Did you mean 架空電機 (1)?']],
    ['a word of a headline', 'q=harbuor', ['Did you mean harbour (1)?']],
    ['two words', 'q=harbur+earnigs', ['Did you mean harbour earnings (1)?']],
  ])('says what was meant where %s is misspelt', async (_what, query, expected) => {
    expect(await suggested(query)).toEqual(expected);
  });

  test('offers what was meant by one word where no story has it with the others', async () => {
    expect(await suggested('q=harbur+決算')).toEqual([
      'Did you mean harbour (1)?',
      'One word at a time: 決算 (1)',
    ]);
  });

  test('offers at most three searches for what was meant', async () => {
    const words = ['carbon', 'carben', 'carbin', 'carban'];
    const found = words.map((word, n) => storyOf(`h${n}`, `${word} news`, n));
    const named = makeConfig({ companies: [{ ...KAKU, aliases: ['kakuna', 'kakune', 'kakuni', 'kakuno'] }] });
    const { read } = await openSite([...stories, ...found], named);
    const offered = async (asked: string) =>
      /<p class="meant">(.*)<\/p>/.exec(await read(`/search?q=${asked}`))?.[1]?.match(/q=/g)?.length;
    expect(await offered('carbxn')).toBe(3);
    // No word is like a name, but both together are.
    expect(await offered('k+akunx')).toBe(3);
  });

  test('offers a name for a word of up to thirty characters, if the name is at most four longer or shorter', async () => {
    const offered = async (name: string, asked: string) => {
      const named = makeConfig({ companies: [{ ...KAKU, nameEn: name, aliases: [] }] });
      const { read } = await openSite(stories, named);
      return (await read(`/search?q=${asked}`)).includes('class="meant"');
    };
    const long = 'abcdefghijklmnopqrstuvwxyzabcd';
    expect(await offered(`${long}e`, long)).toBe(true);
    expect(await offered(`${long}ef`, `${long}e`)).toBe(false);
    expect(await offered(long, long.slice(0, -4))).toBe(true);
    expect(await offered(long, long.slice(0, -5))).toBe(false);
  });

  test('offers its words by themselves where no story has all', async () => {
    expect(await suggested('q=カクウ決算')).toEqual(['One word at a time: カクウ (1), 決算 (1)']);
  });

  test('offers the same without its filters', async () => {
    expect(await suggested('q=決算&language=en')).toEqual(['Without filters: 決算 (1)']);
    expect(await suggested('q=決算&to=2026-11-01')).toEqual(['Without filters: 決算 (1)']);
  });

  test('offers nothing where it knows nothing like it', async () => {
    expect(await suggested('q=xyzzy')).toEqual([]);
    expect(await suggested(`q=${'harbuor'.repeat(20)}`)).toEqual([]);
    expect(await suggested('topic=rates')).toEqual([]);
  });

  test('leads to a search that finds something', async () => {
    const { read } = await openSite(stories, config);
    const [, address = ''] = /<p class="meant">.*?href="([^"]*)"/.exec(await read('/search?q=harbuor')) ?? [];
    expect(address).toBe('/search?q=harbour');
    expect(await read(address)).toContain('1 result.');
  });
});

describe('the filters of a search', () => {
  const topic = { kind: 'topic', key: 'rates' as TopicKey, evidence: [] } as const;
  const other = { id: 'wire' as OutletId, name: 'Made-up Wire' };
  const FILTERED = [
    storyOf('today', '日銀が政策金利を据え置き', 1, {
      articles: [makeArticle('today', { title: '日銀が政策金利を据え置き', tags: [topic] })],
    }),
    storyOf('wire', '日銀の審議委員', 2, {
      articles: [makeArticle('wire', { title: 'BOJ 日銀', outlet: other, language: 'en' })],
    }),
    // 24 November in Japan is from 15:00 of the day before in UTC.
    storyOf('late', '日銀の深夜', 12),
    storyOf('before', '日銀の前日', 13),
    storyOf('gone', '円の話', 1),
  ];
  const config = makeConfig({
    topics: [RATES],
    sources: [
      makeSource('kaku'),
      makeSource('wire', { outlet: makeOutlet('wire', { name: 'Made-up Wire' }) }),
    ],
  });

  const titles = async (address: string): Promise<readonly string[]> => {
    const { read } = await openSite(FILTERED, config);
    const feed: { items: { title: string }[] } = JSON.parse(await read(address));
    return feed.items.map(({ title }) => title);
  };

  test.each([
    ['', ['日銀が政策金利を据え置き', 'BOJ 日銀', '日銀の深夜', '日銀の前日']],
    ['&topic=rates', ['日銀が政策金利を据え置き']],
    ['&outlet=wire', ['BOJ 日銀']],
    ['&language=en', ['BOJ 日銀']],
    ['&from=2026-11-24', ['日銀が政策金利を据え置き', 'BOJ 日銀', '日銀の深夜']],
    ['&to=2026-11-23', ['日銀の前日']],
    ['&from=2026-11-23&to=2026-11-23', ['日銀の前日']],
    ['&from=2026-11-24&to=2026-11-23', []],
    [
      '&topic=&outlet=&language=&from=&to=',
      ['日銀が政策金利を据え置き', 'BOJ 日銀', '日銀の深夜', '日銀の前日'],
    ],
  ])('%s narrow its feed', async (filters, expected) => {
    expect(await titles(`/search.json?q=日銀${filters}`)).toEqual(expected);
  });

  test('say it if the first day is after the last, or if one has an unknown value', async () => {
    const { read, ask } = await openSite(FILTERED, config);
    const noDays = 'No results, because the first day is after the last.';
    expect(await read('/search?q=日銀&from=2026-11-24&to=2026-11-23')).toContain(noDays);
    expect(await read('/search?q=日銀&from=2026-11-20&to=2026-11-20')).not.toContain(noDays);
    expect((await ask('/search?from=nonsense'))?.status).toBe(404);
    expect(await read('/search?from=nonsense')).toContain('because a filter has an unknown value');
    expect(await read('/nonsense')).not.toContain('filter has an unknown value');
  });

  test('need no words: then the newest stories are shown', async () => {
    expect(await titles('/search.json?language=en')).toEqual(['BOJ 日銀']);
    const { read } = await openSite(FILTERED, config);
    const page = await read('/search?from=2026-11-24');
    expect(page).toContain('4 results');
    expect(page.indexOf('円の話')).toBeLessThan(page.indexOf('日銀の深夜'));
  });

  test('stand in the form, in the address of each feed and in the title', async () => {
    const { read } = await openSite(FILTERED, config);
    const page = await read('/search?q=日銀&to=2026-11-24&topic=rates');
    expect(page).toContain('<option value="rates" selected>');
    expect(page).toContain('name="to" value="2026-11-24"');
    expect(page).toContain('1 result.');
    expect(page).toContain('href="/search.rss?q=%E6%97%A5%E9%8A%80&amp;topic=rates&amp;to=2026-11-24"');
    expect(page).toContain('“日銀” · Rates · –2026-11-24');
    expect(page).toContain('<a href="/search?q=%E6%97%A5%E9%8A%80">Show all</a>');
  });

  test('are sent with the words, since their controls belong to the form of the words', async () => {
    const { read } = await openSite(FILTERED, config);
    const page = await read('/search?q=日銀&topic=rates');
    const [, filters = ''] = /<details class="narrow" open>(.*?)<\/details>/s.exec(page) ?? [];
    const controls = Array.from(filters.matchAll(/<(?:select|input|button)[^>]*>/g), ([tag]) => tag);
    expect(page).toMatch(/<form [^>]*id="search"/);
    expect(controls.length).toBe(6);
    for (const tag of controls) expect(tag).toContain(' form="search"');
    expect(await read('/search?q=日銀')).toContain('<details class="narrow">');
  });

  test('narrow the documents of months, too', async () => {
    const { read, ask } = await openSite(FILTERED, config);
    const month = await read('/search/2026-11.atom?q=日銀&from=2026-11-24&language=ja');
    expect(month).toContain('深夜');
    expect(month).not.toContain('前日');
    expect(month).not.toContain('BOJ');
    expect((await ask('/search/2026-10.atom?q=日銀&from=2026-11-24'))?.status).toBe(404);
  });
});

describe('a result of a search says why it was found', () => {
  const KAKU = {
    code: '9999',
    nameJa: '架空電機',
    nameEn: 'Kaku Electric',
    aliases: [],
  } as unknown as Company;
  const config = makeConfig({
    companies: [KAKU],
    topics: [RATES],
    sources: [makeSource('wire', { outlet: makeOutlet('wire', { name: 'Made-up Wire' }) })],
  });
  const found = async (words: string, ...articles: readonly Partial<Article>[]): Promise<string> => {
    const [first = {}, ...others] = articles;
    const story = makeStory('a', {
      articles: [makeArticle('a', first), ...others.map((rest, n) => makeArticle(`b${n}`, rest))],
    });
    // Asked through the words alone: the store of this test knows no stems.
    const { read } = await openSite([story], config);
    const page = await read(`/search?q=${words}`);
    return page.slice(page.indexOf('<article'), page.indexOf('</article>'));
  };

  test('by marks in its title and summary', async () => {
    const item = await found('工場 稼働', { title: '新工場を建設', summary: '来年に稼働する' });
    expect(item).toContain('新<mark>工場</mark>を建設');
    expect(item).toContain('来年に<mark>稼働</mark>する');
    expect(item).not.toContain('class="found"');
  });

  test('inside a number that stays on its line, and across its end', async () => {
    const item = await found('2億円', { title: '利益12億円増' });
    expect(item).toContain('<span class="nb">12<mark>億円</mark>増</span>');
  });

  test.each([
    [
      'kaku electric',
      { kind: 'company', code: '9999' },
      'Company: <a href="/companies/9999"><mark>Kaku Electric <span lang="ja">架空電機</span></mark></a>',
    ],
    ['rates', { kind: 'topic', key: 'rates' }, 'Topic: <a href="/topics/rates"><mark>Rates</mark></a>'],
  ])('by the tag that %s names', async (words, tag, expected) => {
    const tags = [{ ...tag, evidence: [] } as unknown as Tag];
    expect(await found(words, { title: '新工場を建設', tags })).toContain(expected);
  });

  test('by that one of its tags', async () => {
    const tags = ['9999', 'fx', 'rates'].map(
      (key) =>
        (key === '9999'
          ? { kind: 'company', code: key, evidence: [] }
          : { kind: 'topic', key, evidence: [] }) as unknown as Tag,
    );
    expect(await found('rates', { title: '新工場を建設', tags })).toContain(
      'Topic: <a href="/topics/rates"><mark>Rates</mark></a>',
    );
  });

  test('by the outlet', async () => {
    const outlet = { id: 'wire' as OutletId, name: 'wire' };
    expect(await found('made-up wire', { title: '新工場を建設', outlet })).toContain(
      'Outlet: <a href="/outlets/wire"><mark>Made-up Wire</mark></a>',
    );
  });

  test('by marks in its headline in the other language', async () => {
    const item = await found('plant', { title: '新工場を建設' }, { title: 'A new plant', language: 'en' });
    expect(item).toContain('A new <mark>plant</mark></a>');
    expect(item).not.toContain('class="found"');
  });

  test('by another report of the story', async () => {
    const item = await found('稼働', { title: '新工場を建設' }, { title: '工場が稼働へ' });
    expect(item).toContain('lang="ja">工場が<mark>稼働</mark>へ</a>');
  });

  test('by the title and the text of one other report, with all words marked', async () => {
    const summary = `${'長い話。'.repeat(60)}輸出が伸び、増産する。${'続く話。'.repeat(60)}雇用も増える。`;
    const item = await found(
      '稼働 出荷 輸出 増産 雇用',
      { title: '新工場を建設' },
      { title: '工場が稼働し出荷へ', summary },
    );
    expect(item).toContain('lang="ja">工場が<mark>稼働</mark>し<mark>出荷</mark>へ</a>');
    expect(item).toContain('<mark>輸出</mark>が伸び、<mark>増産</mark>する');
    expect(item).toContain('<mark>雇用</mark>も');
    expect(item.match(/<li>/g)).toHaveLength(3);
  });

  test('by a topic and an outlet with one key', async () => {
    const tags = [{ kind: 'topic', key: 'rates', evidence: [] } as unknown as Tag];
    const outlet = { id: 'rates' as OutletId, name: 'Made-up Rope' };
    const named = makeConfig({
      topics: [RATES],
      sources: [makeSource('rates', { outlet: makeOutlet('rates', { name: 'Made-up Rope' }) })],
    });
    const story = makeStory('a', { articles: [makeArticle('a', { title: '新工場を建設', tags, outlet })] });
    const page = await (await openSite([story], named)).read('/search?q=金利 made-up rope');
    expect(page).toContain('Topic: <a href="/topics/rates">');
    expect(page).toContain('Outlet: <a href="/outlets/rates">');
  });

  test('by what stands around the words in a text that is not shown', async () => {
    const summary = `${'長い話。'.repeat(60)}そして稼働する。${'続く話。'.repeat(60)}`;
    expect(await found('稼働', { title: '新工場を建設', summary })).toMatch(
      /<span lang="ja">…(?:長い話。)+そして<mark>稼働<\/mark>する。(?:続く話。)+…</,
    );
  });

  test('cut between words in English', async () => {
    const summary = `${'Words and words. '.repeat(30)}The measures are protectionist, he said. ${'More words. '.repeat(30)}`;
    expect(await found('protectionist', { title: 'A plant', summary, language: 'en' })).toMatch(
      /<span lang="en">…(?:words\. )?Words and words\. The measures are <mark>protectionist<\/mark>, he said\. .*…</,
    );
  });

  test('but never by a text that may not be shown', async () => {
    const item = await found('稼働', { title: '新工場を建設', summary: '稼働する', republish: 'headline' });
    expect(item).toContain('In the text of Kaku Shimbun');
    expect(item).not.toContain('稼働');
  });
});
