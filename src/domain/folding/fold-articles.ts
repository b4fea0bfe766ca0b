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
  /** Adds stored stories when the daemon starts, the oldest story first. */
  readonly load: (stories: readonly Story[]) => void;
  /**
   * Places the new articles of a batch together, and stores nothing. The order of the articles makes no difference.
   * Returns placements by date of the article: a placement `with` another article comes after that article's placement.
   */
  readonly place: (articles: readonly Article[], now: Temporal.Instant) => readonly Placement[];
  /** Places articles as `place` does, in steps. The caller must not call `accept` or `forgetBefore` before the last step. */
  readonly placeInSteps: (articles: readonly Article[], now: Temporal.Instant) => Steps<readonly Placement[]>;
  /**
   * Finds the stories that are most similar to articles of the story `own`, without `own`: at most `NEAREST_SHOWN`, the
   * most similar first.
   */
  readonly nearest: (articles: readonly Article[], own: StoryId) => readonly NearMiss[];
  /** Adds stored stories, or replaces older versions of these stories. */
  readonly accept: (stories: readonly Story[]) => void;
  readonly forgetBefore: (moment: Temporal.Instant) => void;
};

export const SHIPPED_PARAMETERS: Parameters = shipped;

/** Creates a folding without stories. */
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
