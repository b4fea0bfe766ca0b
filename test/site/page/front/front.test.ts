import { describe, expect, test } from 'vitest';
import type { Article } from '../../../../src/domain/article/article.ts';
import type { OutletId } from '../../../../src/domain/source/outlet.ts';
import type { Story, StoryId } from '../../../../src/domain/story/story.ts';
import type { TopicKey } from '../../../../src/domain/tag/topic.ts';
import { makeReader } from '../../../../src/site/language/reader.ts';
import { dayPage } from '../../../../src/site/page/front/day-page.ts';
import type { SiteContext } from '../../../../src/site/site-context.ts';
import { makeConfig } from '../../../daemon/support/make-config.ts';
import { openSite } from '../../../daemon/support/open-site.ts';
import { instant, makeArticle, makeOutlet, makeSource, makeStory, NOON } from '../../../make.ts';

const config = makeConfig({
  sources: [makeSource('kaku')],
  outlets: [
    ...['one', 'two', 'three'].map((id) => makeOutlet(id, { name: `The ${id}`, priority: 60 })),
    makeOutlet('trade', { name: 'Trade Paper', priority: 60 }),
  ],
});

type Told = {
  readonly outlets?: readonly string[];
  readonly topic?: string;
  readonly related?: readonly string[];
  readonly seenAt?: Temporal.Instant;
  readonly title?: string;
};

/** A headline that is worth a place on a page: by its topic alone a made-up one is not. */
const worthy = (id: string): string => `政府、${id}の物価対策を閣議決定　過去最大の予算`;

const storyAt = (
  id: string,
  published: Temporal.Instant,
  { outlets = ['trade'], topic, related = [], seenAt = published, title = `見出し${id}` }: Told = {},
): Story => {
  const articles = outlets.map(
    (outlet, index): Article =>
      makeArticle(index === 0 ? id : `${id}-${index}`, {
        outlet: { id: outlet as OutletId, name: `The ${outlet}` },
        title: index === 0 ? title : `別の${id}の報道`,
        published,
        firstSeenAt: index === 0 ? published : seenAt,
        tags:
          topic === undefined
            ? []
            : [{ kind: 'topic', key: topic as TopicKey, evidence: [{ words: topic, where: 'title' }] }],
      }),
  );
  const [first, ...others] = articles;
  if (first === undefined) throw new Error('a story has an outlet');
  return makeStory(id, {
    articles: [first, ...others],
    published,
    announcedAt: published,
    related: related as readonly StoryId[],
  });
};

const hoursAgo = (hours: number): Temporal.Instant => NOON.subtract({ minutes: Math.round(hours * 60) });

const burst = (count: number): readonly Story[] =>
  Array.from({ length: count }, (_, n) => storyAt(`t${n}`, hoursAgo(0.1 + n / 60)));

/** The headlines of a page in the order in which they are read. */
const headlines = (page: string): readonly string[] =>
  Array.from(page.matchAll(/<h[23] lang="ja"><a [^>]*>(.*?)<\/a>/g), ([, title = '']) =>
    title.replace(/<[^>]*>/g, ''),
  );

describe('the front page', () => {
  test('leads with what the most outlets of weight report, however much a trade paper brings after it', async () => {
    const main = storyAt('main', hoursAgo(16), { outlets: ['one', 'two', 'three'] });
    const { read } = await openSite([...burst(300), main], config);
    const page = await read('/');
    expect(headlines(page)[0]).toBe('見出しmain');
    expect(page).toContain('3 reports<');
    expect(page).toMatch(/Trade Paper<\/a> <span class="count">\d+</);
  });

  test('writes the date of what was reported yesterday, since its time alone would be read as today’s', async () => {
    const stories = [
      storyAt('main', hoursAgo(1), { outlets: ['one', 'two', 'three'] }),
      storyAt('today', hoursAgo(2), { outlets: ['one', 'two'] }),
      storyAt('yesterday', hoursAgo(14), { outlets: ['one', 'two'] }),
      storyAt('evening', hoursAgo(16), { outlets: ['one', 'two'] }),
      storyAt('section', hoursAgo(15), { title: worthy('section'), topic: 'macro' }),
    ];
    const { read } = await openSite(stories, config);
    const times = (page: string): readonly string[] =>
      Array.from(page.matchAll(/<time [^>]*>(.*?)<\/time>/g), ([, shown = '']) => shown);
    const page = await read('/?lang=en');
    for (const shown of ['10:00', '23 Nov, 22:00', '23 Nov, 21:00']) expect(times(page)).toContain(shown);
    expect(times(page)).not.toContain('22:00');
    expect(times(await read('/2026-11-23?lang=en'))).toContain('20:00');
  });

  test('has each story once, and related ones below their headline', async () => {
    const stories = [
      storyAt('main', hoursAgo(2), { outlets: ['one', 'two'], related: ['near'] }),
      storyAt('near', hoursAgo(3)),
      ...burst(40),
    ];
    const page = await (await openSite(stories, config)).read('/');
    const all = headlines(page);
    expect(new Set(all).size).toBe(all.length);
    expect(all).not.toContain('見出しnear');
    expect(page).toMatch(/<ul class="below" aria-label="More on this">\s*<li><a href="\/stories\/near"/);
  });

  test('names its sections in the reader’s language, in the editor’s order', async () => {
    const stories = ['retail', 'markets', 'none'].flatMap((topic) =>
      Array.from({ length: 12 }, (_, n) =>
        storyAt(`${topic}${n}`, hoursAgo(n + 1), {
          topic,
          outlets: [['one', 'two', 'three'][n % 3] ?? ''],
          title: worthy(`${topic}${'いろはにほへとちりぬる'.slice(0, n)}`),
        }),
      ),
    );
    const { read } = await openSite(stories, config);
    const sections = (page: string) =>
      Array.from(page.matchAll(/<h2 id="[\w-]+-name">([^<]+)</g), ([, name]) => name);
    expect(sections(await read('/'))).toEqual(['Markets', 'Consumer', 'Other news']);
    expect(sections(await read('/?lang=ja'))).toEqual(['市場', '消費・小売り', 'その他']);
    expect(await read('/')).toContain('<a href="#section-consumer">Consumer</a>');
  });

  test('shows earlier stories by day where the last 24 hours are thin, and links the days', async () => {
    const page = await (
      await openSite([storyAt('new', hoursAgo(1)), storyAt('old', hoursAgo(50))], config)
    ).read('/');
    expect(headlines(page)).toEqual(['見出しnew', '見出しold']);
    expect(page).toContain('<a href="/2026-11-22">Sunday, 22 November 2026</a>');
    expect(page).not.toContain('/2026-11-23');
    expect(page).toContain('<a href="/days">All days</a>');
  });

  test('ranks the 24 hours before the newest story where nothing came since', async () => {
    const stories = [
      storyAt('small', hoursAgo(70)),
      storyAt('main', hoursAgo(80), { outlets: ['one', 'two'] }),
      storyAt('before', hoursAgo(100), { outlets: ['one', 'two', 'three'] }),
    ];
    const page = await (await openSite(stories, config)).read('/');
    expect(headlines(page)).toEqual(['見出しmain', '見出しsmall', '見出しbefore']);
  });

  test('narrowed shows what was chosen by time', async () => {
    const stories = [
      storyAt('main', hoursAgo(5), { outlets: ['one', 'two'] }),
      storyAt('new', hoursAgo(1), { outlets: ['one'] }),
      ...burst(3),
    ];
    const page = await (await openSite(stories, config)).read('/?outlet=one');
    expect(headlines(page)).toEqual(['見出しmain', '見出しnew']);
    expect(page).not.toContain('id="top-name"');
  });

  test('without stories says when the next poll is', async () => {
    const page = await (await openSite([], config)).read('/');
    expect(page).toContain('No news yet.');
    expect(page).not.toContain('All days');
  });
});

describe('the page of a day', () => {
  const at = (text: string) => instant(`${text}+09:00`);
  const stories = [
    storyAt('early', at('2026-11-22T00:00'), { outlets: ['one'] }),
    storyAt('late', at('2026-11-22T23:59'), { outlets: ['one', 'two'], seenAt: at('2026-11-24T00:30') }),
    storyAt('other', at('2026-11-23T00:00')),
    storyAt('before', at('2026-11-19T12:00')),
  ];

  test('has the stories of the JST day, and leads to the days beside it', async () => {
    const page = await (await openSite(stories, config)).read('/2026-11-22');
    expect(headlines(page)).toEqual(['見出しlate', '見出しearly']);
    expect(page).toContain('<title>Sunday, 22 November 2026 · Test</title>');
    expect(page).toContain('<a href="/2026-11-19">Older: Thursday, 19 November 2026</a>');
    expect(page).toContain('<a href="/2026-11-23">Newer: Monday, 23 November 2026</a>');
    expect(page).toContain('<link rel="canonical" href="http://127.0.0.1:8080/2026-11-22">');
  });

  test('is ranked by what was reported up to a day after its end', async () => {
    const joined = (seen: string) => [
      storyAt('first', at('2026-11-20T09:00'), { outlets: ['one', 'two'] }),
      storyAt('second', at('2026-11-20T08:00'), {
        outlets: ['one', 'two', 'three'],
        seenAt: at(seen),
      }),
    ];
    const before = await (await openSite(joined('2026-11-21T23:59'), config)).read('/2026-11-20');
    const after = await (await openSite(joined('2026-11-22T00:01'), config)).read('/2026-11-20');
    expect(headlines(before)).toEqual(['見出しsecond', '見出しfirst']);
    expect(headlines(after)).toEqual(['見出しfirst', '見出しsecond']);
  });

  test('is the same object until something of its day changes, once its ranking is fixed', async () => {
    const { ask, store, changed } = await openSite(stories, config);
    const askAgain = (day: string) => {
      changed();
      return ask(day);
    };
    const page = await ask('/2026-11-22');
    await store.commit({ stories: [storyAt('today', hoursAgo(1))], drops: [], states: [] });
    expect(await askAgain('/2026-11-22')).toBe(page);
    expect(await askAgain('/2026-11-22?lang=ja')).not.toBe(page);
    await store.commit({ stories: [storyAt('late', at('2026-11-22T23:59'))], drops: [], states: [] });
    const grown = await askAgain('/2026-11-22');
    expect(grown).not.toBe(page);
    await store.commit({
      stories: [storyAt('beside', at('2026-11-21T12:00'))],
      drops: [],
      states: [],
    });
    expect(String((await askAgain('/2026-11-22'))?.body)).toContain('/2026-11-21');
  });

  test('is made once for a reader while nothing of its day changes, once its ranking is fixed', async () => {
    const { store } = await openSite(stories, config);
    const site: Partial<SiteContext> = { config: () => config, store, now: () => NOON };
    const [english, japanese] = (['en', 'ja'] as const).map((language) => makeReader({ language, base: '' }));
    const make = (day: string, reader = english) => dayPage({ ...site, reader } as SiteContext, { day });
    const page = await make('2026-11-22');
    expect(await make('2026-11-22')).toBe(page);
    expect(await make('2026-11-22', japanese)).not.toBe(page);
    const today = await make('2026-11-24');
    expect(await make('2026-11-24')).not.toBe(today);
    await store.commit({ stories: [storyAt('late', at('2026-11-22T23:59'))], drops: [], states: [] });
    expect(await make('2026-11-22')).not.toBe(page);
  });

  test('lists what has no place in its sections by time', async () => {
    const many = Array.from({ length: 40 }, (_, n) =>
      storyAt(`m${n}`, at('2026-11-20T09:00').add({ minutes: n })),
    );
    const others = Array.from({ length: 12 }, (_, n) =>
      storyAt(`o${n}`, at('2026-11-20T12:00'), { outlets: [`o${n}`] }),
    );
    const page = await (await openSite([...many, ...others], config)).read('/2026-11-20');
    const listed = page.slice(page.indexOf('<ul class="all">'));
    const ids = Array.from(listed.matchAll(/\/stories\/(m\d+)/g), ([, id = '']) => Number(id.slice(1)));
    expect(ids.length).toBeGreaterThan(10);
    expect(ids).toEqual(ids.toSorted((a, b) => b - a));
  });

  test('of today may be empty; of another day without stories, or of no day, there is none', async () => {
    const { read, ask } = await openSite([storyAt('before', at('2026-11-19T12:00'))], config);
    expect(await read('/2026-11-24')).toContain('No stories were published on this day.');
    for (const day of ['/2026-11-20', '/2026-11-25', '/2026-02-30', '/2026-13-01', '/9999-12-31'])
      expect((await ask(day))?.status).toBe(404);
  });
});

test('a day of more than a thousand stories ranks the newest thousand and all of the top', async () => {
  const many = Array.from({ length: 1_100 }, (_, n) => storyAt(`n${n}`, hoursAgo(0.01 * (n + 1))));
  const old = { outlets: ['one', 'two', 'three'], title: worthy('年末') };
  const top = { ...storyAt('top', hoursAgo(23), old), topAt: hoursAgo(23) };
  const { read } = await openSite([...many, top, storyAt('silent', hoursAgo(22), old)], config);
  const found = headlines(await read('/'));
  expect(found[0]).toBe(worthy('年末'));
  expect(found.filter((title) => title === worthy('年末'))).toHaveLength(1);
});
