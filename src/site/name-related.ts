import type { ArticleId } from '../domain/article/article.ts';
import type { Config } from '../domain/config.ts';
import type { Entry } from '../domain/entry/entry.ts';
import { onceFor } from '../domain/once-for.ts';
import type { Store } from '../domain/store/contract.ts';
import type { Story, StoryId } from '../domain/story/story.ts';
import { makeEntries } from './entries.ts';
import { entryContext } from './entry-context.ts';

export type StoryFinder = Pick<Store, 'storiesById' | 'storyIdsOf'>;

/**
 * Resolves to stories by id, without those that are no longer stored. A story that was united with another story is
 * found by its first article, which has the same id.
 */
export const findStories = async (
  ids: Iterable<StoryId>,
  store: StoryFinder,
): Promise<ReadonlyMap<StoryId, Story>> => {
  const asked = [...new Set(ids)];
  const found = new Map((await store.storiesById(asked)).map((story) => [story.id, story]));
  const merged = asked.filter((id) => !found.has(id)).map((id) => id as string as ArticleId);
  if (merged.length === 0) return found;
  const homes = await store.storyIdsOf(merged);
  const others = new Map(
    homes.size === 0 ? [] : (await store.storiesById([...homes.values()])).map((story) => [story.id, story]),
  );
  for (const [id, home] of homes) {
    const story = found.get(home) ?? others.get(home);
    if (story !== undefined) found.set(id as string as StoryId, story);
  }
  return found;
};

/**
 * Resolves to entries with the titles of those related stories that are still stored. For an entry, later calls give
 * the same object while these titles stay the same.
 */
export const nameRelated = async (
  entries: readonly Entry[],
  store: StoryFinder,
  config: Config,
): Promise<readonly Entry[]> => {
  const ids = entries.flatMap(({ related }) => related.map(({ story }) => story));
  if (ids.length === 0) return entries;
  const stories = await findStories(ids, store);
  return entries.map((entry) => {
    if (entry.related.length === 0) return entry;
    const homes = new Set(entry.related.flatMap(({ story }) => stories.get(story) ?? []));
    const related = makeEntries([...homes], entryContext(config))
      .filter(({ story }) => story !== entry.story)
      .map(({ story, title, language }) => ({ story, title, language }));
    return withRelated(entry, related);
  });
};

const lastNamed = onceFor((_entry: Entry): { titles?: string; named?: Entry } => ({}));

const withRelated = (entry: Entry, related: Entry['related']): Entry => {
  const last = lastNamed(entry);
  const titles = JSON.stringify(related);
  if (last.named === undefined || last.titles !== titles) {
    last.named = { ...entry, related };
    last.titles = titles;
  }
  return last.named;
};
