import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { readConfig } from '../../../src/daemon/read-config.ts';
import type { NonEmpty } from '../../../src/domain/brand.ts';
import type { Config } from '../../../src/domain/config.ts';
import type { Resource } from '../../../src/serve/ports.ts';
import { freezeArchives, keptSince } from '../../../src/site/archive/freeze-archives.ts';
import { createSite, type DaemonSite } from '../../../src/site/create-site.ts';
import { createArchiveShelf, createEditionShelf } from '../../../src/store/document/create-shelves.ts';
import { digest } from '../../../src/system/digest-of.ts';
import { instant, makeArticle, makeStory } from '../../make.ts';
import { createMemoryStore, type MemoryStore } from '../../support/memory-store.ts';
import { SHIPPED_CONFIG } from '../../support/shipped-config.ts';
import { all, type Element, readXml, textOf } from '../feed/read-feed.ts';

const AT = ['2026-10-05T00:00:00Z', '2026-11-24T03:00:00Z', '2026-11-30T14:59:59Z', '2026-11-30T15:00:00Z'];
const URL = 'https://kawaraban.example';

let shipped: Config;
let config: Config;
let now: Temporal.Instant;
let folder: string;
let store: MemoryStore;
let site: DaemonSite;

beforeAll(async () => {
  const loaded = await readConfig(SHIPPED_CONFIG, {});
  if (loaded.kind === 'wrong') throw new Error(JSON.stringify(loaded.problems));
  shipped = loaded.config;
  folder = await mkdtemp(path.join(tmpdir(), 'archives-'));
});
afterAll(() => rm(folder, { recursive: true }));

beforeEach(async () => {
  await rm(path.join(folder, 'documents'), { recursive: true, force: true });
  config = { ...shipped, feed: { ...shipped.feed, url: URL, hub: 'https://hub.example/' } };
  now = instant('2026-12-02T00:00:00Z');
  store = createMemoryStore();
  await commit(AT.map((published, index) => story(index, { published: instant(published) })));
  site = makeSite();
});

const makeSite = () =>
  createSite({
    config: () => config,
    configProblems: () => [],
    store,
    shelf: createArchiveShelf(folder),
    editions: createEditionShelf(folder),
    nearest: () => [],
    now: () => now,
  });

const story = (index: number, rest: Parameters<typeof makeStory>[1] = {}) =>
  makeStory(`story-${index}`, rest);
const commit = (stories: Parameters<MemoryStore['commit']>[0]['stories']) =>
  store.commit({ stories, drops: [], states: [] });
const freeze = () => freezeArchives({ store, shelf: createArchiveShelf(folder), config, digest }, now);
const at = (address: string): Promise<Resource | undefined> => site.resource(address, new URLSearchParams());
const read = async (address: string): Promise<Element> => readXml(String((await at(address))?.body));
const entriesOf = async (month: string) =>
  all(await read(`/archive/${month}.atom`), 'entry').map((entry) => textOf(entry, 'id'));
const linksOf = (feed: Element, name = 'link') =>
  Object.fromEntries(
    all(feed, name)
      .filter(({ attributes: { rel = '' } }) => /archive|current|self|hub/.test(rel))
      .map(({ attributes: { rel = '', href = '' } }) => [rel, href.replace(URL, '')]),
  );
const id = (index: number): string => `tag:kawaraban.example,2026:story-${index}`;

describe('the archive documents', () => {
  test('hold what was first published in a JST month, silent backlog left out', async () => {
    const { announcedAt: _, ...silent } = story(9, { published: instant('2026-11-20T00:00:00Z') });
    await commit([silent]);
    expect(await entriesOf('2026-11')).toEqual([id(2), id(1)]);
    expect(await entriesOf('2026-12')).toEqual([id(3)]);
  });

  test('are a chain from the merged feed to the first month and back, without gaps or a hub', async () => {
    const merged = await read('/feed.atom');
    expect(linksOf(merged)).toMatchObject({ 'prev-archive': '/archive/2026-12.atom', self: '/feed.atom' });
    expect(linksOf(await read('/feed.rss'), 'atom:link')).toMatchObject({
      'prev-archive': '/archive/2026-12.atom',
      self: '/feed.rss',
    });
    const current = { current: '/feed.atom' };
    expect(linksOf(await read('/archive/2026-12.atom'))).toEqual({
      ...current,
      self: '/archive/2026-12.atom',
      'prev-archive': '/archive/2026-11.atom',
    });
    expect(linksOf(await read('/archive/2026-11.atom'))).toEqual({
      ...current,
      self: '/archive/2026-11.atom',
      'prev-archive': '/archive/2026-10.atom',
      'next-archive': '/archive/2026-12.atom',
    });
    expect(linksOf(await read('/archive/2026-10.atom'))).toEqual({
      ...current,
      self: '/archive/2026-10.atom',
      'next-archive': '/archive/2026-11.atom',
    });
    const idOf = (feed: Element) => textOf(feed, 'id');
    expect(idOf(await read('/archive/2026-10.atom'))).toBe(idOf(merged));
  });

  test.each(['2026-09', '2027-01', '2026-13', 'x', ''])('there is none of %j', async (month) => {
    expect((await at(`/archive/${month}.atom`))?.status).toBe(404);
  });

  test('a month that is open grows with each change, and may be kept for five minutes', async () => {
    expect(await at('/archive/2026-12.atom')).toMatchObject({ maxAgeSeconds: 300 });
    await commit([story(7, { published: instant('2026-12-01T00:00:00Z') })]);
    now = now.add({ seconds: 1 });
    site.changed();
    expect(await entriesOf('2026-12')).toEqual([id(7), id(3)]);
    expect(all(await read('/archive/2026-12.atom'), 'fh:archive')).toEqual([]);
  });
});

describe('a month that ended three days ago', () => {
  beforeEach(() => {
    now = instant('2026-12-03T15:00:00Z');
  });

  test('is frozen, months before it too, and no other', async () => {
    expect(await freeze()).toEqual(['2026-10', '2026-11']);
    expect(await freeze()).toEqual([]);
    now = instant('2027-02-10T00:00:00Z');
    expect(await freeze()).toEqual(['2026-12', '2027-01']);
    expect(await entriesOf('2027-01')).toEqual([]);
  });

  test('says so, and may be kept for ever', async () => {
    await freeze();
    const frozen = await at('/archive/2026-11.atom');
    expect(frozen).toMatchObject({ status: 200, maxAgeSeconds: 31_536_000, lastModified: now });
    const document = readXml(String(frozen?.body));
    expect(all(document, 'fh:archive')).toHaveLength(1);
    expect(linksOf(document)).toMatchObject({
      self: '/archive/2026-11.atom',
      'next-archive': '/archive/2026-12.atom',
    });
  });

  test('names the months before and after it, but the first none before', async () => {
    now = instant('2027-01-10T00:00:00Z');
    expect(await freeze()).toEqual(['2026-10', '2026-11', '2026-12']);
    const chain = await Promise.all(
      ['2026-10', '2026-11', '2026-12'].map(async (month) => linksOf(await read(`/archive/${month}.atom`))),
    );
    expect(chain.map((links) => [links['prev-archive'], links['next-archive']])).toEqual([
      [undefined, '/archive/2026-11.atom'],
      ['/archive/2026-10.atom', '/archive/2026-12.atom'],
      ['/archive/2026-11.atom', '/archive/2027-01.atom'],
    ]);
  });

  test('stays the same bytes under corrections, new tags, late copies, another config, retention and a restart', async () => {
    await freeze();
    const before = (await at('/archive/2026-11.atom'))?.body;
    const articles: NonEmpty<ReturnType<typeof makeArticle>> = [
      makeArticle('story-1', { title: '訂正した見出し' }),
      makeArticle('late'),
    ];
    await commit([story(1, { published: instant('2026-11-24T03:00:00Z'), articles })]);
    await store.removeBefore(keptSince(now, 1));
    config = {
      ...config,
      topics: [],
      feed: { ...config.feed, title: 'Another', excerpt: 40, hub: 'https://b.example/' },
    };
    site = makeSite();
    expect(store.allStories().map((kept) => kept.id)).toEqual(['story-3']);
    expect((await at('/archive/2026-11.atom'))?.body).toBe(before);
  });

  test('names the site by the address that it has today', async () => {
    await freeze();
    config = { ...config, feed: { ...config.feed, url: 'https://moved.example/a&b' } };
    const moved = await read('/archive/2026-11.atom');
    expect(linksOf(moved)).toMatchObject({ self: 'https://moved.example/a&b/archive/2026-11.atom' });
    expect(String((await at('/archive/2026-11.atom'))?.body)).not.toMatch(/invalid|kawaraban\.example\//);
  });
});

test('retention waits until the month of a story is frozen', () => {
  const day = 86_400_000;
  expect(keptSince(instant('2026-12-03T14:59:59Z'), day).toString()).toBe('2026-10-31T15:00:00Z');
  expect(keptSince(instant('2026-12-03T15:00:00Z'), day).toString()).toBe('2026-11-30T15:00:00Z');
  expect(keptSince(instant('2026-12-03T15:00:00Z'), 90 * day).toString()).toBe('2026-09-04T15:00:00Z');
});
