import { createPicker, type PickedStory } from '../ranking/pick-stories.ts';
import { rankStories } from '../ranking/rank-stories.ts';
import type { RankingContext } from '../ranking/ranking-context.ts';
import type { Story, StoryId } from '../story/story.ts';
import type { DueEdition } from './due-edition.ts';

type NewsRange = Pick<DueEdition, 'since' | 'until'>;

/** Hours before a range. A story that began in them is news of the range if a report joined it in the range. */
const GROWING_HOURS = 24;

/** Maximum number of stories from which an edition is picked: the picker compares all their titles with each other. */
const MOST_COMPARED = 500;

/** The range of `published` that contains all stories that can be news of a range. */
export const publishedIn = ({ since, until }: NewsRange) => ({
  from: since.subtract({ hours: GROWING_HOURS }),
  until,
});

/**
 * Whether a story that `publishedIn` covers is news of the range: it is dated in the range, or one of its reports was first
 * seen in the range. Outlets date reports back, and a story may grow long after its first report.
 */
export const isNews = ({ published, articles }: Story, { since }: NewsRange): boolean =>
  [published, ...articles.map(({ firstSeenAt }) => firstSeenAt)].some(
    (moment) => Temporal.Instant.compare(moment, since) >= 0,
  );

/** The most important of some stories at a moment, at most as many as an edition is picked from. */
export const mostImportant = (
  stories: readonly Story[],
  context: RankingContext,
  now: Temporal.Instant,
): readonly Story[] =>
  rankStories(stories, context, now)
    .slice(0, MOST_COMPARED)
    .map(({ story }) => story);

/**
 * The stories of an edition, the lead first: the most important at the end of the range, without stories of earlier
 * editions. No outlet leads more than its share of the stories.
 */
export const chooseStories = (
  stories: readonly Story[],
  context: RankingContext,
  { until, limit, earlier }: Pick<NewsRange, 'until'> & ChoiceLimits,
): readonly PickedStory[] => {
  const fresh = stories.filter(({ id }) => !earlier.has(id));
  const ranked = rankStories(mostImportant(fresh, context, until), context, until);
  return createPicker(ranked, context.outlets).pick(limit, ranked);
};

type ChoiceLimits = {
  readonly limit: number;
  /** Stories of earlier editions, which are left out. */
  readonly earlier: ReadonlySet<StoryId>;
};
