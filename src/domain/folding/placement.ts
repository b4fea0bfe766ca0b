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
  /** Other stored stories that report the same event as the story that the article joins. */
  readonly bridges: readonly Bridge[];
};

/**
 * A stored story that turns out to report the same event as the story that an article joins. If no reader has seen either,
 * the two are united (`unite`); otherwise both stay and are related (`relate`).
 */
export type Bridge = Pick<NearMiss, 'story' | 'score'> & {
  readonly kind: 'unite' | 'relate';
  /** The most similar report of that story, and what the two share and do not share, in words. */
  readonly detail: string;
};

/** A story that is similar to another story, but separate from it. */
export type NearMiss = {
  readonly story: StoryId;
  /** Likelihood that the two are one story, 0 to 1; -1 if something forbids it. */
  readonly score: number;
  /** Minimum score at which the two stories would have become one. */
  readonly needed: number;
  /** The most similar report of that story. */
  readonly report: {
    readonly title: string;
    readonly outlet: Article['outlet'];
    readonly language: Language;
  };
  /** What the two share and do not share, and what forbids it, in words. */
  readonly detail: string;
};
