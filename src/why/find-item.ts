import type { Article, ArticleId, IdentityKey } from '../domain/article/article.ts';
import { canonicalUrl } from '../domain/article/canonical-url.ts';
import { guidKey, urlKey } from '../domain/article/identity-keys.ts';
import { titleKey } from '../domain/article/is-same-text.ts';
import { nearestArticle } from '../domain/article/nearest-article.ts';
import type { Config } from '../domain/config.ts';
import { defined } from '../domain/defined.ts';
import type { Drop } from '../domain/item/drop.ts';
import type { Store } from '../domain/store/contract.ts';
import type { Story, StoryId } from '../domain/story/story.ts';
import { withScheme } from '../domain/web-address.ts';

export type FoundItem =
  | { readonly kind: 'article'; readonly story: Story; readonly article: Article }
  /** A story with several articles. */
  | { readonly kind: 'story'; readonly story: Story }
  | { readonly kind: 'dropped'; readonly drop: Drop }
  /** Retention has deleted the item. */
  | { readonly kind: 'removed' }
  | { readonly kind: 'unreadable' }
  | { readonly kind: 'unseen'; readonly asked: string; readonly nearest?: NearestItem };

type NearestItem = {
  readonly title: string;
  readonly link: string;
  readonly outlet: string;
  readonly dropReason?: string;
};

/** Maximum number of stories, and of drops, that are compared, the newest first. */
const LOOKED_AT = 2000;

/** Maximum number of search results whose titles are compared. */
const TITLES_LOOKED_AT = 50;

type AskedStore = Pick<Store, 'knows' | 'storyIdsOf' | 'story' | 'stories' | 'drop' | 'newestDrops'>;

const ID = /^(?:tag:.*:|https?:\/\/[^/]+\/(?:.*\/)?stories\/)?([a-z2-7]{16})\/?(?:[?#].*)?$/;

/**
 * Finds an item by the id of its article or story, the `tag:` URI of its entry, the address of its story's page, or
 * the item's address, guid or whole title.
 */
export const findItem = async (asked: string, store: AskedStore, config: Config): Promise<FoundItem> => {
  const id = ID.exec(asked)?.[1];
  if (id !== undefined) {
    const story = await store.story(id as StoryId);
    if (story?.articles.length === 1) return { kind: 'article', story, article: story.articles[0] };
    if (story !== undefined) return { kind: 'story', story };
    const article = await articleOf(id as ArticleId, store);
    if (article !== undefined) return article;
  }
  const keys = keysOf(asked, config);
  const allKnown = await store.knows(keys);
  for (const key of keys) {
    const known = allKnown.get(key);
    if (known?.kind === 'article') return (await articleOf(known.id, store)) ?? { kind: 'unreadable' };
    if (known?.kind === 'removed') return { kind: 'removed' };
    const drop = known === undefined ? undefined : await store.drop(key);
    if (drop !== undefined) return { kind: 'dropped', drop };
    if (known !== undefined) return { kind: 'unreadable' };
  }
  const titled = await byTitle(asked, store);
  if (titled !== undefined) return titled;
  return { kind: 'unseen', asked, ...defined({ nearest: await nearestTo(asked, store, config) }) };
};

const byTitle = async (asked: string, store: AskedStore): Promise<FoundItem | undefined> => {
  const key = titleKey(asked);
  if (key === '') return undefined;
  const newestOf = (stories: readonly Story[]): FoundItem | undefined =>
    stories
      .flatMap((story) => story.articles.map((article) => ({ kind: 'article', story, article }) as const))
      .filter(({ article: { title, formerTitles = [] } }) =>
        [title, ...formerTitles].some((one) => titleKey(one) === key),
      )
      .toSorted((a, b) => Temporal.Instant.compare(b.article.published, a.article.published))[0];
  const words = [{ text: asked, labels: [] }];
  const found =
    newestOf(await store.stories({ words, limit: TITLES_LOOKED_AT })) ??
    // The search of the store does not find former titles, so the newest stories are compared.
    newestOf(await store.stories({ limit: LOOKED_AT }));
  if (found !== undefined) return found;
  const drop = (await store.newestDrops(LOOKED_AT)).find(({ title }) => titleKey(title) === key);
  return drop && { kind: 'dropped', drop };
};

const nearestTo = async (
  asked: string,
  store: AskedStore,
  { sources }: Config,
): Promise<NearestItem | undefined> => {
  const stories = await store.stories({ limit: LOOKED_AT });
  const kept = stories.flatMap(({ articles }) =>
    articles.map(({ title, link, canonicalUrl: url, outlet }) => ({
      item: { title, link, outlet: outlet.name },
      title,
      canonicalUrl: url,
    })),
  );
  const names = new Map(sources.map(({ id, outlet }) => [id, outlet.name]));
  const dropped = (await store.newestDrops(LOOKED_AT)).map(({ title, link, source, reason }) => ({
    item: { title, link, outlet: names.get(source) ?? source, dropReason: reason },
    title,
    canonicalUrl: canonicalUrl(link),
  }));
  return nearestArticle(asked, [...kept, ...dropped])?.item;
};

const articleOf = async (id: ArticleId, store: AskedStore): Promise<FoundItem | undefined> => {
  const storyId = (await store.storyIdsOf([id])).get(id);
  if (storyId === undefined) return undefined;
  const story = await store.story(storyId);
  const article = story?.articles.find((one) => one.id === id);
  return story === undefined || article === undefined
    ? { kind: 'unreadable' }
    : { kind: 'article', story, article };
};

/**
 * Returns the keys that `asked` has as an address, and as a guid of each outlet of the config. If `asked` seems to lack
 * `https://`, the keys with `https://` come first.
 */
const keysOf = (asked: string, { outlets, sources }: Config): readonly IdentityKey[] => {
  // A guid such as `post.1` also begins like a host name.
  const urls = new Set([withScheme(asked), asked].map(canonicalUrl));
  const ids = new Set([...outlets, ...sources.map(({ outlet }) => outlet)].map(({ id }) => id));
  return [...urls].flatMap((url) => [urlKey(url), ...[...ids].map((id) => guidKey(id, url))]);
};
