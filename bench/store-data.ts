import type { Article, ArticleId } from '../src/domain/article/article.ts';
import type { OutletId } from '../src/domain/source/outlet.ts';
import type { SourceId } from '../src/domain/source/source.ts';
import type { Store } from '../src/domain/store/contract.ts';
import type { Story, StoryId } from '../src/domain/story/story.ts';
import type { CompanyCode } from '../src/domain/tag/company.ts';
import type { TopicKey } from '../src/domain/tag/topic.ts';

const FIRST = Temporal.Instant.from('2026-01-01T00:00:00Z');
const LETTERS = 'abcdefghijklmnopqrstuvwxyz234567';
const OUTLETS = 60;
const TOPICS = 40;
const COMPANIES = 2000;

/** Returns an id that looks like a digest: 16 base32 characters. */
export const idOf = (n: number): string => {
  let state = Math.imul(n + 1, 0x9e3779b1) >>> 0;
  let id = '';
  for (let at = 0; at < 16; at += 1) {
    state = (Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) + n) >>> 0;
    id += LETTERS[state >>> 27];
  }
  return id;
};

/** Returns a story of one article, published `everyMs` milliseconds after the previous story. */
export const storyOf = (n: number, everyMs = 60_000): Story => {
  const seen = FIRST.add({ milliseconds: n * everyMs });
  const outlet = `outlet-${n % OUTLETS}`;
  const article: Article = {
    id: idOf(n) as ArticleId,
    revision: 1,
    source: outlet as SourceId,
    outlet: { id: outlet as OutletId, name: `Outlet ${n % OUTLETS}` },
    language: n % 2 === 0 ? 'ja' : 'en',
    guid: `https://${outlet}.example/?p=${n}`,
    link: `https://${outlet}.example/business/2026/article-${n}.html?utm_source=rss`,
    canonicalUrl: `https://${outlet}.example/business/2026/article-${n}.html`,
    title:
      n % 2 === 0
        ? `架空電機、第${n}工場に新しい生産設備を導入へ`
        : `Imaginary Electric to equip its plant no. ${n} with new lines`,
    summary:
      n % 2 === 0
        ? `架空電機は二十四日、第${n}工場に新しい設備を入れると発表した。`.repeat(5)
        : `Imaginary Electric said on Tuesday that it would equip its plant no. ${n}. `.repeat(6),
    authors: ['Desk'],
    categories: ['business', 'companies'],
    republish: 'excerpt',
    statedAt: seen,
    published: seen,
    firstSeenAt: seen,
    tags: [
      {
        kind: 'company',
        code: String(1000 + ((n * 7) % COMPANIES)) as CompanyCode,
        evidence: [{ words: '架空電機', where: 'title' }],
      },
      {
        kind: 'topic',
        key: `topic-${n % TOPICS}` as TopicKey,
        evidence: [{ words: '工場', where: 'title' }],
      },
    ],
    relevance: { score: 3.2, reasons: ['company: 架空電機', 'topic: plants'] },
  };
  return {
    id: idOf(n) as StoryId,
    entryId: `tag:kawaraban.example,2026:${idOf(n)}`,
    articles: [article],
    joins: [{ article: article.id, reason: 'first', detail: 'first of its story' }],
    published: seen,
    updated: seen,
    announcedAt: seen,
    related: [],
  };
};

/** Commits the first `count` stories in batches. */
export const fillStore = async (
  store: Pick<Store, 'commit'>,
  count: number,
  nth: (n: number) => Story,
  batch = 500,
): Promise<void> => {
  for (let from = 0; from < count; from += batch) {
    const stories = Array.from({ length: Math.min(batch, count - from) }, (_, k) => nth(from + k));
    await store.commit({ stories, drops: [], states: [] });
  }
};

export const silentLog = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };

export const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0;

export const megabytes = (bytes: number): number => Math.round(bytes / 1e6);
