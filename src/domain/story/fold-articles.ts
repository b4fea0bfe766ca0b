import type { Article, ArticleId } from '../article/article.ts';
import { isMarketReport } from './market-key.ts';
import { normaliseTitle } from './normalise-title.ts';
import type { Join, Story, StoryId } from './story.ts';

/** Where an article belongs, and why. */
export type Placement = {
  readonly article: Article;
  readonly into:
    | { readonly kind: 'story'; readonly id: StoryId }
    | { readonly kind: 'with'; readonly article: ArticleId }
    | { readonly kind: 'new' };
  readonly join: Join;
  /** Of the five stories nearest to it, those that it did not join. */
  readonly nearMisses: readonly {
    readonly story: StoryId;
    readonly score: number;
    readonly detail: string;
  }[];
};

export type FoldSettings = {
  /** Stories without an article in this time gain none. */
  readonly windowMs: number;
  readonly acrossLanguages: boolean;
  readonly strictness: 'normal' | 'careful';
  readonly glossary: readonly { readonly ja: string; readonly en: string }[];
};

export type Folder = {
  /** Puts stored stories in at start (oldest first). */
  readonly load: (stories: readonly Story[]) => void;
  /** Decides for a poll's new articles together; deterministic, and changes nothing. */
  readonly place: (articles: readonly Article[], now: Temporal.Instant) => readonly Placement[];
  /** Takes over what was decided and stored. */
  readonly accept: (stories: readonly Story[]) => void;
  readonly forgetBefore: (moment: Temporal.Instant) => void;
};

/** Identical titles further apart may be two sessions of a market, or two days of a series. */
const SAME_TITLE_WITHIN_MS = 2 * 3_600_000;

export const createFolder = (settings: FoldSettings): Folder => {
  const stories = new Map<StoryId, Story>();

  const accept = (changed: readonly Story[]): void => {
    for (const story of changed) stories.set(story.id, story);
  };

  return {
    load: accept,
    accept,
    place: (articles, now) => {
      const earliest = now.epochMilliseconds - settings.windowMs;
      const known = [...stories.values()]
        .flatMap((story) => story.articles.map((article) => ({ article, story: story.id })))
        .filter(({ article }) => article.firstSeenAt.epochMilliseconds >= earliest);
      const placed: { article: Article; story?: StoryId }[] = known;
      return articles.map((article) => {
        const twin = placed.find((other) => reasonToFold(other.article, article) !== undefined);
        placed.push(twin?.story === undefined ? { article } : { article, story: twin.story });
        if (twin === undefined) return placement(article, { kind: 'new' }, 'first', 'no story of it yet');
        const reason = reasonToFold(twin.article, article) ?? 'same-title';
        const into =
          twin.story === undefined
            ? ({ kind: 'with', article: twin.article.id } as const)
            : ({ kind: 'story', id: twin.story } as const);
        return placement(article, into, reason, `as "${twin.article.title}" of ${twin.article.outlet.name}`);
      });
    },
    forgetBefore: (moment) => {
      for (const [id, story] of stories)
        if (story.articles.every(({ firstSeenAt }) => Temporal.Instant.compare(firstSeenAt, moment) < 0))
          stories.delete(id);
    },
  };
};

const placement = (
  article: Article,
  into: Placement['into'],
  reason: Join['reason'],
  detail: string,
): Placement => ({ article, into, join: { article: article.id, reason, detail }, nearMisses: [] });

const reasonToFold = (a: Article, b: Article): 'same-url' | 'same-title' | undefined => {
  if (a.canonicalUrl === b.canonicalUrl && a.title === b.title) return 'same-url';
  if (a.outlet.id === b.outlet.id || a.language !== b.language || isMarketReport(a.title)) return undefined;
  const apart = Math.abs(a.published.epochMilliseconds - b.published.epochMilliseconds);
  return apart <= SAME_TITLE_WITHIN_MS && normaliseTitle(a.title) === normaliseTitle(b.title)
    ? 'same-title'
    : undefined;
};
