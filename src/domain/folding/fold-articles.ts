import type { Article } from '../article/article.ts';
import { atOnce, type Steps } from '../steps.ts';
import type { Story, StoryId } from '../story/story.ts';
import { createRulings } from './fold-rule.ts';
import type { FoldSettings } from './fold-settings.ts';
import type { FoldingContext } from './group/folding-context.ts';
import { isWorthScoring } from './group/is-worth-scoring.ts';
import { nearestStories } from './group/nearest-stories.ts';
import { placeBatch } from './group/place-batch.ts';
import { createShelf } from './group/shelf.ts';
import shipped from './parameters.json' with { type: 'json' };
import type { NearMiss, Placement } from './placement.ts';
import type { Profile } from './read/profile.ts';
import { createReader } from './read/read-article.ts';
import type { Parameters } from './score/parameters.ts';
import { createPairScorer } from './score/score-pair.ts';

export type Folding = {
  /**
   * Places the new articles of a batch together, and stores nothing. Returns the placements in order of the articles'
   * dates, but repeats of a headline (`findRepeats`) come last. A placement `with` another article comes after the
   * placement of that article.
   */
  readonly place: (articles: readonly Article[], now: Temporal.Instant) => readonly Placement[];
  /** Places articles as `place` does, in steps. The caller must not call `accept` or `forgetBefore` before the last step. */
  readonly placeInSteps: (articles: readonly Article[], now: Temporal.Instant) => Steps<readonly Placement[]>;
  /** Finds other stories similar enough to articles of `own`: at most `NEAREST_SHOWN`, the most similar first. */
  readonly nearest: (articles: readonly Article[], own: StoryId) => readonly NearMiss[];
  /** True if two articles may report one event, by their titles alone; much less is needed than to fold them. */
  readonly mayBeOneEvent: (a: Article, b: Article) => boolean;
  /** Adds stored stories, or new versions of known stories. */
  readonly accept: (stories: readonly Story[]) => void;
  readonly forgetBefore: (moment: Temporal.Instant) => void;
};

export const SHIPPED_PARAMETERS: Parameters = shipped;

export const createFolding = (settings: FoldSettings): Folding => {
  const parameters = settings.parameters ?? SHIPPED_PARAMETERS;
  const read = createReader(parameters, settings.glossary, settings.dictionary);
  const readTitle = ({ summary: _, ...titled }: Article): Profile => read(titled);
  const shelf = createShelf(read);
  const context: FoldingContext = {
    shelf,
    scorer: createPairScorer(parameters),
    settings,
    parameters,
    rulings: createRulings(settings.rules ?? []),
  };
  const placeInSteps: Folding['placeInSteps'] = (articles, now) => placeBatch(context, articles, now);
  return {
    accept: shelf.accept,
    place: (articles, now) => atOnce(placeInSteps(articles, now)),
    placeInSteps,
    mayBeOneEvent: (a, b) => isWorthScoring(readTitle(a), readTitle(b)),
    nearest: (articles, own) => nearestStories(context, articles, own),
    forgetBefore: shelf.forgetBefore,
  };
};
