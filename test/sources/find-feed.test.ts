import { describe, expect, test } from 'vitest';
import { describeSource, disabledSource } from '../../src/sources/describe-source.ts';
import { findFeed } from '../../src/sources/find-feed.ts';
import { makeConfig } from '../daemon/support/make-config.ts';
import { NOON } from '../make.ts';
import { encodeShiftJis } from '../read/support/japanese-encoders.ts';
import { rssOf } from '../support/outlets-server.ts';
import { type Answer, makeWorld, NEVER } from './fake-world.ts';

const SITE = 'https://kaku.example';
const FEED = rssOf('架空新聞', [
  { title: '架空電機、新工場を稼働', link: `${SITE}/1`, published: NOON.subtract({ hours: 2 }) },
]);

const link = (path: string, title = '') =>
  `<link rel="alternate" type="application/rss+xml" title="${title}" href="${path}">`;
const page = (head: string) => `<html><head><title>Kaku</title>${head}</head><body></body></html>`;

/** A feed that does not say in which charset it is. */
const SHIFT_JIS_FEED = {
  body: encodeShiftJis(FEED.replace(/^<\?xml.*\n/, '')),
  contentType: 'application/rss+xml; charset=Shift_JIS',
};

const find = async (address: string, pages: Readonly<Record<string, Answer>>, signal = NEVER) => {
  const { tools, asked, urls } = makeWorld(pages);
  return { found: await findFeed(address, tools, signal), asked, urls: urls() };
};

describe('the feed of an address', () => {
  test('is asked for as anybody asks', async () => {
    const { asked } = await find(`${SITE}/feed`, { [`${SITE}/feed`]: FEED });
    expect(asked).toEqual([{ url: `${SITE}/feed`, validators: {}, headers: {} }]);
  });

  test('is the address itself, or where it has moved for good', async () => {
    const { found } = await find(`${SITE}/feed`, { [`${SITE}/feed`]: FEED });
    expect(found).toMatchObject({ kind: 'found', url: `${SITE}/feed`, others: [], isGuess: false });
    expect(found).not.toHaveProperty('page');
    const moved = { kind: 'moved', to: `${SITE}/new`, body: FEED } as const;
    expect((await find(`${SITE}/feed`, { [`${SITE}/feed`]: moved })).found).toMatchObject({
      url: `${SITE}/new`,
      movedTo: `${SITE}/new`,
    });
  });

  test('is the first that can be read of those that the page names, those of comments last; the others are named', async () => {
    const { found, urls } = await find(`${SITE}/`, {
      [`${SITE}/`]: page(
        link('/a', 'All Comments') + link('/b', 'コメント') + link('/gone') + link('/c') + link('/d', 'D'),
      ),
      [`${SITE}/c`]: FEED,
    });
    expect(urls).toEqual([`${SITE}/`, `${SITE}/gone`, `${SITE}/c`]);
    expect(found).toMatchObject({
      kind: 'found',
      url: `${SITE}/c`,
      page: { url: `${SITE}/`, title: 'Kaku' },
      isGuess: false,
    });
    expect(found.kind === 'found' && found.others.map(({ url }) => url)).toEqual([
      `${SITE}/d`,
      `${SITE}/a`,
      `${SITE}/b`,
    ]);
  });

  test('is looked for below the page and at the usual places of its site, each once', async () => {
    const address = `${SITE}/news/?from=top#now`;
    const { found, urls } = await find(address, { [address]: page(link('/rss')) });
    expect(urls).toEqual([
      address,
      `${SITE}/rss`,
      `${SITE}/news/feed`,
      `${SITE}/feed`,
      ...['rss.xml', 'feed.xml', 'atom.xml', 'index.xml', 'index.rdf', 'feed.json'].map(
        (one) => `${SITE}/${one}`,
      ),
    ]);
    expect(found).toEqual({ kind: 'none', url: address, tried: 9 });
  });

  test('is also one that the page only links, and one behind what is no page of the web', async () => {
    const linking = page('').replace('<body>', '<body><a href="/rss/news">RSS</a>');
    const { found } = await find(`${SITE}/`, { [`${SITE}/`]: linking, [`${SITE}/rss/news`]: FEED });
    expect(found).toMatchObject({ url: `${SITE}/rss/news`, isGuess: false });
    expect((await find(`${SITE}/`, { [`${SITE}/`]: 'good day', [`${SITE}/rss`]: FEED })).found).toMatchObject(
      {
        url: `${SITE}/rss`,
        isGuess: true,
      },
    );
  });

  test('is a guess at a usual place', async () => {
    const { found } = await find(`${SITE}/`, {
      [`${SITE}/`]: page(link('/gone')),
      [`${SITE}/feed.json`]: FEED,
    });
    expect(found).toMatchObject({ url: `${SITE}/feed.json`, isGuess: true, others: [] });
  });

  test('is not looked for at more than twenty places, redirected or not, nor after a stop', async () => {
    const links = Array.from({ length: 40 }, (_, n) => link(`/${n}.xml`)).join('');
    const pages = { [`${SITE}/`]: page(links) };
    const { found, urls } = await find(`${SITE}/`, pages);
    expect(urls).toHaveLength(21);
    expect(found).toMatchObject({ kind: 'none', tried: 20 });
    const elsewhere = { kind: 'moved', to: `${SITE}/`, body: page(links) } as const;
    const redirected = await find(`${SITE}/old`, { [`${SITE}/old`]: elsewhere });
    expect(redirected.urls).toHaveLength(21);
    expect(redirected.found).toMatchObject({ kind: 'none', tried: 20 });
    const stopped = await find(`${SITE}/`, pages, AbortSignal.abort());
    expect(stopped.urls).toEqual([`${SITE}/`]);
    expect(stopped.found).toMatchObject({ kind: 'failed', failure: { kind: 'stopped' } });
  });

  test('is not looked for where the address cannot be read', async () => {
    const { found, urls } = await find(`${SITE}/`, {});
    expect(found).toEqual({
      kind: 'failed',
      url: `${SITE}/`,
      failure: { kind: 'not-found', detail: 'the server answered 404' },
    });
    expect(urls).toHaveLength(1);
    expect((await find(`${SITE}/`, { [`${SITE}/`]: '' })).found).toMatchObject({
      kind: 'failed',
      failure: { kind: 'empty' },
    });
  });

  test('is read, and the page before it, in the charset that the server names', async () => {
    const title = '架空新聞の記事';
    const { tools } = makeWorld({});
    const [body, contentType] = [encodeShiftJis(page(link('/feed', title))), 'text/html; charset=Shift_JIS'];
    const fetch: typeof tools.fetcher.fetch = async ({ url }) => ({
      kind: 'fetched',
      ...{ url, bodyHash: 'h', status: 200, validators: {}, freshness: {}, bytes: 1 },
      ...(url === `${SITE}/` ? { body, contentType } : SHIFT_JIS_FEED),
    });
    const world = { ...tools, fetcher: { ...tools.fetcher, fetch } };
    const found = await findFeed(`${SITE}/`, world, NEVER);
    expect(found).toMatchObject({ feed: { title: '架空新聞' }, page: { declared: [{ title }] } });
  });

  test('is not what has not changed for a request without a condition', async () => {
    const { tools } = makeWorld({});
    const fetch = async () => ({ kind: 'not-modified', url: `${SITE}/feed`, freshness: {} }) as const;
    expect(await findFeed(`${SITE}/feed`, { ...tools, fetcher: { ...tools.fetcher, fetch } }, NEVER)).toEqual(
      {
        kind: 'failed',
        url: `${SITE}/feed`,
        failure: {
          kind: 'bad-answer',
          detail: 'the server answered 304 to an unconditional request',
        },
      },
    );
  });
});

describe('the source that is proposed for a feed', () => {
  test('has the name that a person gave it, its habits as a remark, and an id that no other gets', async () => {
    const { tools } = makeWorld({ [`${SITE}/feed`]: FEED.replace('架空新聞', '架空新聞。') });
    const listed = { name: 'Kaku Shimbun', folders: ['Papers'] };
    const described = await describeSource(`${SITE}/feed`, tools, NEVER, listed);
    expect(described).toMatchObject({
      kind: 'described',
      source: {
        id: 'kaku-shimbun',
        outlet: 'Kaku Shimbun',
        language: 'ja',
        scope: 'general',
        timezone: 'Asia/Tokyo',
        endpoint: `${SITE}/feed`,
        enabled: true,
        remarks: [
          expect.stringMatching(
            /^架空新聞\. Seen November 2026: 1 item; [01] of 1 item .+ about Japanese business\.$/,
          ),
          'Imported from the folder “Papers”.',
        ],
      },
      relevant: { of: 1 },
      others: [],
      isGuess: false,
    });
    expect([...tools.taken]).toEqual(['kaku-shimbun']);
  });

  test('has the name that the page gives its site rather than that of the feed or of the page', async () => {
    const named = page(`<meta property="og:site_name" content="Kaku Site">${link('/feed')}`);
    const { tools } = makeWorld({ [`${SITE}/`]: named, [`${SITE}/feed`]: FEED });
    expect(await describeSource(`${SITE}/`, tools, NEVER)).toMatchObject({
      source: { id: 'kaku-site', outlet: 'Kaku Site' },
    });
  });

  test.each(['reader:secret@', 'reader@', ':secret@'])(
    'is none where the address holds a name or a password, which is not repeated: %s',
    async (login) => {
      const { tools, urls } = makeWorld({});
      const described = await describeSource(`https://${login}kaku.example/feed`, tools, NEVER);
      expect(described).toEqual({ kind: 'password', url: expect.not.stringMatching(/reader|secret/) });
      expect(urls()).toEqual([]);
    },
  );

  test.each([
    ['our own', `${SITE}/feed.rss`, 'HTTPS://Kaku.Example:443', undefined],
    ['our own', `http://192.0.2.7/feed.rss`, SITE, `https://www.kaku.example/feed.rss`],
    ['our own', 'http://localhost:8080/feed.rss', 'http://127.0.0.1:8080', 'http://127.0.0.1:8080/feed.rss'],
    ['another', `${SITE}/feed.rss`, 'http://127.0.0.1:8080', 'http://127.0.0.1:8080/feed.rss'],
    ['another', `${SITE}.jp/feed.rss`, SITE, undefined],
  ])('is none for our own feed: %s at %s, with the feed.url %s', async (whose, at, site, self) => {
    const body =
      self === undefined
        ? FEED
        : FEED.replace('<channel>', `<channel><atom:link rel="self" href="${self}"/>`);
    const config = makeConfig({ feed: { ...makeConfig().feed, url: site } });
    const { tools } = makeWorld({ [at]: body }, { config });
    expect((await describeSource(at, tools, NEVER)).kind).toBe(whose === 'another' ? 'described' : 'own');
  });

  test('counts a time without a zone as one of Japan', async () => {
    const inJapan = FEED.replace(/<pubDate>.*<\/pubDate>/, '<pubDate>Tue, 24 Nov 2026 11:00:00</pubDate>');
    const { tools } = makeWorld({ [`${SITE}/feed`]: inJapan });
    expect(await describeSource(`${SITE}/feed`, tools, NEVER)).toMatchObject({
      portrait: { newestAt: NOON.subtract({ hours: 1 }) },
    });
  });

  const describeTitles = (titles: readonly string[]) => {
    const items = titles.map((title, n) => ({ title, link: `${SITE}/${n}` }));
    const { tools } = makeWorld({ [`${SITE}/feed`]: rssOf('Kaku', items) });
    return describeSource(`${SITE}/feed`, tools, NEVER);
  };

  test('is judged by two hundred items', async () => {
    const titles = Array.from({ length: 201 }, (_, n) => `第${n}号`);
    expect(await describeTitles(titles)).toMatchObject({ portrait: { items: 201 }, relevant: { of: 200 } });
  });

  test.each([
    [8, ' - Kaku'],
    [500, ' - Kaku'],
    [501, ' - Kak'],
  ])('is told the end of a title of %i characters as far as %o', async (length, titleSuffix) => {
    const titles = Array.from({ length: 5 }, () => ' - Kaku'.padStart(length, '長'));
    expect(await describeTitles(titles)).toMatchObject({ source: { titleSuffix } });
  });

  test('waits, switched off, where the feed did not answer, and says when and why', () => {
    const { tools } = makeWorld({});
    const listed = {
      name: 'Kaku',
      folders: ['Papers'],
      language: 'en',
      why: 'the server answered 404.',
    } as const;
    expect(disabledSource(`${SITE}/feed`, tools, listed)).toEqual({
      id: 'kaku',
      outlet: 'Kaku',
      language: 'en',
      scope: 'general',
      timezone: 'UTC',
      endpoint: `${SITE}/feed`,
      enabled: false,
      remarks: [
        'Disabled: in November 2026 it could not be used (the server answered 404).',
        'Imported from the folder “Papers”.',
      ],
    });
    expect([...tools.taken]).toEqual(['kaku']);
  });
});
