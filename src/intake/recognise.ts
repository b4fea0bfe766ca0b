import type { Article, ArticleId, IdentityKey } from '../domain/article/article.ts';
import { identityKeys, listedKey, refusedKey, urlKey } from '../domain/article/identity-keys.ts';
import { isPageOfItsOwn, isSameItem } from '../domain/article/is-same-item.ts';
import { isSameText } from '../domain/article/is-same-text.ts';
import { defined } from '../domain/defined.ts';
import type { Candidate } from '../domain/item/normalise-item.ts';
import type { Known, Store } from '../domain/store/contract.ts';
import type { Story } from '../domain/story/story.ts';

export type Recognition =
  /** The item's article was removed, or its story cannot be read. */
  | { readonly kind: 'forgotten' }
  | { readonly kind: 'again'; readonly article: Article; readonly story: Story }
  /**
   * The item is not stored. `copyOf`: the story with another outlet's article of the same page. `isGuidReused`: another
   * article already has the item's guid. `wasDropped`: the item was seen before, and dropped.
   */
  | {
      readonly kind: 'fresh';
      readonly copyOf?: Story;
      readonly isGuidReused: boolean;
      readonly wasDropped: boolean;
    };

export type KnownStore = Pick<Store, 'knows' | 'storyIdsOf' | 'storiesById'>;

/** The stored facts about some candidates. */
export type Recollection = {
  readonly known: ReadonlyMap<IdentityKey, Known>;
  /** Returns the story with an article, if a candidate has its id or key and the story can be read; else undefined. */
  readonly storyWith: (article: ArticleId) => Story | undefined;
  /** Returns whether an article is stored in an unreadable story, which storing the article again could replace. */
  readonly isUnreadable: (article: ArticleId) => boolean;
};

/** Reads the stored facts about all candidates at once, because the store may be on another machine. */
export const recollect = async (
  candidates: readonly Candidate[],
  store: KnownStore,
): Promise<Recollection> => {
  const known = await store.knows([
    ...new Set(candidates.flatMap((one) => [...identityKeys(one), listed(one), refusedKey(one)])),
  ]);
  const articles = new Set(candidates.map(({ id }) => id));
  for (const one of known.values()) if (one.kind === 'article') articles.add(one.id);
  const homes = await store.storyIdsOf([...articles]);
  const ids = new Set(homes.values());
  const stories = ids.size === 0 ? [] : await store.storiesById([...ids]);
  const byId = new Map(stories.map((story) => [story.id, story]));
  const storyWith = (article: ArticleId): Story | undefined => {
    const home = homes.get(article);
    return home === undefined ? undefined : byId.get(home);
  };
  return {
    known,
    storyWith,
    isUnreadable: (article) => homes.has(article) && storyWith(article) === undefined,
  };
};

/** Decides whether a candidate is stored, forgotten or new, by its id and its identity keys. */
export const recognise = (candidate: Candidate, recollection: Recollection): Recognition => {
  const { known, storyWith, isUnreadable } = recollection;
  if (isUnreadable(candidate.id)) return { kind: 'forgotten' };
  const itself = (story: Story | undefined, key: IdentityKey): Article | undefined =>
    story?.articles.find((one) => identityKeys(one).includes(key) && isSameItem(one, candidate));

  // A candidate's address may lead to another outlet's article, so the stories of the article with the candidate's id,
  // and of its outlet's article with the address, are searched, too.
  const home = storyWith(candidate.id);
  const own = known.get(listed(candidate));
  const ownStory = own?.kind === 'article' ? storyWith(own.id) : undefined;
  const keys = identityKeys(candidate);
  let copyOf: Story | undefined;
  for (const key of keys) {
    const found = known.get(key);
    if (found?.kind === 'removed' && namesOneItem(key, candidate, known)) return { kind: 'forgotten' };
    const led = found?.kind === 'article' ? storyWith(found.id) : undefined;
    for (const story of [home, ownStory, led]) {
      const article = itself(story, key);
      if (story !== undefined && article !== undefined) return { kind: 'again', article, story };
    }
    if (led?.articles.some((one) => isCopy(one, candidate, key))) copyOf = led;
  }
  // If another article has the guid, the address names the item. Different notices without guids may link one list, so a
  // link to a list does not identify a notice.
  const isGuidReused = home !== undefined;
  const hasOwnGuid = candidate.guid !== undefined && !isGuidReused;
  const named = hasOwnGuid ? keys.slice(0, 1).map((key) => known.get(key)) : [own];
  const wasDropped =
    (hasOwnGuid || isPageOfItsOwn(candidate.canonicalUrl)) && named.some((one) => one?.kind === 'dropped');
  return { kind: 'fresh', isGuidReused, wasDropped, ...defined({ copyOf }) };
};

/**
 * Returns whether a removed key identifies this item. Two kinds of address do not: an address that only another outlet
 * had listed, and the address of a list of many notices (as ministries have) if the candidate has a guid.
 */
const namesOneItem = (key: IdentityKey, candidate: Candidate, known: Recollection['known']): boolean =>
  key !== urlKey(candidate.canonicalUrl) ||
  (known.get(listed(candidate))?.kind === 'removed' &&
    (candidate.guid === undefined || isPageOfItsOwn(candidate.canonicalUrl)));

const listed = ({ outlet, canonicalUrl }: Candidate): IdentityKey => listedKey(outlet.id, canonicalUrl);

/**
 * Returns whether an article is by another outlet and has the identity key `key` of a candidate. If the candidate links
 * a home page, the titles must match, too.
 */
const isCopy = (article: Article, candidate: Candidate, key: IdentityKey): boolean =>
  article.outlet.id !== candidate.outlet.id &&
  identityKeys(article).includes(key) &&
  (URL.parse(candidate.canonicalUrl)?.pathname !== '/' || isSameText(article.title, candidate.title));
