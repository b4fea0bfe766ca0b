import type { Article } from '../src/domain/article/article.ts';
import { createFolding } from '../src/domain/folding/fold-articles.ts';
import type { FoldSettings } from '../src/domain/folding/fold-settings.ts';
import { createStory, joinStory } from '../src/domain/story/grow-story.ts';
import type { Story, StoryId } from '../src/domain/story/story.ts';

/**
 * Folds articles in the order of arrival, and returns the story of each article. Articles that arrive at the same time
 * count as one poll.
 */
export const foldInOrder = (
  articles: readonly Article[],
  settings: FoldSettings,
): ReadonlyMap<string, StoryId> => {
  const folding = createFolding(settings);
  const storyOf = new Map<string, StoryId>();
  const stories = new Map<StoryId, Story>();
  const polls = Map.groupBy(articles, ({ firstSeenAt }) => firstSeenAt.epochMilliseconds);
  for (const [ms, poll] of [...polls].sort(([a], [b]) => a - b)) {
    const changed = new Set<StoryId>();
    const now = Temporal.Instant.fromEpochMilliseconds(ms);
    folding.forgetBefore(now.subtract({ milliseconds: settings.windowMs }));
    const placements = folding.place(poll, now);
    // Articles that join no other article of the poll come first, because others may join them.
    for (const { article, into, join } of placements.toSorted(
      (a, b) => Number(a.into.kind === 'with') - Number(b.into.kind === 'with'),
    )) {
      const id =
        into.kind === 'story' ? into.id : into.kind === 'with' ? storyOf.get(into.article) : undefined;
      const story = id === undefined ? undefined : stories.get(id);
      const grown =
        story === undefined
          ? { ...createStory(article, join, 'bench'), announcedAt: now }
          : joinStory(story, article, join, now);
      stories.set(grown.id, grown);
      storyOf.set(article.id, grown.id);
      changed.add(grown.id);
    }
    folding.accept([...changed].flatMap((id) => stories.get(id) ?? []));
  }
  return storyOf;
};
