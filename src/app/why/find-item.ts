import type { Article, ArticleId, IdentityKey } from '../../domain/article/article.ts';
import { canonicalUrl } from '../../domain/article/canonical-url.ts';
import { guidKey, urlKey } from '../../domain/article/identity-keys.ts';
import { nearestArticle } from '../../domain/article/nearest-article.ts';
import type { Drop } from '../../domain/item/drop.ts';
import type { Story, StoryId } from '../../domain/story/story.ts';
import type { Config, Store } from '../../pipeline/ports.ts';

/** What is stored of an item that somebody asks about. */
export type FoundItem =
  | { readonly kind: 'article'; readonly story: Story; readonly article: Article }
  /** Asked for as a whole. */
  | { readonly kind: 'story'; readonly story: Story }
  | { readonly kind: 'dropped'; readonly drop: Drop }
  /** It was stored, and its time is over. */
  | { readonly kind: 'removed' }
  /** Something is stored under its name, and cannot be read. */
  | { readonly kind: 'unreadable' }
  | { readonly kind: 'unseen'; readonly nearest?: Article };

/** Among so many of the newest stories the nearest is looked for. */
const STORIES_LOOKED_AT = 2000;

const ID = /^(?:tag:.*:|https?:\/\/[^/]+\/(?:.*\/)?stories\/)?([a-z2-7]{16})$/;

/**
 * Finds what is meant by the id of an article or a story, the `tag:` URI of an entry, the address of a story's page,
 * or the address of an article in any of its spellings.
 */
export const findItem = async (
  asked: string,
  store: Pick<Store, 'knows' | 'storyOf' | 'story' | 'stories' | 'drop'>,
  config: Config,
): Promise<FoundItem> => {
  const id = ID.exec(asked)?.[1];
  if (id !== undefined) {
    const story = await store.story(id as StoryId);
    if (story !== undefined) return story.articles.length === 1 ? single(story) : { kind: 'story', story };
    if (store.storyOf(id as ArticleId) !== undefined) return articleOf(id as ArticleId, store);
  }
  for (const key of keysOf(asked, config)) {
    const known = store.knows(key);
    if (known?.kind === 'article') return articleOf(known.id, store);
    if (known?.kind === 'removed') return { kind: 'removed' };
    const drop = known === undefined ? undefined : await store.drop(key);
    if (drop !== undefined) return { kind: 'dropped', drop };
    if (known !== undefined) return { kind: 'unreadable' };
  }
  const recent = await store.stories({ limit: STORIES_LOOKED_AT });
  const nearest = nearestArticle(
    asked,
    recent.flatMap(({ articles }) => articles),
  );
  return nearest === undefined ? { kind: 'unseen' } : { kind: 'unseen', nearest };
};

const single = (story: Story): FoundItem => ({ kind: 'article', story, article: story.articles[0] });

const articleOf = async (id: ArticleId, store: Pick<Store, 'storyOf' | 'story'>): Promise<FoundItem> => {
  const storyId = store.storyOf(id);
  const story = storyId === undefined ? undefined : await store.story(storyId);
  const article = story?.articles.find((one) => one.id === id);
  return story === undefined || article === undefined
    ? { kind: 'unreadable' }
    : { kind: 'article', story, article };
};

/** Its address, and the guid that it may be of any outlet. */
const keysOf = (asked: string, { outlets, sources }: Config): readonly IdentityKey[] => {
  const url = canonicalUrl(/^[\w-]+(\.[\w-]+)+\//.test(asked) ? `https://${asked}` : asked);
  const ids = new Set([...outlets, ...sources.map(({ outlet }) => outlet)].map(({ id }) => id));
  return [urlKey(url), ...[...ids].map((id) => guidKey(id, url))];
};
