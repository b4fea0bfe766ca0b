import { beforeAll, describe, expect, test } from 'vitest';
import { mainSchema } from '../../../src/config/schema/main-schema.ts';
import { createServer } from '../../../src/serve/create-server.ts';
import { chooseReader } from '../../../src/site/language/reader.ts';
import { makeConfig } from '../../daemon/support/make-config.ts';
import { openSite } from '../../daemon/support/open-site.ts';
import { makeSource, makeStory } from '../../make.ts';
import { ask } from '../../serve/running-site.ts';

const config = makeConfig({ sources: [makeSource('kaku')] });
const PAGES = ['/', '/status', '/config', '/search', '/languages/ja', '/outlets/kaku', '/stories/a'];

const NOTHING = (): void => undefined;

const langOf = (page: unknown): string | undefined => /<html lang="(\w+)"/.exec(String(page))?.[1];

describe('the language of a page', () => {
  let site: Awaited<ReturnType<typeof openSite>>;
  beforeAll(async () => {
    site = await openSite([makeStory('a')], config);
  });
  const get = (address: string, accepted?: 'en' | 'ja') => {
    const [path = '', query] = address.split('?');
    return site.resource(path, new URLSearchParams(query), accepted);
  };

  test.each([...PAGES, '/nothing'])(
    '%s is what the address asks for, else what the client prefers',
    async (path) => {
      for (const accepted of ['en', 'ja'] as const) {
        const served = await get(path, accepted);
        expect(langOf(served?.body)).toBe(accepted);
        expect(served).toMatchObject({ language: accepted, isNegotiated: true });
        for (const asked of ['en', 'ja']) {
          const other = await get(`${path}?lang=${asked}`, accepted);
          expect(langOf(other?.body)).toBe(asked);
          expect(other).toMatchObject({ language: asked, isNegotiated: false });
        }
      }
    },
  );

  test('is that of the config where neither says one that the site has', async () => {
    const japanese = await openSite([], { ...config, page: { ...config.page, language: 'ja' } });
    const page = await japanese.resource('/', new URLSearchParams('lang=fr'));
    expect(langOf(page?.body)).toBe('ja');
    expect(page).toMatchObject({ language: 'ja', isNegotiated: true });
  });

  test('is rendered once each, and is at hand then', async () => {
    const both = [await get('/', 'en'), await get('/', 'ja'), await get('/?lang=ja', 'en')];
    expect(new Set(both).size).toBe(3);
    expect(both).toEqual([site.atHand('/', 'en'), site.atHand('/', 'ja'), site.atHand('/?lang=ja', 'ja')]);
    expect(await get('/?lang=ja')).toBe(both[2]);
    expect(site.atHand('/')).toBe(both[0]);
  });

  test('does not touch feeds: all readers share one', async () => {
    const feed = await get('/feed.rss', 'ja');
    expect(await get('/feed.rss?lang=ja', 'en')).toBe(feed);
    expect(site.atHand('/feed.rss', 'en')).toBe(feed);
    expect(feed?.isNegotiated).toBeUndefined();
  });

  test('that the address asked for stays in the links and forms of the page, and in no other', async () => {
    const asked = String((await get('/?lang=ja', 'en'))?.body);
    const links = Array.from(asked.matchAll(/<a [^>]*href="(\/[^"]*)"/g), ([, href = '']) => href);
    const pages = links.filter((href) => !/\.(rss|atom|json|opml)$/.test(href) && !/lang=en/.test(href));
    expect(pages.length).toBeGreaterThan(4);
    for (const href of pages) expect(href).toContain('lang=ja');
    expect(asked.match(/<input type="hidden" name="lang" value="ja">/g)).toHaveLength(2);
    const served = String((await get('/', 'ja'))?.body);
    const own = Array.from(served.matchAll(/href="([^"]*lang=[^"]*)"/g), ([, href = '']) => href);
    expect(own).toEqual(['?lang=en']);
  });

  test('can be switched on the page of a search without losing the search', async () => {
    expect(String((await get('/search?q=%E9%89%84', 'en'))?.body)).toContain(
      'href="?q=%E9%89%84&amp;lang=ja" lang="ja" hreflang="ja">日本語</a>',
    );
  });

  test('of a folder of files is that of the config, and nothing there asks for another', async () => {
    const files = await openSite(
      [],
      { ...config, page: { ...config.page, language: 'ja' } },
      { isStatic: true },
    );
    const page = await files.read('/');
    expect(langOf(page)).toBe('ja');
    expect(page).not.toMatch(/[?&;]lang=/);
  });
});

test('a link keeps the language before its fragment', () => {
  const { link } = chooseReader(config, { query: new URLSearchParams('lang=ja') });
  expect([link('/'), link('/?topic=ma'), link('/status#kaku')]).toEqual([
    '/?lang=ja',
    '/?topic=ma&lang=ja',
    '/status?lang=ja#kaku',
  ]);
});

test('the server names the language, and says which answers depend on the client’s', async () => {
  const { resource, atHand } = await openSite([makeStory('a')], config);
  const server = await createServer({
    host: '127.0.0.1',
    port: 0,
    site: { resource, atHand },
    log: { debug: NOTHING, info: NOTHING, warn: NOTHING, error: NOTHING },
  });
  const headersOf = async (path: string, language: string) => {
    const { status, headers } = await ask(server, path, { 'Accept-Language': language });
    return [status, headers['content-language'], headers.vary];
  };
  for (let round = 0; round < 2; round += 1) {
    expect(await headersOf('/', 'ja,en;q=0.5')).toEqual([200, 'ja', 'Accept-Encoding, Accept-Language']);
    expect(await headersOf('/', 'de')).toEqual([200, 'en', 'Accept-Encoding, Accept-Language']);
    expect(await headersOf('/?lang=ja', 'en')).toEqual([200, 'ja', 'Accept-Encoding']);
    expect(await headersOf('/feed.rss', 'ja')).toEqual([200, undefined, 'Accept-Encoding']);
    expect(await headersOf('/nothing', 'ja')).toEqual([404, 'ja', 'Accept-Encoding, Accept-Language']);
  }
  const { headers } = await ask(server, '/', { 'Accept-Language': 'ja' });
  const again = await ask(server, '/', { 'Accept-Language': 'ja', 'If-None-Match': headers.etag ?? '' });
  expect([again.status, again.headers.vary]).toEqual([304, 'Accept-Encoding, Accept-Language']);
  await server.close(0);
});

test('the name of a site that has none of its own is in the reader’s language', async () => {
  const { title, description } = mainSchema.parse({}).feed;
  const { read } = await openSite([], { ...config, feed: { ...config.feed, title, description } });
  expect(await read('/')).toContain('<title>Japan business news</title>');
  const page = await read('/?lang=ja');
  expect(page).toContain('<title>日本のビジネスニュース</title>');
  expect(page).not.toContain(description);
  const { read: own } = await openSite([], config);
  expect(await own('/?lang=ja')).toContain('<title>Test</title>');
});
