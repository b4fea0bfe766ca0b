import type { Article, ArticleId } from '../article/article.ts';
import type { Language } from '../source/source.ts';
import type { Join, StoryId } from '../story/story.ts';

/** Where an article belongs, and why. */
export type Placement = {
  readonly article: Article;
  readonly into:
    | { readonly kind: 'story'; readonly id: StoryId }
    | { readonly kind: 'with'; readonly article: ArticleId }
    | { readonly kind: 'new' };
  readonly join: Join;
  /** What the article shows of stored stories besides the one that it joins. */
  readonly bridges: readonly Bridge[];
};

/**
 * A stored story that turns out to report the same event as the one an article joins. No reader has seen either: it
 * becomes part of that one (`unite`); else the two stay what they are, and are called related.
 */
export type Bridge = Pick<NearMiss, 'story' | 'score'> & {
  readonly kind: 'unite' | 'relate';
  /** The report of it that is most alike, and what they share and do not share, in words. */
  readonly detail: string;
};

/** A story that is like another one, and not the same. */
export type NearMiss = {
  readonly story: StoryId;
  /** How likely they are one, up to 1; -1 where something forbids it. */
  readonly score: number;
  /** From which score on they would have become one. */
  readonly needed: number;
  /** The report of it that is most alike. */
  readonly report: {
    readonly title: string;
    readonly outlet: Article['outlet'];
    readonly language: Language;
  };
  /** What the two share and do not share, and what forbids it, in words. */
  readonly detail: string;
};
