import type { Story } from '../story/story.ts';
import { type Importance, importanceOf } from './importance.ts';
import type { RankingContext } from './ranking-context.ts';

export type RankedStory = { readonly story: Story; readonly importance: Importance };

/** Length in ms of the period from which a front page takes its stories. */
export const RANKED_MS = 24 * 3_600_000;

/**
 * Sorts stories by importance at a moment, the most important first, then the newest first, then by id. `adjust` may
 * change the importance of a story before the stories are sorted.
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
