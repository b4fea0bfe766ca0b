import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { LOGIN_REMEDY } from '../../../src/config/schema/sources-schema.ts';
import type { Output } from '../../../src/daemon/control/output.ts';
import { addFeed } from '../../../src/daemon/request/add-feed.ts';
import { importFeeds } from '../../../src/daemon/request/import-feeds.ts';
import type { Config } from '../../../src/domain/config.ts';
import type { ListedFeed } from '../../../src/domain/source/listed-feed.ts';
import { makeDictionary } from '../../../src/domain/tag/dictionary.ts';
import { parseFeed } from '../../../src/read/parse-feed.ts';
import { makeSource } from '../../make.ts';
import { rssOf } from '../../support/outlets-server.ts';
import { type SitePage, type SiteServer, serveSite } from '../../support/site-server.ts';
import { makeConfig } from '../support/make-config.ts';

const known = makeSource('known', { enabled: false, place: { file: 'sources.yaml', line: 3, column: 1 } });
const config: Config = makeConfig({ sources: [known] });
const shared = {
  dictionary: makeDictionary(config),
  parser: {
    parse: async (...given: Parameters<typeof parseFeed>) => parseFeed(...given),
    close: async () => undefined,
  },
};

let folder: string;
let file: string;
let site: SiteServer;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'kawaraban-report-'));
  file = path.join(folder, 'sources.yaml');
  await writeFile(
    file,
    'sources:\n  - id: known\n    outlet: Known\n    language: ja\n    scope: general\n    endpoints: [https://known.example/feed.xml]\n',
  );
  site = await serveSite({});
});
afterEach(async () => {
  await site.close();
  await rm(folder, { recursive: true });
});

const serve = async (pages: Readonly<Record<string, SitePage>>): Promise<void> => {
  await site.close();
  site = await serveSite(pages);
};
const hoursAgo = (hours: number): Temporal.Instant => Temporal.Now.instant().subtract({ hours });
const FEED = rssOf('架空新聞', [
  { title: '架空電機、新工場を稼働', link: 'https://kaku.example/1', published: hoursAgo(3) },
]);

/** What we serve at the `feed.url` of a config that names none. */
const OWN_FEED = FEED.replace(
  '<channel>',
  '<channel><atom:link rel="self" href="http://127.0.0.1:8080/feed.rss"/>',
);

const gather = async (run: (emit: (output: Output) => void) => Promise<string>) => {
  const said: string[] = [];
  const outcome = await run((output) => {
    if (output.kind !== 'progress') said.push(`${output.kind}: ${output.text}`);
  });
  return { outcome, said: said.join('\n').replaceAll(site.url, '{SITE}').replaceAll(file, '{FILE}') };
};
const NEVER = new AbortController().signal;
const add = (address: string, signal = NEVER) =>
  gather((emit) => addFeed({ kind: 'add', address, json: false }, { folder, config, shared }, emit, signal));

describe('add', () => {
  test('describes the feed, where its source was written, and what else the page names', async () => {
    const links = Array.from(
      { length: 8 },
      (_, n) =>
        `<link rel="alternate" type="application/rss+xml" title="${n === 1 ? '' : `Feed ${n}`}" href="/${n}.xml">`,
    );
    await serve({
      '/': { headers: { 'content-type': 'text/html' }, body: `<html><head>${links.join('')}</head></html>` },
      '/0.xml': { body: FEED },
    });
    const { outcome, said } = await add(`${site.url}/`);
    expect(outcome).toBe('done');
    expect(said.split('\n')).toEqual([
      'result: 架空新聞',
      '{SITE}/0.xml (RSS, utf-8)',
      'New outlet: 架空新聞. If the feed belongs to a listed outlet, write the id of that outlet in the source.',
      '1 item, the newest 3 hours old, in Japanese.',
      expect.stringMatching(/^[01] of 1 item (is|are) about Japanese business: scope general\.$/),
      '',
      'The page also names these feeds; run `kawaraban add` with one of them to add it:',
      '  {SITE}/1.xml',
      '  {SITE}/2.xml (Feed 2)',
      '  {SITE}/3.xml (Feed 3)',
      '  {SITE}/4.xml (Feed 4)',
      '  {SITE}/5.xml (Feed 5)',
      '  and 2 more',
      '',
      expect.stringMatching(
        /^result: Added to \{FILE\} as \S+, line \d+\. A daemon that uses this config reads the file by itself\.$/,
      ),
    ]);
  });

  test('names the listed outlet of the feed’s site', async () => {
    await serve({ '/feed.xml': { body: FEED } });
    const source = { ...known, outlet: { ...known.outlet, name: 'Known News', home: site.url } };
    const edited = { folder, config: makeConfig({ sources: [source] }), shared };
    const request = { kind: 'add', address: `${site.url}/feed.xml`, json: false } as const;
    const { said } = await gather((emit) => addFeed(request, edited, emit, NEVER));
    expect(said).toContain('\nOutlet: Known News (known).\n');
    expect(await readFile(file, 'utf8')).toContain('    outlet: known\n');
  });

  test.each([1, 5])('names each of %i other feeds of the page', async (count) => {
    const links = Array.from(
      { length: count + 1 },
      (_, n) => `<link rel="alternate" type="application/rss+xml" href="/${n}.xml">`,
    );
    await serve({
      '/': { headers: { 'content-type': 'text/html' }, body: `<html><head>${links.join('')}</head></html>` },
      '/0.xml': { body: FEED },
    });
    const { said } = await add(`${site.url}/`);
    const [, others = ''] = said.split('with one of them to add it:\n');
    expect(others.split('\n\n')[0]).toBe(
      Array.from({ length: count }, (_, n) => `  {SITE}/${n + 1}.xml`).join('\n'),
    );
  });

  test('names a feed by its own title, whatever its site is called', async () => {
    const head =
      '<meta property="og:site_name" content="Kaku Site"><link rel="alternate" type="application/rss+xml" href="/a">';
    await serve({
      '/': { headers: { 'content-type': 'text/html' }, body: `<html><head>${head}</head></html>` },
      '/a': { body: FEED },
    });
    expect((await add(`${site.url}/`)).said.split('\n')[0]).toBe('result: 架空新聞');
    expect(await readFile(file, 'utf8')).toContain('outlet: Kaku Site\n');
  });

  test('names a feed without a title by the outlet that its source gets', async () => {
    await serve({ '/feed.xml': { body: FEED.replace(/<title>架空新聞<\/title>/, '') } });
    const { said } = await add(`${site.url}/feed.xml`);
    const [, outlet] =
      /^ {4}outlet: (.*)$/m.exec((await readFile(file, 'utf8')).split('- id: ').at(-1) ?? '') ?? [];
    expect(said.split('\n')[0]).toBe(`result: ${outlet}`);
  });

  test.each<[format: string, body: string]>([
    ['Atom', '<feed xmlns="http://www.w3.org/2005/Atom"><title>架空新聞</title></feed>'],
    [
      'RSS 1.0',
      '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"><channel><title>架空新聞</title></channel></rdf:RDF>',
    ],
    ['JSON Feed', '{"version":"https://jsonfeed.org/version/1.1","title":"架空新聞","items":[]}'],
  ])('names the format %s', async (format, body) => {
    await serve({ '/feed': { body } });
    expect((await add(`${site.url}/feed`)).said).toContain(`\n{SITE}/feed (${format}, utf-8)\n`);
  });

  test('calls a feed at a usual place a guess', async () => {
    await serve({
      '/': { headers: { 'content-type': 'text/html' }, body: '<html></html>' },
      '/feed.xml': { body: FEED },
    });
    expect((await add(`${site.url}/`)).said).toContain(
      '\nThis feed is a guess: its address is a usual place for feeds, and the page names no feed that can be read.\n',
    );
  });

  test.each<[what: string, address: string, pages: Readonly<Record<string, SitePage>>, says: string]>([
    [
      'what a source reads already, a scheme left out',
      'known.example/feed.xml',
      {},
      'https://known.example/feed.xml is already in the config, as known (sources.yaml:3). The source is disabled; set enabled: true to poll it.',
    ],
    [
      'a site without a feed',
      '{SITE}/',
      { '/': { headers: { 'content-type': 'text/html' }, body: '<html></html>' } },
      '{SITE}/, nor at 8 other addresses. Look on the site for a link named "RSS" or "feed", and run `kawaraban add` with its address. If the site has no feed, a search feed of Google News may help: https://news.google.com/rss/search?q=site:127.0.0.1',
    ],
    [
      'what is no address, once',
      'ftp://x/y',
      {},
      'problem: "ftp://x/y" is not a web address. Write a valid URL',
    ],
    [
      'an address with a password',
      'https://reader:secret@news.example/feed',
      {},
      `contains a user name or password. Write the source by hand: ${LOGIN_REMEDY} (docs/recipes.md, "A feed that asks for a token or header").`,
    ],
    [
      'our own feed, behind another address',
      '{SITE}/feed',
      { '/feed': { body: OWN_FEED } },
      '{SITE}/feed is a feed of this Kawaraban itself, by `feed.url` of its config, so it was not added.',
    ],
    [
      'another language',
      '{SITE}/fr',
      {
        '/fr': {
          body: '<rss version="2.0"><channel><title>Le Journal</title><language>fr</language></channel></rss>',
        },
      },
      '{SITE}/fr is in the language "fr", so it was not added: Kawaraban reads Japanese and English.',
    ],
    [
      'a page that is not there',
      '{SITE}/gone',
      {},
      '{SITE}/gone: the server answered 404. The server has no feed at this URL',
    ],
  ])('says of %s that nothing is added, and what to do', async (_, address, pages, says) => {
    await serve(pages);
    const before = await readFile(file, 'utf8');
    const { outcome, said } = await add(address.replace('{SITE}', site.url));
    expect(outcome).toBe('failed');
    expect(said).toContain(says);
    expect(said).toMatch(/^problem: /);
    expect(await readFile(file, 'utf8')).toBe(before);
  });

  test('says that it was stopped, and why the file was not changed', async () => {
    expect(await add(`${site.url}/`, AbortSignal.abort())).toEqual({
      outcome: 'failed',
      said: 'problem: Stopped: nothing was added.',
    });
    await serve({ '/feed.xml': { body: FEED } });
    await writeFile(file, 'sources: [{ id: known }]\n');
    const { outcome, said } = await add(`${site.url}/feed.xml`);
    expect(outcome).toBe('failed');
    expect(said).toContain('problem: {FILE} was not changed: ');
  });
});

const listed = (url: string, rest: Partial<ListedFeed> = {}): ListedFeed => ({
  url,
  name: '',
  folders: [],
  ...rest,
});
const importList = (feeds: readonly ListedFeed[], signal = NEVER) =>
  gather((emit) =>
    importFeeds({ kind: 'import', feeds, json: false }, { folder, config, shared }, emit, signal),
  );

describe('import', () => {
  test('says of each feed that is not added why, and counts them all', async () => {
    await serve({
      '/a': { body: FEED },
      '/page': { headers: { 'content-type': 'text/html' }, body: '<html></html>' },
      '/fr': {
        body: '<rss version="2.0"><channel><title>Le Journal</title><language>fr</language></channel></rss>',
      },
    });
    const { outcome, said } = await importList([
      listed(`${site.url}/a`, { name: 'Kaku' }),
      listed(`${site.url}/a/`),
      listed(`${site.url}/page`, { name: 'Page' }),
      listed(`${site.url}/fr`, { name: 'Journal' }),
      listed('https://known.example/feed.xml'),
      listed('mailto:a@b.example'),
      listed('https://reader:secret@news.example/'),
      listed('https://reader:se/cret@news.example/'),
    ]);
    expect(outcome).toBe('failed');
    expect(said.split('\n').toSorted()).toEqual(
      [
        'problem: mailto:a@b.example: it is not a web address; left out',
        'problem: https://…@news.example/: it is not a web address; left out',
        `problem: https://…@news.example/: its address contains a user name or password; write the source by hand: ${LOGIN_REMEDY}; left out`,
        'problem: {SITE}/page: it is not a feed, and no feed was found behind it; added as page with enabled: false',
        'problem: {SITE}/fr: it is in the language "fr"; Kawaraban reads Japanese and English; added as journal with enabled: false',
        'result: 8 feeds: 1 added, 2 added with enabled: false, because no usable feed was found, 1 already in the config, 1 duplicate in the list, 3 left out. Written to {FILE}; a daemon that uses this config reads the file by itself.',
      ].toSorted(),
    );
  });

  test('keeps what does not answer as a disabled source, in the language that the list, the name or the host tells', async () => {
    const gone = (n: number, rest: Partial<ListedFeed>) => listed(`${site.url}/${n}`, rest);
    await importList([
      gone(1, { name: 'Paper' }),
      gone(2, { name: '架空新聞' }),
      gone(3, { name: 'Kaku', language: 'ja-JP' }),
      gone(4, { name: '架空通信', language: 'EN' }),
      gone(5, { name: 'Odd', language: 'fr' }),
    ]);
    const text = await readFile(file, 'utf8');
    expect(Array.from(text.matchAll(/language: (\w+)/g), ([, language]) => language)).toEqual([
      'ja', // The known one.
      'en',
      'ja',
      'ja',
      'en',
      'en',
    ]);
    expect(text.match(/enabled: false/g)).toHaveLength(5);
    expect(text.replace(/\n *# */g, ' ')).toMatch(
      /Disabled: in [A-Z][a-z]+ 20\d\d it could not be used \(the server answered 404\)\./,
    );
  });

  test('adds a feed once that a list names by its page as well, and says what each came to in JSON', async () => {
    await serve({
      '/': {
        headers: { 'content-type': 'text/html' },
        body: '<html><head><link rel="alternate" type="application/rss+xml" href="/a"></head></html>',
      },
      '/a': { body: FEED },
    });
    const feeds = [listed(`${site.url}/a`, { name: 'Kaku' }), listed(`${site.url}/`)];
    const told: Output[] = [];
    const request = { kind: 'import', feeds, json: true } as const;
    expect(await importFeeds(request, { folder, config, shared }, (one) => void told.push(one), NEVER)).toBe(
      'done',
    );
    const results = told.flatMap((one) => (one.kind === 'result' ? [JSON.parse(one.text)] : []));
    expect(new Set(results.map(({ kind }) => kind))).toEqual(new Set(['added', 'twice']));
    expect(results).toHaveLength(2);
    expect(results.find(({ kind }) => kind === 'added')).toMatchObject({
      feed: feeds[0],
      source: { id: 'kaku', endpoint: `${site.url}/a` },
    });
    expect(told.filter(({ kind }) => kind === 'progress')).toEqual([
      { kind: 'progress', done: 1, total: 2 },
      { kind: 'progress', done: 2, total: 2 },
    ]);
  });

  test('says why the file was not changed, and fails', async () => {
    await serve({ '/a': { body: FEED } });
    await writeFile(file, 'sources: [{ id: known }]\n');
    expect(await importList([listed(`${site.url}/a`)])).toEqual({
      outcome: 'failed',
      said: expect.stringMatching(/^problem: \{FILE\} was not changed: its sources are in brackets.*\.$/),
    });
  });

  test('keeps a feed whose reading is a mistake of ours as a disabled source', async () => {
    await serve({ '/a': { body: FEED } });
    const parser = { parse: () => Promise.reject(new Error('oops')), close: async () => undefined };
    const broken = { folder, config, shared: { ...shared, parser } };
    const feeds = [listed(`${site.url}/a`, { name: 'Kaku' })];
    expect(
      await gather((emit) => importFeeds({ kind: 'import', feeds, json: false }, broken, emit, NEVER)),
    ).toMatchObject({
      outcome: 'failed',
      said: expect.stringContaining('problem: {SITE}/a: oops; added as kaku with enabled: false\n'),
    });
  });

  test('says of a list without feeds that it has none', async () => {
    const said = 'result: The list names no feeds: nothing was added.';
    expect(await importList([])).toEqual({ outcome: 'done', said });
  });

  test('leaves out our own feed, which a reader may have in its list', async () => {
    await serve({ '/feed': { body: OWN_FEED } });
    expect(await importList([listed(`${site.url}/feed`)])).toEqual({
      outcome: 'failed',
      said: 'problem: {SITE}/feed: it is a feed of this Kawaraban itself; left out\nresult: 1 feed: 0 added, 1 left out.',
    });
  });

  test('says what was not asked where it is stopped, and writes nothing where all is there', async () => {
    const before = await readFile(file, 'utf8');
    expect(await importList([listed('https://known.example/feed.xml')])).toEqual({
      outcome: 'done',
      said: 'result: 1 feed: 0 added, 1 already in the config.',
    });
    expect(await importList([listed(`${site.url}/a`), listed(`${site.url}/b`)], AbortSignal.abort())).toEqual(
      {
        outcome: 'failed',
        said: 'result: 2 feeds: 0 added, 2 not asked, because the import was stopped.',
      },
    );
    expect(await readFile(file, 'utf8')).toBe(before);
  });
});
