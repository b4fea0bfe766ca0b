/** Small valid things to test with; each call names only what its test is about. */

import type { Article, ArticleId } from '../src/domain/article/article.ts';
import { createFolding, type Folding } from '../src/domain/folding/fold-articles.ts';
import type { Candidate } from '../src/domain/item/normalise-item.ts';
import type { RawItem } from '../src/domain/item/raw-item.ts';
import type { Log } from '../src/domain/log.ts';
import type { Offline } from '../src/domain/network/judge-network.ts';
import type { Outlet, OutletId } from '../src/domain/source/outlet.ts';
import { plainSource, type Source, type SourceId, speakersIn } from '../src/domain/source/source.ts';
import { createAnnouncements } from '../src/domain/story/announcements.ts';
import { createStory } from '../src/domain/story/grow-story.ts';
import type { Join, Story } from '../src/domain/story/story.ts';
import type { Topic, TopicKey } from '../src/domain/tag/topic.ts';
import type { IntakeFolding, UnderWay } from '../src/intake/ports.ts';
import type { EditionShelf } from '../src/site/ports.ts';

export const instant = (text: string): Temporal.Instant => Temporal.Instant.from(text);

export const NOON = instant('2026-11-24T03:00:00Z');

export const makeOutlet = (id: string, rest: Partial<Outlet> = {}): Outlet => ({
  id: id as OutletId,
  name: id,
  priority: 50,
  paywall: false,
  ...rest,
});

export const makeSource = (id: string, rest: Partial<Source> = {}): Source => ({
  ...plainSource(id, 'ja'),
  outlet: makeOutlet(id),
  scope: 'business',
  endpoints: [`https://${id}.example/feed.xml`],
  place: { file: 'sources.yaml', line: 1, column: 1 },
  ...rest,
});

/** A topic that no words earn. */
/** What a daemon says of itself while no host name can be resolved. */
export const makeOffline = (rest: Partial<Offline> = {}): Offline => ({
  since: NOON,
  kind: 'dns',
  detail: 'EAI_AGAIN',
  sites: 2,
  attempts: 1,
  nextTryAt: NOON,
  ...rest,
});

export const makeTopic = (key: string, en: string, ja: string, rest: Partial<Topic> = {}): Topic => ({
  key: key as TopicKey,
  label: { en, ja },
  cues: { en: [], ja: [] },
  hints: { en: [], ja: [] },
  notCues: { en: [], ja: [] },
  ...rest,
});

export const makeRawItem = (rest: Partial<RawItem> = {}): RawItem => ({
  title: '架空電機、新工場を稼働',
  link: 'https://news.example/articles/1001',
  authors: [],
  categories: [],
  enclosures: [],
  hash: 'h1',
  ...rest,
});

export const makeCandidate = (id: string, rest: Partial<Candidate> = {}): Candidate => ({
  id: id as ArticleId,
  revision: 1,
  source: 'kaku' as SourceId,
  outlet: { id: 'kaku' as OutletId, name: 'Kaku Shimbun' },
  language: 'ja',
  link: `https://kaku.example/${id}`,
  canonicalUrl: `https://kaku.example/${id}`,
  title: `見出し ${id}`,
  authors: [],
  categories: [],
  republish: 'excerpt',
  published: NOON,
  firstSeenAt: NOON,
  ...rest,
});

export const makeArticle = (id: string, rest: Partial<Article> = {}): Article => ({
  ...makeCandidate(id),
  tags: [],
  relevance: { score: 1, reasons: [] },
  ...rest,
});

/** A log that nobody reads. */
export const SILENT: Log = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };

/** Marks nothing, as no process dies in most tests. */
export const UNMARKED: UnderWay = {
  begin: async () => undefined,
  end: async () => undefined,
  unfinished: async () => [],
};

/** A shelf on which no edition ever stands. */
export const NO_EDITIONS: EditionShelf = {
  names: async () => [],
  read: async () => undefined,
  keep: async () => undefined,
  lastMailed: async () => undefined,
  noteMailed: async () => undefined,
};

/** What an intake needs beside what a test is about: no outlet has a limit, and nobody waits for a turn. */
export const makeIntakeRest = () => {
  const announcements = createAnnouncements();
  return {
    authority: 'kawaraban.example,2026',
    sources: [],
    speakerOf: speakersIn({ sources: [], outlets: [] }),
    announcements: async () => announcements,
    perOutlet: Number.POSITIVE_INFINITY,
    isTop: () => false,
    prepare: async () => undefined,
    pause: async () => undefined,
  };
};

export const makeStory = (id: string, rest: Partial<Story> = {}): Story => {
  const article = makeArticle(id);
  const join: Join = { article: article.id, reason: 'first', detail: 'the first report' };
  return { ...createStory(article, join, 'kawaraban.example,2026'), announcedAt: NOON, ...rest };
};

/** An empty folding of both languages, with no words of its own; articles further apart than the window never fold. */
export const makeFolding = (windowMs: number): Folding =>
  createFolding({ windowMs, acrossLanguages: true, strictness: 'normal', glossary: [], dictionary: [] });

/** A folding whose window holds what was accepted. */
export const filled = (folding: Folding): IntakeFolding => ({
  accept: folding.accept,
  fill: async () => folding,
});
