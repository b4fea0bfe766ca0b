import type { Article, ArticleId } from '../domain/article/article.ts';
import type { NonEmpty } from '../domain/brand.ts';
import type { Folder } from '../domain/story/fold-articles.ts';
import { announceStory, bearStory, joinStory } from '../domain/story/grow-story.ts';
import type { Join, Story, StoryId } from '../domain/story/story.ts';
import type { Polled } from './poll-source.ts';
import type { Store } from './ports.ts';

export type FreshArticle = {
  readonly article: Article;
  readonly silent: boolean;
  readonly polled: Polled;
  /** The stored story that holds another outlet's copy of the same page. */
  readonly copyOf?: Story;
};

type PlacingParts = {
  readonly folder: Folder;
  readonly store: Pick<Store, 'story'>;
  readonly authority: string;
  /** Tags the articles of a story in the light of each other. */
  readonly tagStory: (articles: NonEmpty<Article>) => NonEmpty<Article>;
};

/**
 * Puts new articles into stories, stored ones and new ones, and writes the stories that changed into `stories`.
 * An article that is not of a silent backlog announces its story. Gives the ids of those that joined another.
 */
export const placeArticles = async (
  fresh: readonly FreshArticle[],
  stories: Map<StoryId, Story>,
  parts: PlacingParts,
): Promise<ReadonlySet<ArticleId>> => {
  const joined = new Set<ArticleId>();
  const storyOf = new Map<ArticleId, StoryId>();
  const freshById = new Map(fresh.map((one) => [one.article.id, one]));

  const withTags = (story: Story): Story => ({ ...story, articles: parts.tagStory(story.articles) });

  const born = new Set<StoryId>();
  const put = (one: FreshArticle, story: Story | undefined, join: Join): void => {
    const at = one.polled.at;
    if (story === undefined) born.add(one.article.id as string as StoryId);
    const grown =
      story === undefined
        ? bearStory(one.article, join, parts.authority)
        : // Nobody has seen a story of this moment yet, so that it is no update.
          withTags(joinStory(story, one.article, join, born.has(story.id) ? story.updated : at));
    stories.set(grown.id, one.silent ? grown : announceStory(grown, at));
    storyOf.set(one.article.id, grown.id);
    if (story !== undefined) joined.add(one.article.id);
  };

  for (const one of fresh) {
    if (one.copyOf === undefined) continue;
    const detail = `another outlet's copy of ${one.article.canonicalUrl}`;
    const story = stories.get(one.copyOf.id) ?? one.copyOf;
    put(one, story, { article: one.article.id, reason: 'same-url', detail });
  }
  const open = fresh.filter(({ copyOf }) => copyOf === undefined).map(({ article }) => article);
  const now = fresh[0]?.polled.at;
  if (now === undefined) return joined;
  const placements = parts.folder.place(open, now);
  if (placements.length !== open.length)
    throw new Error(`${open.length} articles had ${placements.length} places`);
  for (const { article, into, join } of placements) {
    const one = freshById.get(article.id);
    if (one === undefined) throw new Error(`the article ${article.id} was placed and did not arrive`);
    const id = into.kind === 'story' ? into.id : into.kind === 'with' ? storyOf.get(into.article) : undefined;
    const story = id === undefined ? undefined : (stories.get(id) ?? (await parts.store.story(id)));
    put(one, story, join);
  }
  return joined;
};
