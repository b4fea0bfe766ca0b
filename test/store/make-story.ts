import type { Article, ArticleId, IdentityKey } from '../../src/domain/article/article.ts';
import type { Drop } from '../../src/domain/item/drop.ts';
import type { OutletId } from '../../src/domain/source/outlet.ts';
import type { SourceId } from '../../src/domain/source/source.ts';
import type { SourceState } from '../../src/domain/source/source-state.ts';
import type { Story, StoryId } from '../../src/domain/story/story.ts';
import type { CompanyCode } from '../../src/domain/tag/company.ts';
import type { TopicKey } from '../../src/domain/tag/topic.ts';

const START = Temporal.Instant.from('2026-11-24T00:00:00Z');

const letters = 'abcdefghijklmnopqrstuvwxyz234567';

/** 16 characters of base32 that are the same for the same number. */
const idOf = (n: number): string => {
  let id = '';
  for (let rest = n, i = 0; i < 16; i += 1, rest = Math.floor(rest / 32)) id += letters[rest % 32];
  return id;
};

export const anArticle = (n: number, change: Partial<Article> = {}): Article => {
  const seen = START.add({ milliseconds: n });
  return {
    id: idOf(n) as ArticleId,
    revision: 1,
    source: 'kanda' as SourceId,
    outlet: { id: 'kanda' as OutletId, name: 'Kanda Shimpo' },
    language: 'ja',
    guid: `item-${n}`,
    link: `https://kanda.example/news/${n}?utm_source=rss`,
    canonicalUrl: `https://kanda.example/news/${n}`,
    title: `架空商事、第${n}工場を増設`,
    summary: `架空商事は第${n}工場の増設を発表した。`,
    authors: [],
    categories: ['business'],
    republish: 'excerpt',
    published: seen,
    firstSeenAt: seen,
    tags: [
      {
        kind: 'company',
        code: '9990' as CompanyCode,
        evidence: [{ words: '架空商事', where: 'title' }],
      },
      {
        kind: 'topic',
        key: 'plants' as TopicKey,
        evidence: [{ words: '工場', where: 'title' }],
      },
    ],
    relevance: { score: 3, reasons: ['plants'] },
    ...change,
  };
};

/** An announced story of one article. */
export const aStory = (n: number, change: Partial<Story> = {}): Story => {
  const article = anArticle(n);
  return {
    id: idOf(n) as StoryId,
    entryId: `tag:kawaraban.example,2026:${idOf(n)}`,
    articles: [article],
    joins: [{ article: article.id, reason: 'first', detail: 'first of its story' }],
    published: article.published,
    updated: article.published,
    announcedAt: article.firstSeenAt,
    related: [],
    ...change,
  };
};

export const aState = (source: string, change: Partial<SourceState> = {}): SourceState => ({
  source: source as SourceId,
  endpoint: 0,
  endpoints: [
    {
      url: 'https://kanda.example/feed.xml',
      validators: { etag: '"1"' },
      askedAt: START,
      failures: 0,
    },
  ],
  itemHashes: ['a1', 'b2'],
  arrivals: [START],
  counts: { requests: 1, notModified: 0, failed: 0, items: 2 },
  ...change,
});

export const aDrop = (n: number, change: Partial<Drop> = {}): Drop => ({
  keys: [`guid:kanda:drop-${n}`, `url:https://kanda.example/drops/${n}`] as IdentityKey[],
  source: 'kanda' as SourceId,
  title: `天気、第${n}報`,
  link: `https://kanda.example/drops/${n}`,
  at: START.add({ milliseconds: n }),
  reason: 'no word of business',
  ...change,
});
