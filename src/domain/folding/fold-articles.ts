import type { Article } from '../article/article.ts';
import { atOnce, type Steps } from '../steps.ts';
import type { Story, StoryId } from '../story/story.ts';
import { createRulings } from './fold-rule.ts';
import type { FoldSettings } from './fold-settings.ts';
import type { FoldingContext } from './group/folding-context.ts';
import { nearestStories } from './group/nearest-stories.ts';
import { placeBatch } from './group/place-batch.ts';
import { createShelf } from './group/shelf.ts';
import shipped from './parameters.json' with { type: 'json' };
import type { NearMiss, Placement } from './placement.ts';
import { createReader } from './read/read-article.ts';
import type { Parameters } from './score/parameters.ts';
import { createPairScorer } from './score/score-pair.ts';

export type Folding = {
  /** Adds stored stories at start, the oldest first. */
  readonly load: (stories: readonly Story[]) => void;
  /**
   * Decides for a poll's new articles together. The result is the same whatever their order, and nothing is changed.
   * Returns the articles by date, so that an article comes before those that go with it.
   */
  readonly place: (articles: readonly Article[], now: Temporal.Instant) => readonly Placement[];
  /** `place` in steps of one article each. Until the last step, call neither `accept` nor `forgetBefore`. */
  readonly placeInSteps: (articles: readonly Article[], now: Temporal.Instant) => Steps<readonly Placement[]>;
  /** The five stories nearest to articles of a story, without that story, the likeliest first. Changes nothing. */
  readonly nearest: (articles: readonly Article[], own: StoryId) => readonly NearMiss[];
  /** Adds stories that were stored, or replaces their older versions. */
  readonly accept: (stories: readonly Story[]) => void;
  readonly forgetBefore: (moment: Temporal.Instant) => void;
};

export const SHIPPED_PARAMETERS: Parameters = shipped;

/** Folds copies by address and title, and reports of one event by the learned scorer. */
export const createFolding = (settings: FoldSettings): Folding => {
  const parameters = settings.parameters ?? SHIPPED_PARAMETERS;
  const shelf = createShelf(createReader(parameters, settings.glossary, settings.dictionary));
  const context: FoldingContext = {
    shelf,
    scorer: createPairScorer(parameters),
    settings,
    parameters,
    rulings: createRulings(settings.rules ?? []),
  };
  const placeInSteps: Folding['placeInSteps'] = (articles, now) => placeBatch(context, articles, now);
  return {
    load: shelf.accept,
    accept: shelf.accept,
    place: (articles, now) => atOnce(placeInSteps(articles, now)),
    placeInSteps,
    nearest: (articles, own) => nearestStories(context, articles, own),
    forgetBefore: shelf.forgetBefore,
  };
};
