import { spawnSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { NonEmpty } from '../../src/domain/brand.ts';
import type { Config } from '../../src/domain/config.ts';
import type { CompanyCode } from '../../src/domain/tag/company.ts';
import type { TopicKey } from '../../src/domain/tag/topic.ts';
import { createServer, type RunningServer } from '../../src/serve/create-server.ts';
import type { Site } from '../../src/serve/ports.ts';
import { freezeArchives } from '../../src/site/archive/freeze-archives.ts';
import { createSite } from '../../src/site/create-site.ts';
import { createArchiveShelf, createEditionShelf } from '../../src/store/document/create-shelves.ts';
import { digest } from '../../src/system/digest-of.ts';
import { makeConfig } from '../daemon/support/make-config.ts';
import { sampleEdition } from '../domain/edition/sample-edition.ts';
import { instant, makeArticle, makeOutlet, makeSource, makeStory, makeTopic, SILENT } from '../make.ts';
import { isInstalled } from '../support/debian.ts';
import {
  type FeedChecks,
  hasFeedChecks,
  INSTALL_PATIENCE_MS,
  installFeedChecks,
} from '../support/feed-checks.ts';
import { createMemoryStore } from '../support/memory-store.ts';

const NOW = instant('2026-11-24T03:00:00Z');
const KAKU = makeOutlet('kaku', { name: 'Kaku Shimbun', nameJa: '架空新聞', home: 'https://kaku.example/' });
const DAILY = makeOutlet('daily', { name: 'Example Daily <& more>' });
const OF_MERGER = [
  { kind: 'topic' as const, key: 'ma' as TopicKey, evidence: [{ words: '買収', where: 'title' as const }] },
  {
    kind: 'company' as const,
    code: '9990' as CompanyCode,
    evidence: [{ words: '架空電機', where: 'title' as const }],
  },
];

/** Reported in both languages, with a picture, tags and a byline. */
const storyOf = (id: string, published: string) => {
  const at = instant(published);
  const articles: NonEmpty<ReturnType<typeof makeArticle>> = [
    makeArticle(id, {
      title: `架空電機が買収 <${id}> & ]]>`,
      summary: '架空電機は買収を発表した。',
      authors: ['鈴木'],
      image: `https://kaku.example/${id}.jpg?a=1&b=2`,
      tags: OF_MERGER,
      published: at,
    }),
    makeArticle(`${id}-en`, {
      title: `Kaku Denki buys ${id}`,
      summary: 'Kaku Denki has bought it.',
      image: `https://daily.example/${id}.jpg`,
      language: 'en',
      outlet: { id: DAILY.id, name: DAILY.name },
      link: `https://daily.example/${id}`,
      tags: OF_MERGER,
      published: at,
    }),
  ];
  return makeStory(id, { articles, published: at, updated: at, announcedAt: at });
};

let config: Config;
let server: RunningServer;
let folder = '';
let checks: FeedChecks | undefined;

beforeAll(async () => {
  if (hasFeedChecks) checks = await installFeedChecks();
  folder = await mkdtemp(path.join(tmpdir(), 'checked-site-'));
  const store = createMemoryStore();
  const shelf = createArchiveShelf(folder);
  const stories = ['2026-10-05T00:00:00Z', '2026-11-20T00:00:00Z', '2026-11-24T00:00:00Z'];
  await store.commit({
    stories: stories.map((published, n) => storyOf(`s${n}`, published)),
    drops: [],
    states: [],
  });
  let site: Site;
  server = await createServer({
    host: '127.0.0.1',
    port: 0,
    site: { resource: (...asked) => site.resource(...asked) },
    log: SILENT,
  });
  const plain = makeConfig({
    sources: [makeSource('kaku', { outlet: KAKU }), makeSource('daily', { outlet: DAILY, language: 'en' })],
    topics: [makeTopic('ma', 'M&A', '買収')],
    companies: [{ code: '9990' as CompanyCode, nameJa: '架空電機', nameEn: 'Kaku Denki', aliases: [] }],
  });
  const feed = {
    ...plain.feed,
    description: 'Japanese business news',
    url: `http://127.0.0.1:${server.port}`,
    hub: 'https://hub.example/?a=1&b=2',
  };
  config = { ...plain, feed };
  site = createSite({
    config: () => config,
    configProblems: () => [],
    configSince: () => NOW,
    store,
    shelf,
    editions: createEditionShelf(folder),
    nearest: () => [],
    now: () => NOW,
  });
  await createEditionShelf(folder).keep('2026-11-24', sampleEdition('2026-11-24'));
  await freezeArchives({ store, shelf, config, digest }, NOW);
}, INSTALL_PATIENCE_MS);

afterAll(async () => {
  await server.close(0);
  await checks?.remove();
  await rm(folder, { recursive: true, force: true });
});

const FORMATS = ['rss', 'atom', 'json'] as const;
const EDITIONS = FORMATS.map((format) => `/edition.${format}`);
const QUERY = `?q=${encodeURIComponent('架空電機')}`;
const VIEWS = ['/feed', '/topics/ma', '/companies/9990', '/outlets/daily', '/languages/ja'];
const FEEDS = VIEWS.flatMap((view) => FORMATS.map((format) => `${view}.${format}`));
const ASKED = FORMATS.flatMap((format) => [`/search.${format}${QUERY}`, `/feed.${format}?topic=ma`]);
const DOCUMENTS = [
  '/archive/2026-10.atom',
  '/archive/2026-11.atom',
  '/topics/ma/2026-11.atom',
  '/languages/en/2026-11.atom',
  `/search/2026-11.atom${QUERY}`,
  '/feed/2026-11.atom?topic=ma',
];

const findingsAt = async (address: string, { findings }: FeedChecks): Promise<readonly string[]> => {
  const url = `http://127.0.0.1:${server.port}${address}`;
  const all: (readonly string[])[] = [];
  // How a feed is served depends on its format, and on whether it is the merged one.
  if (/^\/feed\.\w+$|\.(atom|opml)/.test(address)) all.push(await findings('http', url));
  if (!address.endsWith('.opml')) all.push(await findings('planet', url));
  if (address.includes('.json')) all.push(await findings('jsonfeed', url));
  return all.flat();
};

/** What the checkers say where no hub is named. */
const NO_HUB = /^(FAIL Link: rel=hub and rel=self headers|MISSING (atom:)?link rel=hub|MISSING hubs)/;

/** What the checkers say where entries have neither tags nor images, and all that ever stood in a feed is on its pages. */
const NOT_OF_EDITIONS =
  /^MISSING ((?:atom:)?link rel=prev-archive\|next|(?:entry|item)\/category|some (?:entry|item)\/media:thumbnail|item tags)/;

describe.skipIf(!hasFeedChecks)('the checkers in ../shared/tools/feed-checks', () => {
  test.for(FEEDS)('find nothing wrong or missing at %s', async (address, { skip }) => {
    if (checks === undefined) return skip('npm could not install the checkers');
    expect(await findingsAt(address, checks)).toEqual([]);
  });

  test.for(EDITIONS)('miss at %s only what no edition has', async (address, { skip }) => {
    if (checks === undefined) return skip('npm could not install the checkers');
    const found = await findingsAt(address, checks);
    expect(found.filter((line) => !NOT_OF_EDITIONS.test(line))).toEqual([]);
  });

  // Nobody can say which searches and choices of readers a story changes, and nothing in an older page is news.
  test.for([...ASKED, ...DOCUMENTS])('miss nothing but a hub at %s', async (address, { skip }) => {
    if (checks === undefined) return skip('npm could not install the checkers');
    const found = await findingsAt(address, checks);
    expect(found.filter((line) => !NO_HUB.test(line))).toEqual([]);
    expect(found.length).toBeGreaterThan(0);
  });

  test('miss nothing but a hub of the list of sources', async ({ skip }) => {
    if (checks === undefined) return skip('npm could not install the checkers');
    expect(await findingsAt('/sources.opml', checks)).toEqual([expect.stringMatching(NO_HUB)]);
  });
});

test.skipIf(!isInstalled('xmllint', 'libxml2-utils'))(
  'xmllint says nothing of any XML document that is served',
  async () => {
    for (const address of [...FEEDS, ...EDITIONS, ...ASKED, ...DOCUMENTS, '/sources.opml']) {
      if (address.includes('.json')) continue;
      const input = await (await fetch(`http://127.0.0.1:${server.port}${address}`)).text();
      const { status, stderr } = spawnSync('xmllint', ['--noout', '-'], { input, encoding: 'utf8' });
      expect([address, status, stderr]).toEqual([address, 0, '']);
    }
  },
);
