import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Output } from '../../../src/daemon/control/output.ts';
import { readConfig } from '../../../src/daemon/read-config.ts';
import { addFeed } from '../../../src/daemon/request/add-feed.ts';
import { makeDictionary } from '../../../src/domain/tag/dictionary.ts';
import { createFeedParser } from '../../../src/read/feed-parser.ts';
import { rssOf } from '../../support/outlets-server.ts';
import { ROOT } from '../../support/product.ts';
import { type SiteServer, serveSite } from '../../support/site-server.ts';
import { SITES } from './sites.ts';

const MAIN = 'fetch:\n  allowPrivateAddresses: true\n';
const SOURCES = `# Ours.

outlets:
  - { id: listed, name: Listed Times }

sources:
  # The first.
  - id: listed
    outlet: listed
    language: en
    scope: japan
    endpoints: [https://listed.example/feed]   # Not to be touched.

  - id:   odd
    outlet: "Odd Paper"
    language: ja
    scope: general
    endpoints:
      - https://odd.example/feed/
      - https://ガス新聞.example/?kind=feed

  # The end.
`;

let folder: string;
let site: SiteServer | undefined;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'kawaraban-add-'));
  // Without lists of its own a config has the shipped ones, which take a second to read.
  await cp(path.join(ROOT, 'test/fixtures/config'), folder, { recursive: true });
  await writeFile(path.join(folder, 'kawaraban.yaml'), MAIN);
  await writeFile(path.join(folder, 'sources.yaml'), SOURCES);
});
afterEach(async () => {
  await site?.close();
  await rm(folder, { recursive: true });
});

/** What a daemon has: one thread that reads, and a dictionary of the words, which no edit of a source changes. */
const parser = createFeedParser();
let dictionary: ReturnType<typeof makeDictionary> | undefined;
afterAll(() => parser.close());

const sources = () => readFile(path.join(folder, 'sources.yaml'), 'utf8');

const add = async (url: string) => {
  const loaded = await readConfig(folder, {});
  if (loaded.kind === 'wrong') throw new Error(JSON.stringify(loaded.problems));
  const told: Output[] = [];
  dictionary ??= makeDictionary(loaded.config);
  const edited = { folder, config: loaded.config, shared: { parser, dictionary } };
  const emit = (output: Output) => told.push(output);
  await addFeed({ kind: 'add', address: url, json: true }, edited, emit, new AbortController().signal);
  const [result] = told;
  return result?.kind === 'result' ? JSON.parse(result.text) : undefined;
};

describe('adding a source', () => {
  test.each(SITES)('finds $name', async ({ pages, ask = '/', lines }) => {
    site = await serveSite(pages);
    const added = await add(site.url + ask);
    expect(added).toMatchObject({ kind: 'described', written: { kind: 'written' } });
    const text = await sources();
    expect(text.startsWith(SOURCES)).toBe(true);
    const source = text.slice(SOURCES.length);
    for (const line of lines)
      expect(source).toContain(`    ${line.replace('{SITE}', site.url)}\n`.replace('    id:', '  - id:'));
    expect(await readConfig(folder, {})).toMatchObject({
      kind: 'loaded',
      config: { sources: { length: 3 } },
    });
    expect(await add(site.url + ask)).toMatchObject({ kind: 'there' });
    expect(await sources()).toBe(text);
  });

  test.each([
    ['the same address', 'https://listed.example/feed'],
    ['http for https, www and a slash', 'http://www.odd.example/feed'],
    ['an address without https, in Japanese, with a query', 'ガス新聞.example?kind=feed'],
    ['the same with decomposed letters', 'ガス新聞.example?kind=feed'.normalize('NFD')],
  ])('refuses what is there already: %s', async (_, url) => {
    expect(await add(url)).toMatchObject({ kind: 'there' });
    expect(await sources()).toBe(SOURCES);
  });

  test.each([
    ['that the page names', '<link rel="alternate" type="application/rss+xml" href="/feed.xml">', false],
    ['at a usual place where the page names none', '', true],
    [
      'at a usual place where the one that the page names is gone',
      '<link rel="alternate" type="application/rss+xml" href="/gone.rss">',
      true,
    ],
  ])('tells a guess from what a page says: a feed %s', async (_, link, isGuess) => {
    site = await serveSite({
      '/': { headers: { 'content-type': 'text/html' }, body: `<html><head>${link}</head></html>` },
      '/feed.xml': { body: '<rss version="2.0"><channel><title>A</title></channel></rss>' },
    });
    expect(await add(`${site.url}/`)).toMatchObject({ kind: 'described', isGuess });
  });

  test('takes little time for a page of open tags, and for a feed of ten thousand items', async () => {
    const page = (body: string) => ({ headers: { 'content-type': 'text/html' }, body });
    const dashes = ' - '.repeat(2_500);
    const many = Array.from({ length: 10_000 }, (_, n) => ({
      ...{ title: `架空電機、第${n}工場${n % 20 === 0 ? dashes : ''}`, link: `https://a.example/${n}` },
      description: '架空電機は新工場を建設する。'.repeat(10),
    }));
    site = await serveSite({
      '/': page(`<a href="/feed">RSS</a>${'<b>'.repeat(300_000)}`),
      '/feed': { body: rssOf('A', many) },
    });
    const began = process.cpuUsage();
    expect(await add(`${site.url}/`)).toMatchObject({ kind: 'described', portrait: { items: 10_000 } });
    const { user, system } = process.cpuUsage(began);
    expect((user + system) / 1_000_000).toBeLessThan(10);
  });

  test('asks no address that holds a password, and does not repeat it', async () => {
    site = await serveSite({
      '/feed': { body: '<rss version="2.0"><channel><title>A</title></channel></rss>' },
    });
    const added = await add(`${site.url.replace('//', '//reader:opensesame@')}/feed`);
    expect(added.kind).toBe('password');
    expect(JSON.stringify(added)).not.toMatch(/reader|opensesame/);
    expect(site.asked).toEqual([]);
    expect(await sources()).toBe(SOURCES);
  });

  test('refuses a feed that is there already under the address that it has moved to', async () => {
    site = await serveSite({
      '/old': { status: 301, headers: { location: '{SITE}/new' } },
      '/new': { body: '<rss version="2.0"><channel><title>A</title></channel></rss>' },
    });
    await writeFile(
      path.join(folder, 'sources.yaml'),
      SOURCES.replace('https://odd.example/feed/', `${site.url}/new`),
    );
    expect(await add(`${site.url}/old`)).toMatchObject({ kind: 'there', source: { id: 'odd' } });
  });

  test('says where it has looked in vain, and asks a server for no more than twenty addresses', async () => {
    const links = Array.from({ length: 40 }, (_, n) => `<a href="/rss/${n}.xml">RSS</a>`).join('');
    site = await serveSite({
      '/': { headers: { 'content-type': 'text/html' }, body: `<html><body>${links}` },
    });
    const result = await add(`${site.url}/`);
    expect(result).toMatchObject({ kind: 'none', tried: 20 });
    expect(site.asked).toHaveLength(21);
    expect(await sources()).toBe(SOURCES);
  });

  test('adds no feed in a language that is not read', async () => {
    site = await serveSite({
      '/feed': {
        body: '<rss version="2.0"><channel><title>Le Journal</title><language>fr-FR</language><item><title>La banque relève ses taux</title></item></channel></rss>',
      },
    });
    expect(await add(`${site.url}/feed`)).toMatchObject({ kind: 'other-language', tag: 'fr' });
  });

  test.each([
    ['a server that answers 403', { '/': { status: 403 } }, 'blocked'],
    ['an empty answer', { '/': {} }, 'empty'],
  ] as const)('names the failure of %s', async (_, pages, kind) => {
    site = await serveSite(pages);
    expect(await add(`${site.url}/`)).toMatchObject({ kind: 'failed', failure: { kind } });
  });

  test('dials no private address unless the config allows it, not even for a feed that a page names', async () => {
    await writeFile(path.join(folder, 'kawaraban.yaml'), '');
    expect(await add('http://127.0.0.1/')).toMatchObject({
      kind: 'failed',
      failure: { kind: 'private-address' },
    });
  });

  test('says that nothing is written where the file was edited in brackets', async () => {
    site = await serveSite({
      '/feed': { body: '<rss version="2.0"><channel><title>A</title></channel></rss>' },
    });
    const text =
      'sources: [{ id: a, outlet: Aa, language: ja, scope: japan, endpoints: ["https://a.example/"] }]\n';
    await writeFile(path.join(folder, 'sources.yaml'), text);
    expect(await add(`${site.url}/feed`)).toMatchObject({
      written: { kind: 'not-written', reason: expect.stringContaining('its sources are in brackets') },
    });
    expect(await sources()).toBe(text);
  });
});
