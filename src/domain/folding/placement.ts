import type { Article, ArticleId } from '../article/article.ts';
import type { Language } from '../source/source.ts';
import type { Join, StoryId } from '../story/story.ts';

/** The story that an article joins or begins, the reason, and the stored stories that the article connects with it. */
export type Placement = {
  readonly article: Article;
  readonly into:
    | { readonly kind: 'story'; readonly id: StoryId }
    | { readonly kind: 'with'; readonly article: ArticleId }
    | { readonly kind: 'new' };
  readonly join: Join;
  readonly bridges: readonly Bridge[];
};

/**
 * A stored story that an article connects with the article's story. `unite`: neither story was announced, and the two
 * become one. `relate`: both stories stay and are related.
 */
export type Bridge = Pick<NearMiss, 'story' | 'score'> & {
  readonly kind: 'unite' | 'relate';
  /** The most similar report of the stored story, and the facts in which the report and the article agree and differ. */
  readonly detail: string;
};

/** A story that is similar to another story, but separate from it. */
export type NearMiss = {
  readonly story: StoryId;
  /**
   * How well this story matches the articles that were compared with it, at most 1; below 0 if vetoes, a setting or a
   * rule of `folds.yaml` keep them apart.
   */
  readonly score: number;
  /** Minimum score at which the two stories become one. */
  readonly needed: number;
  /** The most similar report of the similar story. */
  readonly report: {
    readonly title: string;
    readonly outlet: Article['outlet'];
    readonly language: Language;
  };
  /**
   * The facts in which the most similar reports agree and differ, and any veto or rule that keeps the stories apart.
   */
  readonly detail: string;
};

/** Says why a similar story is separate: `0.41, but 0.58 is needed: “…” (NHK): …`. */
export const explainNearMiss = (near: NearMiss): string =>
  `${tellNeed(near)}: “${near.report.title}” (${near.report.outlet.name}): ${near.detail}`;

/**
 * Returns a score beside the needed score: `0.41, but 0.58 is needed`. If the score is high enough, adds that the
 * stories were separate before. Returns `Ruled out` for a score below 0.
 */
export const tellNeed = ({ score, needed }: Pick<NearMiss, 'score' | 'needed'>): string => {
  if (score < 0) return 'Ruled out';
  const enough = `${needed.toFixed(2)} is needed`;
  return score < needed
    ? `${score.toFixed(2)}, but ${enough}`
    : `${score.toFixed(2)} today, and ${enough}; they were separate stories before`;
};
