import { createPicker, type PickedStory } from '../ranking/pick-stories.ts';
import { rankStories } from '../ranking/rank-stories.ts';
import type { RankingContext } from '../ranking/ranking-context.ts';
import type { Story, StoryId } from '../story/story.ts';
import type { DueEdition } from './due-edition.ts';

type NewsRange = Pick<DueEdition, 'since' | 'until'>;

/** Maximum age of a story at the start of the range, in hours. */
const GROWING_HOURS = 24;

/** Maximum number of stories from which an edition is picked. */
const MOST_COMPARED = 500;

/** Returns the range of dates (`published`) of all stories that can be news of a given range. */
export const publishedIn = ({ since, until }: NewsRange) => ({
  from: since.subtract({ hours: GROWING_HOURS }),
  until,
});

/**
 * True if a story of `publishedIn` is news: its date is not before the range, or a report was first seen since the range
 * began.
 */
export const isNews = ({ published, articles }: Story, { since }: NewsRange): boolean =>
  [published, ...articles.map(({ firstSeenAt }) => firstSeenAt)].some(
    (moment) => Temporal.Instant.compare(moment, since) >= 0,
  );

/** Returns the most important stories at a moment, at most `MOST_COMPARED`. */
export const mostImportant = (
  stories: readonly Story[],
  context: RankingContext,
  now: Temporal.Instant,
): readonly Story[] =>
  rankStories(stories, context, now)
    .slice(0, MOST_COMPARED)
    .map(({ story }) => story);

/**
 * Chooses at most `limit` stories for an edition by their importance at the end of the range, the lead story first. The
 * limits for outlets and for matters are those of `Picker`.
 */
export const chooseStories = (
  stories: readonly Story[],
  context: RankingContext,
  { until, limit, earlier }: Pick<NewsRange, 'until'> & ChoiceLimits,
): readonly PickedStory[] => {
  const fresh = stories.filter(({ id }) => !earlier.has(id));
  const ranked = rankStories(fresh, context, until).slice(0, MOST_COMPARED);
  return createPicker(ranked, context.outlets).pick(limit, ranked);
};

type ChoiceLimits = {
  readonly limit: number;
  /** The stories of earlier editions, which are left out. */
  readonly earlier: ReadonlySet<StoryId>;
};
