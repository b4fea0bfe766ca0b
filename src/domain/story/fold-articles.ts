import type { Article, ArticleId } from '../article/article.ts';
import type { Language } from '../source/source.ts';
import { atOnce, type Steps } from '../steps.ts';
import { createRulings, type FoldRule } from './fold-rule.ts';
import { nearestStories } from './group/nearest-stories.ts';
import { placeBatch, thresholdOf } from './group/place-batch.ts';
import { createShelf } from './group/shelf.ts';
import shipped from './parameters.json' with { type: 'json' };
import type { GlossaryPair } from './read/glossary.ts';
import { createReader } from './read/read-article.ts';
import type { Parameters } from './score/parameters.ts';
import { createPairScorer } from './score/score-pair.ts';
import type { Join, Story, StoryId } from './story.ts';

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

export type FoldSettings = {
  /** Articles further apart than this are never one story; how long the index remembers. */
  readonly windowMs: number;
  readonly acrossLanguages: boolean;
  readonly strictness: 'normal' | 'careful';
  readonly glossary: readonly GlossaryPair[];
  /** Everyday words in both languages. */
  readonly dictionary: readonly GlossaryPair[];
  /** What an editor joined and parted by hand. */
  readonly rules?: readonly FoldRule[];
  /** What was learned; the shipped parameters where absent. */
  readonly parameters?: Parameters;
};

export type Folder = {
  /** Puts stored stories in at start (oldest first). */
  readonly load: (stories: readonly Story[]) => void;
  /**
   * Decides for a poll's new articles together, whatever their order; deterministic, and changes nothing. Gives
   * them by date, so that an article comes before those that go with it.
   */
  readonly place: (articles: readonly Article[], now: Temporal.Instant) => readonly Placement[];
  /** The same in steps of an article each. From the first to the last nothing may be taken over or forgotten. */
  readonly placeInSteps: (articles: readonly Article[], now: Temporal.Instant) => Steps<readonly Placement[]>;
  /** The five stories nearest to articles of a story, besides that one, the likeliest first: found when somebody asks. */
  readonly nearest: (articles: readonly Article[], own: StoryId) => readonly NearMiss[];
  /** Takes over what was decided and stored. */
  readonly accept: (stories: readonly Story[]) => void;
  readonly forgetBefore: (moment: Temporal.Instant) => void;
};

export const SHIPPED_PARAMETERS: Parameters = shipped;

/** Folds copies by address and title, and reports of one event by the learned scorer. */
export const createFolder = (settings: FoldSettings): Folder => {
  const parameters = settings.parameters ?? SHIPPED_PARAMETERS;
  const shelf = createShelf(createReader(parameters, settings.glossary, settings.dictionary));
  const scorer = createPairScorer(parameters);
  const rulings = createRulings(settings.rules ?? []);
  const placeInSteps: Folder['placeInSteps'] = (articles, now) =>
    placeBatch(shelf, scorer, settings, parameters, rulings, articles, now);
  return {
    load: shelf.accept,
    accept: shelf.accept,
    place: (articles, now) => atOnce(placeInSteps(articles, now)),
    placeInSteps,
    nearest: (articles, own) =>
      nearestStories(
        shelf,
        scorer,
        settings,
        rulings,
        (entrants) => thresholdOf(entrants, settings, parameters),
        articles,
        own,
      ),
    forgetBefore: shelf.forgetBefore,
  };
};
