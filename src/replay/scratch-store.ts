import type { Article, ArticleId, IdentityKey } from '../domain/article/article.ts';
import { identityKeys, keysToKeep } from '../domain/article/identity-keys.ts';
import type { Story, StoryId } from '../domain/story/story.ts';
import type { IntakeStore } from '../intake/take-in.ts';

/** The part of a store that `takeIn` needs, in memory only. */
export type ScratchStore = IntakeStore & {
  /**
   * Returns the story of the article, else of a stored article that shares an identity key; undefined if neither is
   * stored.
   */
  readonly storyWith: (article: Article) => Story | undefined;
};

export const createScratchStore = (): ScratchStore => {
  const stories = new Map<StoryId, Story>();
  const storyOf = new Map<ArticleId, StoryId>();
  const articleOf = new Map<IdentityKey, ArticleId>();
  const storyOfArticle = (id: ArticleId | undefined): Story | undefined => {
    const story = id === undefined ? undefined : storyOf.get(id);
    return story === undefined ? undefined : stories.get(story);
  };
  return {
    knows: async (keys) =>
      new Map(
        keys.flatMap((key) => {
          const id = articleOf.get(key);
          return id === undefined ? [] : [[key, { kind: 'article', id }]];
        }),
      ),
    storyIdsOf: async (articles) =>
      new Map(
        articles.flatMap((article) => {
          const story = storyOf.get(article);
          return story === undefined ? [] : [[article, story]];
        }),
      ),
    storiesById: async (ids) => ids.flatMap((id) => stories.get(id) ?? []),
    commit: async (change) => {
      for (const id of change.united ?? []) stories.delete(id);
      for (const story of change.stories) {
        stories.set(story.id, story);
        for (const article of story.articles) {
          storyOf.set(article.id, story.id);
          for (const key of keysToKeep(article)) articleOf.set(key, article.id);
        }
      }
    },
    storyWith: (article) =>
      storyOfArticle(article.id) ??
      identityKeys(article)
        .map((key) => storyOfArticle(articleOf.get(key)))
        .find((story) => story !== undefined),
  };
};
