import { expect, test } from 'vitest';
import { STATIC_FILES } from '../../src/site/page/static-files.ts';
import { makeConfig } from '../daemon/support/make-config.ts';
import { openSite } from '../daemon/support/open-site.ts';
import { instant, makeArticle, makeSource, makeStory, makeTopic } from '../make.ts';

const ID = 'abcdefghijklmnop';
const october = instant('2026-10-05T00:00:00Z');
const config = makeConfig({
  sources: [makeSource('kaku')],
  topics: [makeTopic('macro', 'Economy', '経済')],
});
const site = await openSite(
  [
    makeStory(ID),
    makeStory('ponmlkjihgfedcba', {
      articles: [makeArticle('ponmlkjihgfedcba', { published: october, firstSeenAt: october })],
      published: october,
      announcedAt: october,
    }),
  ],
  config,
);

const PAGE = 'text/html; charset=utf-8';
const ATOM = 'application/atom+xml; charset=utf-8';
const RSS = 'application/rss+xml; charset=utf-8';
const JSON_FEED = 'application/feed+json';

test.each<[path: string, status: number, contentType: string, maxAgeSeconds: number]>([
  ['/', 200, PAGE, 60],
  ['/?lang=ja', 200, PAGE, 60],
  ['/feed.rss', 200, RSS, 300],
  ['/feed.atom', 200, ATOM, 300],
  ['/feed.json', 200, JSON_FEED, 300],
  ['/feed/2026-10.atom', 404, 'text/plain; charset=utf-8', 60],
  ['/languages/ja/2026-10.atom', 200, ATOM, 300],
  ['/top', 200, PAGE, 60],
  ['/top.rss', 200, RSS, 300],
  ['/archive/2026-11.atom', 200, ATOM, 300],
  ['/edition', 200, PAGE, 60],
  ['/edition.rss', 200, RSS, 300],
  ['/edition.json', 200, JSON_FEED, 300],
  ['/edition/2026-11-24', 404, PAGE, 60],
  ['/topics/macro', 200, PAGE, 60],
  ['/topics/macro.rss', 200, RSS, 300],
  ['/outlets/kaku', 200, PAGE, 60],
  ['/languages/ja', 200, PAGE, 60],
  ['/languages/ja.atom', 200, ATOM, 300],
  ['/search', 200, PAGE, 60],
  ['/search?q=x', 200, PAGE, 60],
  ['/search.rss?q=x', 200, RSS, 300],
  [`/stories/${ID}`, 200, PAGE, 60],
  ['/topics', 200, PAGE, 60],
  ['/companies', 200, PAGE, 60],
  ['/outlets', 200, PAGE, 60],
  ['/days', 200, PAGE, 60],
  ['/2026-11-24', 200, PAGE, 60],
  ['/2026-11-31', 404, PAGE, 60],
  ['/status', 200, PAGE, 0],
  ['/status.json', 200, 'application/json', 0],
  ['/config', 200, PAGE, 0],
  ['/sources.opml', 200, 'text/x-opml; charset=utf-8', 3600],
  ['/site.webmanifest', 200, 'application/manifest+json', 86_400],
  ['/nothing', 404, PAGE, 60],
  ['/nothing.rss', 404, 'text/plain; charset=utf-8', 60],
])(
  '%s is answered with %d as %s, to be cached for %d s',
  async (path, status, contentType, maxAgeSeconds) => {
    const answer = await site.ask(path);
    expect(answer).toMatchObject({ status, contentType, maxAgeSeconds });
    // Scripts of any site may read feeds and files; pages and the status are for people.
    expect(answer?.page).toBe(contentType === PAGE || path === '/status.json');
    expect(answer?.language).toBe(
      contentType === PAGE ? (path.endsWith('lang=ja') ? 'ja' : 'en') : undefined,
    );
    expect(answer?.isNegotiated).toBe(contentType === PAGE ? !path.includes('lang=') : undefined);
  },
);

test.each([
  ['/style.css', 'text/css; charset=utf-8', 31_536_000],
  ['/script.js', 'text/javascript; charset=utf-8', 31_536_000],
  ['/favicon.ico', 'image/x-icon', 604_800],
  ['/icon.png', 'image/png', 604_800],
  ['/icon-large.png', 'image/png', 604_800],
  ['/icon-touch.png', 'image/png', 604_800],
  ['/robots.txt', 'text/plain; charset=utf-8', 604_800],
])(
  'the file %s is %s; its bytes are named where it is cached for %d s, a year',
  async (path, contentType, maxAgeSeconds) => {
    const answer = await site.ask(path);
    expect(answer).toMatchObject({ status: 200, contentType, maxAgeSeconds, page: false });
    expect(answer?.body.length).toBeGreaterThan(20);
    if (maxAgeSeconds === 31_536_000)
      expect(await site.read('/')).toMatch(new RegExp(`"${path.replace('.', '\\.')}\\?v=[\\w-]{10}"`));
  },
);

test('every file of the site is in this list', () => {
  expect(STATIC_FILES.size).toBe(7);
});
