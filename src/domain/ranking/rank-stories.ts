import type { Story } from '../story/story.ts';
import { type Importance, importanceOf } from './importance.ts';
import type { RankingContext } from './ranking-context.ts';

export type RankedStory = { readonly story: Story; readonly importance: Importance };

/** Time for which a story can stand on the front page, in ms: 24 hours from its publication. */
export const RANKED_MS = 24 * 3_600_000;

/**
 * Stories by importance at a moment, the most important first; of equal ones the newest, then by id. `adjust` may change
 * the importance of each before they are put in order.
 */
export const rankStories = (
  stories: readonly Story[],
  context: RankingContext,
  now: Temporal.Instant,
  adjust: (importance: Importance) => Importance = (importance) => importance,
): readonly RankedStory[] =>
  stories
    .map((story): RankedStory => ({ story, importance: adjust(importanceOf(story, context, now)) }))
    .toSorted(
      ({ story: a, importance: { score: first } }, { story: b, importance: { score: second } }) =>
        second - first || Temporal.Instant.compare(b.published, a.published) || (a.id < b.id ? -1 : 1),
    );
