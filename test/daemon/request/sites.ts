import { encodeEucJp, encodeShiftJis } from '../../read/support/japanese-encoders.ts';
import { rssOf } from '../../support/outlets-server.ts';
import type { SitePage } from '../../support/site-server.ts';

/** Sites as they are met, and the source that is to come of each. */
export type SiteCase = {
  /** Goes on from "finds": */
  readonly name: string;
  readonly pages: Readonly<Record<string, SitePage>>;
  readonly ask?: string;
  /** Lines that the source must have; `{SITE}` is the server's address. */
  readonly lines: readonly string[];
};

const TITLES = {
  ja: [
    '架空電機、半導体の新工場',
    '架空銀行が融資を拡大',
    '仮想自動車の純利益2割増',
    '架空商事、東証に上場',
    '円安で輸出が増加',
  ],
  en: [
    'Kaku Electric opens plant in Osaka',
    'Yen weakens as BOJ holds rates',
    'Kaso Motor profit rises 20%',
    'Tokyo shares close higher',
    'Japan exports grow',
  ],
  abroad: [
    'Rain expected on Sunday',
    'Local team wins again',
    'A museum opens its doors',
    'School holidays begin',
    'Ten books to read',
  ],
};

const items = (kind: keyof typeof TITLES, suffix = '') =>
  TITLES[kind].map((title, n) => ({
    title: title + suffix,
    link: `https://outlet.example/articles/${n}`,
    published: Temporal.Instant.from('2026-11-20T00:00:00Z').add({ hours: n }),
  }));

const rss = (title: string, kind: keyof typeof TITLES = 'ja', suffix = ''): SitePage => ({
  headers: { 'content-type': 'application/rss+xml' },
  body: rssOf(title, items(kind, suffix)),
});

const html = (head: string, body = ''): SitePage => ({
  headers: { 'content-type': 'text/html; charset=utf-8' },
  body: `<!doctype html><html><head>${head}</head><body>${body}</body></html>`,
});

const link = (href: string, type = 'application/rss+xml', title = '') =>
  `<link rel="alternate" type="${type}" title="${title}" href="${href}">`;

const atom = (title: string, lang = 'en'): SitePage => ({
  headers: { 'content-type': 'application/atom+xml' },
  body: `<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${lang}"><title>${title}</title><id>urn:a</id>${items(
    'en',
  )
    .map(
      (item) =>
        `<entry><id>${item.link}</id><title>${item.title}</title><link href="${item.link}"/><updated>${item.published.toString()}</updated></entry>`,
    )
    .join('')}</feed>`,
});

const rdf: SitePage = {
  body: `<?xml version="1.0"?><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="https://outlet.example/"><title>架空経済</title><link>https://outlet.example/</link></channel>${items(
    'ja',
  )
    .map(
      (item) =>
        `<item rdf:about="${item.link}"><title>${item.title}</title><link>${item.link}</link><dc:date>${item.published.toString()}</dc:date></item>`,
    )
    .join('')}</rdf:RDF>`,
};

const jsonFeed: SitePage = {
  headers: { 'content-type': 'application/feed+json' },
  body: JSON.stringify({
    version: 'https://jsonfeed.org/version/1.1',
    title: 'Kaku Json',
    items: items('en').map((item) => ({ id: item.link, url: item.link, title: item.title })),
  }),
};

const FEED = 'endpoints: [{SITE}/feed.xml]';

export const SITES: readonly SiteCase[] = [
  {
    name: 'a feed that was given itself',
    pages: { '/feed.xml': rss('架空新聞') },
    ask: '/feed.xml',
    lines: [FEED, 'outlet: 架空新聞', 'language: ja', 'scope: business', 'timezone: Asia/Tokyo'],
  },
  {
    name: 'the feed that a page declares',
    pages: { '/': html(link('{SITE}/feed.xml')), '/feed.xml': rss('架空新聞') },
    lines: [FEED],
  },
  {
    name: 'a relative address',
    pages: { '/news/today': html(link('../rss/all.xml')), '/rss/all.xml': rss('架空新聞') },
    ask: '/news/today',
    lines: ['endpoints: [{SITE}/rss/all.xml]'],
  },
  {
    name: 'an address relative to the base of the page',
    pages: { '/': html(`<base href="/deep/er/">${link('feed.xml')}`), '/deep/er/feed.xml': rss('架空新聞') },
    lines: ['endpoints: [{SITE}/deep/er/feed.xml]'],
  },
  {
    name: 'an Atom feed',
    pages: { '/': html(link('/atom', 'application/atom+xml')), '/atom': atom('Kaku Times') },
    lines: ['endpoints: [{SITE}/atom]', 'outlet: Kaku Times', 'id: kaku-times', 'language: en'],
  },
  {
    name: 'a JSON Feed',
    pages: { '/': html(link('/feed.json', 'application/feed+json')), '/feed.json': jsonFeed },
    lines: ['endpoints: [{SITE}/feed.json]', 'outlet: Kaku Json'],
  },
  {
    name: 'a JSON Feed that is declared with the type of old',
    pages: {
      '/': html(link('/wp-json/posts/1', 'application/json') + link('/feed.json', 'application/json')),
      '/wp-json/posts/1': { body: '{"id":1}' },
      '/feed.json': jsonFeed,
    },
    lines: ['endpoints: [{SITE}/feed.json]'],
  },
  {
    name: 'an RSS 1.0 document',
    pages: { '/index.rdf': rdf },
    ask: '/index.rdf',
    lines: ['endpoints: [{SITE}/index.rdf]', 'outlet: 架空経済'],
  },
  {
    name: 'the first of several feeds',
    pages: {
      '/': html(
        link('/feed.xml', 'application/rss+xml', 'All') +
          link('/sports.xml', 'application/rss+xml', 'Sports'),
      ),
      '/feed.xml': rss('架空新聞'),
      '/sports.xml': rss('スポーツ'),
    },
    lines: [FEED],
  },
  {
    name: 'the feed of articles before that of comments',
    pages: {
      '/': html(link('/comments/feed/', 'application/rss+xml', 'Kaku » Comments Feed') + link('/feed.xml')),
      '/comments/feed/': rss('Comments', 'en'),
      '/feed.xml': rss('架空新聞'),
    },
    lines: [FEED],
  },
  {
    name: 'the next feed where the first that is declared is dead',
    pages: { '/': html(link('/dead.xml') + link('/feed.xml')), '/feed.xml': rss('架空新聞') },
    lines: [FEED],
  },
  {
    name: 'the next feed where the first that is declared is a page',
    pages: {
      '/': html(link('/page') + link('/feed.xml')),
      '/page': html('<title>RSS</title>'),
      '/feed.xml': rss('架空新聞'),
    },
    lines: [FEED],
  },
  {
    name: 'a feed that the page only links',
    pages: { '/': html('', '<a href="/rss/news.rdf"><b>RSS</b></a>'), '/rss/news.rdf': rdf },
    lines: ['endpoints: [{SITE}/rss/news.rdf]'],
  },
  {
    name: 'a feed whose link says what it is in words alone',
    pages: { '/': html('', '<a href="/delivery/1">RSS配信</a>'), '/delivery/1': rss('架空新聞') },
    lines: ['endpoints: [{SITE}/delivery/1]'],
  },
  {
    name: 'a feed at a usual place that no page names',
    pages: { '/': html('<title>Kaku</title>'), '/rss.xml': rss('架空新聞') },
    lines: ['endpoints: [{SITE}/rss.xml]'],
  },
  {
    name: 'the feed beside a section of a blog',
    pages: { '/category/economy': html(''), '/category/economy/feed': rss('架空新聞') },
    ask: '/category/economy',
    lines: ['endpoints: [{SITE}/category/economy/feed]'],
  },
  {
    name: 'a feed behind a page in Shift_JIS',
    pages: {
      '/': {
        headers: { 'content-type': 'text/html' },
        body: encodeShiftJis(
          `<html><head><meta charset="Shift_JIS"><title>架空新聞の経済ニュース</title>${link('/rss/経済.xml'.replace('経済', 'keizai'), 'application/rss+xml', '経済')}</head><body>架空電機、新工場を稼働。</body></html>`,
        ),
      },
      '/rss/keizai.xml': rss('架空新聞'),
    },
    lines: ['endpoints: [{SITE}/rss/keizai.xml]'],
  },
  {
    name: 'a feed in Shift_JIS',
    pages: {
      '/feed.xml': { body: encodeShiftJis(rssOf('架空新聞', items('ja')).replace('UTF-8', 'Shift_JIS')) },
    },
    ask: '/feed.xml',
    lines: ['outlet: 架空新聞', 'language: ja'],
  },
  {
    name: 'a feed in EUC-JP',
    pages: { '/feed.xml': { body: encodeEucJp(rssOf('架空新聞', items('ja')).replace('UTF-8', 'EUC-JP')) } },
    ask: '/feed.xml',
    lines: ['outlet: 架空新聞'],
  },
  {
    name: 'where a feed has moved for good',
    pages: {
      '/old': { status: 301, headers: { location: '{SITE}/feed.xml' } },
      '/feed.xml': rss('架空新聞'),
    },
    ask: '/old',
    lines: [FEED],
  },
  {
    name: 'and keeps an address that redirects for the moment',
    pages: {
      '/now.xml': { status: 302, headers: { location: '{SITE}/feed.xml' } },
      '/feed.xml': rss('架空新聞'),
    },
    ask: '/now.xml',
    lines: ['endpoints: [{SITE}/now.xml]'],
  },
  {
    name: 'a feed behind a page that has moved',
    pages: {
      '/': { status: 302, headers: { location: '/home/' } },
      '/home/': html(link('feed.xml')),
      '/home/feed.xml': rss('架空新聞'),
    },
    lines: ['endpoints: [{SITE}/home/feed.xml]'],
  },
  {
    name: 'a feed that is served as a web page',
    pages: {
      '/feed.xml': { headers: { 'content-type': 'text/html' }, body: rssOf('架空新聞', items('ja')) },
    },
    ask: '/feed.xml',
    lines: [FEED],
  },
  {
    name: 'a new outlet in a feed that states the name of a listed outlet of another host',
    pages: { '/feed.xml': rss('Listed Times', 'en') },
    ask: '/feed.xml',
    lines: ['outlet: outlet.example', 'id: outlet-example'],
  },
  {
    name: "the outlet's own suffix in its titles",
    pages: { '/feed.xml': rss("Kaku's News", 'en', " - Kaku's News") },
    ask: '/feed.xml',
    lines: ["outlet: Kaku's News", 'titleRules:', "  - suffix: ' - Kaku''s News'"],
  },
  {
    name: 'a feed of other things, and gives it the careful scope',
    pages: { '/feed.xml': rss('Town Paper', 'abroad') },
    ask: '/feed.xml',
    lines: ['scope: general', 'timezone: UTC'],
  },
  {
    name: 'a feed without items',
    pages: { '/feed.xml': { body: rssOf('架空新聞', []) } },
    ask: '/feed.xml',
    lines: ['scope: general', 'language: ja'],
  },
  {
    name: 'an address with a query and commas',
    pages: { '/search?q=site:a.example+(x,y)&hl=ja': rss('架空検索') },
    ask: '/search?q=site:a.example+(x,y)&hl=ja',
    lines: ["endpoints: ['{SITE}/search?q=site:a.example+(x,y)&hl=ja']"],
  },
  {
    name: 'a name that YAML would read as something else',
    pages: { '/feed.xml': rss('true', 'en') },
    ask: '/feed.xml',
    lines: ["outlet: 'True'"],
  },
  {
    name: 'a title with a line break, a colon and quotes',
    pages: { '/feed.xml': rss('Kaku: "the\n# paper"', 'en') },
    ask: '/feed.xml',
    lines: [FEED],
  },
  {
    name: 'the name that a page gives its site',
    pages: {
      '/': html(`<meta property="og:site_name" content="架空通信">${link('/feed.xml')}`),
      '/feed.xml': rss('最新ニュース'),
    },
    lines: ['outlet: 架空通信'],
  },
];
