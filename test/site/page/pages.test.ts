import fc from 'fast-check';
import { Parser } from 'htmlparser2';
import { describe, expect, test } from 'vitest';
import type { Article } from '../../../src/domain/article/article.ts';
import type { Entry } from '../../../src/domain/entry/entry.ts';
import { makePage } from '../../../src/domain/entry/page-model.ts';
import type { Importance } from '../../../src/domain/ranking/importance.ts';
import {
  type HealthCounts,
  type SourceStatus,
  type Status,
  unhealthyFirst,
} from '../../../src/domain/source/health/status.ts';
import type { HealthKind } from '../../../src/domain/source/source-state.ts';
import type { TopicKey } from '../../../src/domain/tag/topic.ts';
import { makeReader } from '../../../src/site/language/reader.ts';
import { renderDigest } from '../../../src/site/page/digest-page.ts';
import { renderNotFound } from '../../../src/site/page/error-page.ts';
import { renderHome } from '../../../src/site/page/home-page.ts';
import { html } from '../../../src/site/page/part/html.ts';
import { SCRIPT_PATH, STATIC_FILES, STYLE_PATH } from '../../../src/site/page/static-files.ts';
import { renderStatus } from '../../../src/site/page/status-page.ts';
import { renderStory } from '../../../src/site/page/story-page.ts';
import { renderView } from '../../../src/site/page/view-page.ts';
import { sampleCopy, sampleEntry } from '../../domain/entry/sample-entry.ts';
import { makeStatus, statusOf } from '../../domain/source/support/make-status.ts';
import { instant, makeArticle, makeOutlet, makeStory, NOON } from '../../make.ts';
import { anyEntry } from '../feed/any-entry.ts';
import { reader, settings, view } from '../feed/merged-feed.ts';

const MA = { key: 'ma' as TopicKey, label: { en: 'Mergers', ja: 'M&A・買収' } };
const IMPORTANCE = {
  score: 12.5,
  parts: {
    weight: 10,
    breadth: 0,
    worth: 0,
    reports: 0,
    independence: 0,
    growth: 0,
    freshness: 2.46,
    topics: 0.04,
    age: 0,
    stale: 0,
    notice: 0,
    feature: -2,
    abroad: 0,
    little: 0,
  },
  reasons: [],
};
const UNTIL = instant('2026-11-24T15:00:00Z');
const homeOf = (sources: HealthCounts, ...entries: readonly Entry[]) =>
  renderHome({
    today: Temporal.PlainDate.from('2026-11-24'),
    settings,
    view,
    reader,
    page: makePage(entries, new Map(), UNTIL),
    sources,
    filters: { chosen: {}, topics: [MA], outlets: [makeOutlet('kaku', { name: 'Kaku Shimbun' })] },
    nextPollAt: NOON,
  });

const home = (...entries: readonly Entry[]) => homeOf({ healthy: 1, unread: 1, total: 2 }, ...entries);

/** What a browser would make of a page: its tags with their attributes, and its text. */
const read = (page: string) => {
  const tags: { name: string; attributes: Record<string, string> }[] = [];
  let text = '';
  const parser = new Parser({
    onopentag: (name, attributes) => tags.push({ name, attributes }),
    ontext: (piece) => {
      text += piece;
    },
  });
  parser.write(page);
  parser.end();
  const hrefs = tags.flatMap(({ attributes: { href } }) => (href === undefined ? [] : [href]));
  return { tags, text, hrefs };
};

/** Where each script comes from; undefined for one that stands in the page. */
const scriptsOf = (tags: ReturnType<typeof read>['tags']) =>
  tags.filter(({ name }) => name === 'script').map(({ attributes: { src } }) => src);

describe('a template', () => {
  test('escapes every value that is not a template itself', () => {
    const evil = `<b a="1" b='2'>&`;
    expect(html`<p title="${evil}">${[evil, html`<i>${1}</i>`]}${undefined}</p>`.text).toBe(
      '<p title="&lt;b a=&quot;1&quot; b=&#39;2&#39;&gt;&amp;">&lt;b a=&quot;1&quot; b=&#39;2&#39;&gt;&amp;<i>1</i></p>',
    );
  });
});

describe('the page', () => {
  const first = sampleEntry('a', {
    tags: [
      { kind: 'company', key: '9999', label: '架空電機' },
      { kind: 'topic', key: 'ma', label: 'M&A' },
    ],
    alsoReportedBy: [sampleCopy('times')],
  });
  const second = sampleEntry('b', { published: instant('2026-11-22T15:00:00Z'), language: 'en' });

  test('begins with the lead and shows the others under their day in Japan', () => {
    const { text } = read(home(second, first));
    expect(text.indexOf(first.title)).toBeLessThan(text.indexOf(second.title));
    expect(text).toContain('Monday, 23 November 2026');
  });

  test('shows when the lead of a story was published, beside its outlet', () => {
    const reportedAt = instant('2026-11-20T06:04:00Z');
    const old = sampleEntry('old', { published: instant('2026-11-22T15:00:00Z'), reportedAt });
    const { text } = read(home(first, old));
    expect(text).toMatch(/Monday, 23 November 2026\s+20 Nov, 15:04/);
    expect(read(home(old)).text).toContain('20 Nov, 15:04');
  });

  test('links the article, its story, its outlet, its tags and who else reports it', () => {
    expect(read(home(first)).hrefs).toEqual(
      expect.arrayContaining([
        first.link,
        '/stories/a',
        '/outlets/kaku',
        '/companies/9999',
        '/topics/ma',
        'https://times.example/1',
      ]),
    );
  });

  test('names outlets in the language of the reader, not of the story', () => {
    const names = { en: 'Kaku Shimbun', ja: '架空新聞' };
    const { outlet } = sampleEntry('named');
    const named = sampleEntry('named', {
      outlet: { ...outlet, name: names.ja, names },
      alsoReportedBy: [
        sampleCopy('post', {
          outlet: {
            ...sampleCopy('post').outlet,
            name: '見本新聞',
            names: { en: 'Sample Post', ja: '見本新聞' },
          },
        }),
      ],
    });
    const { text } = read(home(named));
    expect(text).toMatch(/Kaku Shimbun[\s\S]*Sample Post/);
    expect(text).not.toMatch(/架空新聞|見本新聞/);
  });

  test('marks each headline’s language', () => {
    const { tags, text } = read(home(first, second));
    expect(tags).toContainEqual({ name: 'h2', attributes: { lang: 'ja' } });
    expect(tags).toContainEqual({ name: 'h3', attributes: { lang: 'en' } });
    expect(text).toContain('日本語');
  });

  test('offers its feeds in three formats, to readers and to people', () => {
    const { tags, hrefs } = read(home(first));
    const offered = tags.filter(({ name, attributes }) => name === 'link' && attributes.rel === 'alternate');
    expect(offered.map(({ attributes: { type, href, title } }) => [type, href, title])).toEqual([
      ['application/rss+xml', '/feed.rss', 'Kawaraban (RSS)'],
      ['application/atom+xml', '/feed.atom', 'Kawaraban (Atom)'],
      ['application/feed+json', '/feed.json', 'Kawaraban (JSON Feed)'],
      ['application/rss+xml', '/top.rss', 'Top stories · Kawaraban'],
      ['application/rss+xml', '/edition.rss', 'Morning edition · Kawaraban'],
    ]);
    for (const [name, format] of [
      ['RSS', 'rss'],
      ['Atom', 'atom'],
      ['JSON Feed', 'json'],
    ])
      expect(home(first)).toContain(
        `href="/feed.${format}">${name}</a> <code>https://kawaraban.example/feed.${format}</code>`,
      );
    expect(hrefs.filter((href) => href === '/feed.rss')).toHaveLength(2);
  });

  test('names a few of many outlets, each once, and leads to the story for the others', () => {
    const many = ['a', 'a', 'b', 'c', 'd', 'e', 'f', 'g'].map((id) => sampleCopy(id));
    const { text, hrefs } = read(home(sampleEntry('x', { alsoReportedBy: many })));
    expect(text).toContain('2 more reports');
    expect(hrefs.filter((href) => href === 'https://a.example/1')).toHaveLength(1);
    expect(hrefs).not.toContain('https://g.example/1');
  });

  test('without news says when somebody next looks for it', () => {
    const { text } = read(home());
    expect(text).toContain('No news yet.');
    expect(text).toContain('Next poll at 24 Nov, 12:00.');
  });

  test('without news and without sources says that too', () => {
    expect(renderView({ settings, view, reader, page: { days: [] } })).toContain(
      'No source is scheduled to be polled.',
    );
  });

  test('of a view is named without the site, which the masthead names', () => {
    const topic = { ...view, pagePath: '/topics/ma', path: '/topics/ma', title: 'M&A · Kawaraban' };
    const { text } = read(renderView({ settings, view: topic, reader, page: { days: [] } }));
    expect(text).toContain('M&A · Kawaraban');
    expect(text).not.toContain('Kawaraban · Kawaraban');
  });

  test('does not repeat a summary that only says the title again', () => {
    const repeated = sampleEntry('c', { summary: '架空電機、新工場を稼働（c）' });
    expect(read(home(repeated)).tags.filter(({ attributes }) => attributes.class === 'summary')).toEqual([]);
  });

  test('under a path of a server leads to that path', () => {
    const url = 'https://kawaraban.example/news';
    const { hrefs } = read(
      renderView({
        settings: { ...settings, url },
        view,
        reader: makeReader({ language: 'en', base: '/news' }),
        page: makePage([first], new Map(), UNTIL),
      }),
    );
    expect(hrefs).toEqual(
      expect.arrayContaining(['/news/', '/news/feed.rss', '/news/stories/a', `/news${STYLE_PATH}`]),
    );
  });

  test('of any entries whatever holds no script but its own, no handler and no address but ours and http(s)', () => {
    fc.assert(
      fc.property(fc.array(anyEntry, { maxLength: 4 }), (entries) => {
        const { tags, hrefs } = read(home(...entries));
        expect(tags.filter(({ name }) => ['b', 'iframe', 'img'].includes(name))).toEqual([]);
        expect(scriptsOf(tags)).toEqual([SCRIPT_PATH]);
        expect(
          tags.flatMap(({ attributes }) => Object.keys(attributes)).filter((name) => /^on/.test(name)),
        ).toEqual([]);
        expect(hrefs.filter((href) => !/^(https?:\/\/|\/(?!\/)|[#?])/.test(href))).toEqual([]);
      }),
    );
  });
});

test('a story’s page shows its articles in time, why each belongs, and what earned its tags', () => {
  const late = makeArticle('late', {
    title: '後の記事',
    published: NOON.add({ hours: 1 }),
    link: 'javascript:alert(1)',
  });
  const early = makeArticle('early', {
    title: '先の記事',
    tags: [
      { kind: 'topic', key: 'ma' as never, evidence: [{ words: '買収', where: 'title' }] },
      { kind: 'company', code: '9999' as never, evidence: [{ words: '架空電機', where: 'summary' }] },
    ],
  });
  const story = makeStory('late', {
    articles: [late, early],
    joins: [
      { article: late.id, reason: 'first', detail: 'the first report' },
      { article: early.id, reason: 'same-event', detail: 'the same company and words', score: 0.8 },
    ],
  });
  const kaku = makeOutlet('kaku', { nameJa: '架空新聞' });
  const entry = sampleEntry('late', {
    tags: [
      { kind: 'topic', key: 'ma', label: 'M&A' },
      { kind: 'company', key: '9999', label: '架空電機' },
    ],
  });
  const { text, hrefs } = read(
    renderStory({
      settings,
      view,
      reader,
      story,
      entry,
      related: [sampleEntry('twin', { title: '同じ件の別の記事' })],
      outlets: new Map([[kaku.id, kaku]]),
      importance: IMPORTANCE,
      nearest: [
        {
          story: 'near' as never,
          score: 0.41,
          needed: 0.58,
          report: { title: '似た記事', outlet: { id: kaku.id, name: 'Kaku' }, language: 'ja' },
          detail: 'word similarity 0.30',
        },
      ],
    }),
  );
  expect(text.indexOf('先の記事')).toBeLessThan(text.indexOf('後の記事'));
  expect(text).toContain('the same company and words (score 0.80)');
  expect(text).toContain('同じ件の別の記事');
  expect(hrefs).toContain('/stories/twin');
  expect(text).toMatch(/kaku Japanese\s+似た記事/);
  expect(hrefs).toContain('/outlets/kaku');
  expect(text).toContain('0.41, but 0.58 is needed: word similarity 0.30');
  expect(hrefs).toContain('/stories/near');
  expect(text).toContain('“買収” in the title');
  expect(text).toContain('“架空電機” in the summary');
  expect(text).toContain('Importance on the front page: 12.5 points');
  expect(text).toMatch(
    /Outlets of weight 10\.0\s+Freshness 2\.5\s+Column, essay or guide -2\.0\s+Why each report/,
  );
  expect(hrefs).not.toContain('javascript:alert(1)');
});

const storyWith = (importance: Importance, ...articles: readonly Partial<Article>[]) => {
  const [first = makeArticle('a'), ...others] = articles.map((rest, n) => makeArticle(`r${n}`, rest));
  return renderStory({
    settings,
    view,
    reader,
    story: makeStory('s', {
      articles: [first, ...others],
      joins: [{ article: first.id, reason: 'first', detail: 'the first report' }],
    }),
    entry: sampleEntry('s'),
    related: [],
    outlets: new Map(),
    importance,
    nearest: [],
  });
};

const story = (...articles: readonly Partial<Article>[]) => storyWith(IMPORTANCE, ...articles);

test('the page of a story puts reports of both languages side by side, each in the order of time', () => {
  const page = story(
    { title: '後の記事', published: NOON },
    { title: '先の記事', published: NOON.subtract({ hours: 1 }) },
    { title: 'The report', language: 'en' },
  );
  const [japanese = '', english = ''] = page.slice(page.indexOf('class="sides"')).split('</section>');
  expect(read(japanese).text).toMatch(/Japanese 2.*先の記事.*後の記事/s);
  expect(read(english).text).toMatch(/English 1.*The report/s);
  expect(english).not.toContain('記事');
  expect(japanese + english).not.toContain('class="language"');
});

test('the page of a story in one language has one timeline', () => {
  const page = story({ title: '先の記事' }, { title: '後の記事' });
  expect(page).not.toContain('class="sides"');
  expect(page.split('class="timeline"')).toHaveLength(2);
});

test('a part of the importance is shown if it does not read as nothing', () => {
  const points = (freshness: number, abroad: number) =>
    read(
      storyWith(
        { ...IMPORTANCE, parts: { ...IMPORTANCE.parts, weight: 0, feature: 0, freshness, abroad } },
        { title: '先の記事' },
      ),
    ).text;
  expect(points(0.05, -0.05)).toMatch(/12\.5 points\s+Freshness 0\.1\s+[^\n]+ -0\.1\s+Why/);
  expect(points(0.049, -0.049)).toMatch(/12\.5 points\s+Why/);
});

test('scores and reasons are folded away on the page of a story, and alone in it', () => {
  const page = story({ title: '先の記事' });
  const [shown = '', folded = ''] = page.split('<details class="scores">');
  expect(shown).not.toContain('score');
  expect(folded).toContain('the first report');
});

test('the page of a story is reached from the number of its reports', () => {
  const { tags } = read(
    home(sampleEntry('x', { alsoReportedBy: [sampleCopy('times'), sampleCopy('post')] })),
  );
  expect(tags).toContainEqual({ name: 'a', attributes: { class: 'count', href: '/stories/x' } });
  expect(home(sampleEntry('x', { alsoReportedBy: [sampleCopy('times')] }))).toContain('>2 reports</a>');
  expect(story({ title: '先の記事' })).not.toContain('class="count"');
});

test('the front page counts the sources that are OK, and those that were not read yet', () => {
  expect(read(home(sampleEntry('a'))).text).toContain('1 of 2 sources OK, 1 not read yet.');
  const counted = (healthy: number, unread: number, total: number) =>
    /[^\n]*sources?[^\n]*\./.exec(
      read(homeOf({ healthy, unread, total })).text.split('Show').at(-1) ?? '',
    )?.[0];
  expect(counted(3, 0, 3)).toBe('All 3 sources OK.');
  expect(counted(2, 0, 3)).toBe('2 of 3 sources OK.');
  expect([counted(1, 0, 1), counted(0, 0, 1)]).toEqual(['The source is OK.', '0 of 1 source OK.']);
  expect(counted(0, 0, 0)).toBe('No source is enabled, so nothing is polled.');
});

describe('in the reader’s language', () => {
  const tags = [
    { kind: 'company', key: '9999', label: '架空電機', otherLabel: 'Kaku Denki' },
    { kind: 'topic', key: 'ma', label: '買収', otherLabel: 'Mergers' },
  ] as const;
  const entry = sampleEntry('a', { tags, counterpart: sampleCopy('times', { title: 'Kaku opens a plant' }) });
  const shown = (language: 'en' | 'ja') =>
    read(
      renderView({
        settings,
        view,
        reader: makeReader({ language, base: '' }),
        page: makePage([entry], new Map(), UNTIL),
      }),
    );

  test('a topic has one name, and a company both names where the story is in the other language', () => {
    expect(shown('en').text).toMatch(/\nKaku Denki 架空電機\nMergers\n/);
    expect(shown('ja').text).toMatch(/\n架空電機\n買収\n/);
  });

  test('a story says its language only where that is not the reader’s', () => {
    const chips = (language: 'en' | 'ja') =>
      shown(language).tags.filter(({ attributes }) => attributes.class === 'language');
    expect([chips('en'), chips('ja')]).toMatchObject([{ length: 1 }, { length: 0 }]);
  });

  test('a story with reports in both languages has both headlines', () => {
    for (const language of ['en', 'ja'] as const) {
      const { text, hrefs, tags: all } = shown(language);
      expect(text).toContain('Kaku opens a plant');
      expect(hrefs).toContain('https://times.example/1');
      expect(all).toContainEqual({ name: 'p', attributes: { class: 'other-headline', lang: 'en' } });
    }
  });
});

describe('the page of sources', () => {
  const sourceOf = (id: string, kind: HealthKind, rest: Partial<SourceStatus> = {}): SourceStatus => ({
    ...statusOf(id, kind),
    ...rest,
  });
  const sources = unhealthyFirst([
    sourceOf('fine', 'ok'),
    sourceOf('still', 'quiet'),
    sourceOf('ill', 'broken'),
    sourceOf('off', 'broken', { enabled: false }),
    sourceOf('fresh', 'new', { requests: { total: 0, notModified: 0, failed: 0 } }),
  ]);
  const status = makeStatus(sources, {
    problems: {
      config: ['sources.yaml:3:5: "langauge" is not a key <of> a source'],
      store: [],
      installation: [],
      clock: [],
      edition: [],
    },
  });
  const textOfStatus = (shown: Status): string =>
    read(renderStatus({ settings, view, reader, status: shown })).text;
  const rowOf = (rest: Partial<SourceStatus>): string =>
    textOfStatus(makeStatus([sourceOf('fine', 'ok', rest)]));
  const page = read(renderStatus({ settings, view, reader, status }));

  test('counts the sources that are OK, and begins with those that are not', () => {
    expect(page.text).toContain('2 of 4 OK. 1 not read yet. 1 disabled.');
    expect(page.text).toContain('1 source needs attention');
    expect(page.hrefs).toContain('#ill');
    expect(page.text.indexOf('it is broken')).toBeLessThan(page.text.indexOf('it is ok'));
  });

  test('says since when, why, and what to do, with a mark beside the colour', () => {
    expect(page.text).toContain('! broken since 24 Nov, 12:00');
    expect(page.text).toContain('repair broken');
    expect(page.text).toContain('disabled');
  });

  test('shows the problems of the config as text', () => {
    expect(page.text).toContain('sources.yaml:3:5: "langauge" is not a key <of> a source');
  });

  test('draws articles a day and an hour, and says every number of a drawing', () => {
    expect(page.text).toContain('Articles a day, 30 days up to today: 0, 1, 2');
    expect(page.text).toContain('29 today, 15 a day');
    expect(rowOf({ articlesADay: [9, 10] })).toContain('10 today, 9.5 a day');
    expect(rowOf({ articlesADay: [10, 10] })).toContain('10 today, 10 a day');
    expect(page.text).toContain('Articles per hour, last 48 h: 48 in total, peak 1, 1 this hour.');
    const sizes = page.tags.flatMap(({ name, attributes: { width, height } }) =>
      name === 'svg' ? [[width, height]] : [],
    );
    expect(sizes).toEqual([['576', '60'], ...Array.from({ length: 5 }, () => ['120', '24'])]);
  });

  test('tells the articles of the newest hour, which stands last', () => {
    const articlesAnHour = Array.from({ length: 48 }, (_, hour) => hour);
    const { text } = read(
      renderStatus({ settings, view, reader, status: makeStatus([], { articlesAnHour }) }),
    );
    expect(text).toContain('Articles per hour, last 48 h: 1,128 in total, peak 47, 47 this hour.\n');
    expect(textOfStatus(makeStatus([], { articlesAnHour: [], isCounted: false }))).toContain(
      'Articles per hour, last 0 h: 0 in total, peak 0, 0 this hour. Older articles are still being counted.\n',
    );
  });

  test('counts requests, the share of 304, and tells the endpoint in use', () => {
    expect(page.text).toContain('8, 75 % of them 304, 0.0 new items per request');
    expect(page.text).toContain('a.example (1 of 2)');
    expect(rowOf({ hitRate: 0.25 })).toContain('304, 0.3 new items per request');
    expect(rowOf({ requests: { total: 0, notModified: 0, failed: 0 } })).toMatch(/\n0\na\.example/);
    expect(rowOf({ endpoint: { host: 'b.example', place: 1, of: 1 } })).toMatch(/\nb\.example\n/);
  });

  test('says how large everything is', () => {
    const figuresOf = (rest: Partial<Status>) =>
      /Stories.*Running since/s
        .exec(textOfStatus(makeStatus([sourceOf('fine', 'ok')], rest)))?.[0]
        .split('\n');
    expect(figuresOf({})).toEqual([
      'Stories10,000',
      'Articles12,345',
      'Store25 MB',
      'Memory120 MB',
      'Requests8',
      'Unchanged (304)75 %',
      'Running since',
    ]);
    expect(figuresOf({ memoryBytes: 1e7, store: { articles: 0, stories: 0, bytes: 9_990_000 } })).toEqual([
      'Stories0',
      'Articles0',
      'Store10.0 MB',
      'Memory10 MB',
      'Requests8',
      'Unchanged (304)75 %',
      'Running since',
    ]);
  });

  test('is named in its title, and leads to the same for programs', () => {
    const whole = renderStatus({ settings, view, reader, status });
    expect(whole).toContain('<title>Sources · Kawaraban</title>');
    expect(whole).toContain('<link rel="canonical" href="https://kawaraban.example/status">');
    expect(whole).toContain(
      'Also as <a href="/status.json">JSON</a>. See <a href="/config">Configuration</a>.',
    );
  });

  test('counts sources that were not read yet, which need no attention so far', () => {
    const { text } = read(
      renderStatus({
        settings,
        view,
        reader,
        status: makeStatus([sourceOf('fine', 'ok'), sourceOf('fresh', 'new')]),
      }),
    );
    expect(text).toContain('1 of 2 OK. 1 not read yet.');
    expect(text).toContain('Nothing needs attention.');
  });

  test('says that nothing needs attention where all sources are OK', () => {
    const healthy = makeStatus([sourceOf('fine', 'ok')]);
    expect(read(renderStatus({ settings, view, reader, status: healthy })).text).toContain(
      'Nothing needs attention.',
    );
  });
});

test('a digest is one file: its style is inside, and no address needs a server', () => {
  const page = makePage([sampleEntry('a')], new Map(), UNTIL);
  const { tags, hrefs } = read(
    renderDigest({ settings, view, reader: makeReader({ language: 'en', base: settings.url }), page }),
  );
  expect(tags.map(({ name }) => name)).toContain('style');
  expect(hrefs.filter((href) => !/^(https:|#)/.test(href))).toEqual([]);
});

test('a digest without stories says so, and nothing about polls', () => {
  const page = makePage([], new Map(), UNTIL);
  const { text } = read(
    renderDigest({ settings, view, reader: makeReader({ language: 'en', base: settings.url }), page }),
  );
  expect(text).toContain('No stored story matches.');
  expect(text).not.toContain('polled');
});

test('the page of an address with nothing at it shows the address as text', () => {
  const { text, tags } = read(
    renderNotFound({
      settings,
      view,
      reader,
      path: '/<script>',
      asked: '',
      suggested: [],
      why: 'page.nothingAt',
    }),
  );
  expect(text).toContain('/<script>');
  expect(scriptsOf(tags)).toEqual([SCRIPT_PATH]);
});

test.each(['en', 'ja'] as const)('every message that the script shows is on the page, in %s', (language) => {
  const shown = renderNotFound({
    ...{ settings, view, path: '/', asked: '', suggested: [], why: 'page.nothingAt' },
    reader: makeReader({ language, base: '' }),
  });
  const [script] = read(shown).tags.filter(({ name }) => name === 'script');
  const messages: Record<string, string> = JSON.parse(script?.attributes['data-messages'] ?? '');
  const used = String(STATIC_FILES.get('/script.js')?.body).matchAll(/\bmessages\.(\w+)/g);
  expect(new Set(Object.keys(messages))).toEqual(new Set(Array.from(used, ([, name]) => name)));
  expect(Object.values(messages)).not.toContain('');
});

test('the name of the site is the heading of the front page alone', () => {
  const name = '><a href="/"><span class="seal" aria-hidden="true" lang="ja">瓦</span>Kawaraban</a></';
  expect(home(sampleEntry('a'))).toContain(`<h1 class="name"${name}h1>`);
  expect(story({ title: '先の記事' })).toContain(`<p class="name"${name}p>`);
});

test('a summary is shown up to 180 characters, that of the lead up to 420', () => {
  const summary = (length: number) => '字'.repeat(length);
  const shown = (lead: number, other: number) => {
    const page = home(
      sampleEntry('lead', { summary: summary(lead) }),
      sampleEntry('other', { summary: summary(other) }),
    );
    return Array.from(page.matchAll(/<p class="summary"[^>]*>(.*)<\/p>/g), ([, text = '']) => text);
  };
  expect(shown(420, 180)).toEqual([summary(420), summary(180)]);
  const [lead = '', other = ''] = shown(421, 181);
  expect([lead.length, other.length].every((length, n) => length <= (n === 0 ? 420 : 180))).toBe(true);
  expect([lead.at(-1), other.at(-1)]).toEqual(['…', '…']);
});

test('the stylesheet’s address names its bytes, and every file that a page links is there', () => {
  expect(STYLE_PATH).toMatch(/^\/style\.css\?v=[\w-]{10}$/);
  expect([...STATIC_FILES.keys()]).toEqual([
    '/style.css',
    '/script.js',
    '/favicon.ico',
    '/icon.png',
    '/icon-large.png',
    '/icon-touch.png',
    '/robots.txt',
  ]);
  expect(STATIC_FILES.get('/favicon.ico')?.body.slice(0, 6)).toEqual(Buffer.from([0, 0, 1, 0, 1, 0]));
});
