import { labelOf, rowOfStory } from '../../src/adapters/store/format/row.ts';
import type { ArticleId, IdentityKey } from '../../src/domain/article/article.ts';
import { identityKeys } from '../../src/domain/article/identity-keys.ts';
import type { Drop } from '../../src/domain/item/drop.ts';
import type { SourceId } from '../../src/domain/source/source.ts';
import type { SourceState } from '../../src/domain/source/source-state.ts';
import type { Story, StoryId } from '../../src/domain/story/story.ts';
import type { Known, Store, StoryQuery } from '../../src/pipeline/ports.ts';

export type MemoryStore = Store & {
  readonly allStories: () => readonly Story[];
  /** The next commits reject, as a full disk makes them. */
  readonly failWith: (error: Error | undefined) => void;
};

/** A store without a disk, for tests of what the pipeline asks of it. */
export const createMemoryStore = (): MemoryStore => {
  const states = new Map<SourceId, SourceState>();
  const stories = new Map<StoryId, Story>();
  const known = new Map<IdentityKey, Known>();
  const storyOf = new Map<ArticleId, StoryId>();
  const drops = new Map<IdentityKey, Drop>();
  let failure: Error | undefined;
  return {
    state: (source) => states.get(source),
    knows: (key) => known.get(key),
    storyOf: (article) => storyOf.get(article),
    story: async (id) => stories.get(id),
    storiesSince: async () => [...stories.values()],
    stories: async ({ limit, announcedOnly = false, from, until, ...labels }) =>
      [...stories.values()]
        .filter((story) => wears(story, labels))
        .filter(({ announcedAt }) => !announcedOnly || announcedAt !== undefined)
        .filter(({ published }) => from === undefined || Temporal.Instant.compare(published, from) >= 0)
        .filter(({ published }) => until === undefined || Temporal.Instant.compare(published, until) < 0)
        .toSorted((a, b) => Temporal.Instant.compare(b.published, a.published))
        .slice(0, limit),
    drop: async (key) => drops.get(key),
    commit: async (change) => {
      if (failure !== undefined) throw failure;
      for (const state of change.states) states.set(state.source, state);
      for (const drop of change.drops) {
        for (const key of drop.keys) {
          drops.set(key, drop);
          known.set(key, { kind: 'dropped' });
        }
      }
      for (const id of change.united ?? []) stories.delete(id);
      for (const story of change.stories) {
        stories.set(story.id, story);
        for (const article of story.articles) {
          storyOf.set(article.id, story.id);
          for (const key of identityKeys(article)) known.set(key, { kind: 'article', id: article.id });
        }
      }
    },
    removeBefore: async (moment) => {
      let removed = 0;
      for (const story of stories.values()) {
        if (Temporal.Instant.compare(story.published, moment) >= 0) continue;
        removed += 1;
        stories.delete(story.id);
        for (const article of story.articles) {
          for (const key of identityKeys(article)) known.set(key, { kind: 'removed' });
        }
      }
      return { removed };
    },
    health: () => ({
      articles: storyOf.size,
      stories: stories.size,
      bytes: 0,
      problems: [],
      ...{ journalBytes: 0, partitions: 0, unwritten: 0, damagedFiles: 0 },
      isWaiting: false,
    }),
    close: async () => undefined,
    allStories: () => [...stories.values()],
    failWith: (error) => {
      failure = error;
    },
  };
};

type Labels = Pick<StoryQuery, 'company' | 'topic' | 'outlet' | 'language'>;

const wears = (story: Story, { company, topic, outlet, language }: Labels): boolean => {
  const worn = new Set(rowOfStory(story).labels);
  return [
    company && labelOf.company(company),
    topic && labelOf.topic(topic),
    outlet && labelOf.outlet(outlet),
    language && labelOf.language(language),
  ].every((label) => label === undefined || worn.has(label));
};
