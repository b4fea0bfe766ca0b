import type { Source } from '../../src/domain/source/source.ts';
import { openHousehold } from '../daemon/support/household.ts';
import { makeConfig } from '../daemon/support/make-config.ts';
import { openSite } from '../daemon/support/open-site.ts';
import { makeOutlet, makeSource } from '../make.ts';
import { serveOutlets } from '../support/outlets-server.ts';

/** A little before the clock of the household, so that an item is news. */
const DATE = 'Tue, 24 Nov 2026 02:30:00 GMT';

const FEEDS = ['/feed.rss', '/feed.atom', '/feed.json'];
const PAGES = ['/', '/outlets/kaku', '/languages/ja', '/status', '/config', '/days'];

/** An RSS document with one item of news; `inside` stands in the item as it is. */
export const rssWith = (inside: string, title = '架空電機、新工場を稼働'): string =>
  rssOfMany([`<title>${title}</title><link>https://kaku.example/a</link>${inside}`], LINK);

const LINK = '<link>https://kaku.example/</link>';

/** An RSS document with an item for each text; all of them are news. */
export const rssOfMany = (items: readonly string[], channel = ''): string =>
  `<?xml version="1.0"?><rss version="2.0"><channel><title>架空通信</title>${channel}${items
    .map((inside) => `<item>${inside}<pubDate>${DATE}</pubDate></item>`)
    .join('')}</channel></rss>`;

/** Fetches a document from a server, reads it, stores it and publishes it: all parts are those of the daemon. */
export const publishAttack = async (
  body: string | Uint8Array,
  contentType = 'application/rss+xml',
  rules: Partial<Pick<Source, 'include' | 'exclude' | 'titleRules'>> = {},
) => {
  const server = await serveOutlets([['feed', { body, contentType }]]);
  const source = makeSource('kaku', {
    endpoints: [`${server.url}/feed`],
    outlet: makeOutlet('kaku', { name: '架空通信' }),
    republish: 'full',
    ...rules,
  });
  await using household = await openHousehold([source]);
  const [report] = await household.pollDue();
  const stories = await household.stories();
  const site = await openSite(stories, makeConfig({ sources: [source] }));
  await server.close();
  const paths = [...PAGES, ...FEEDS, ...stories.map(({ id }) => `/stories/${id}`)];
  return {
    report,
    state: household.state(source.id),
    stories,
    articles: stories.flatMap(({ articles }) => articles),
    site,
    /** Each page and feed, by its path. */
    published: await Promise.all(paths.map(async (path) => [path, await site.read(path)] as const)),
  };
};
