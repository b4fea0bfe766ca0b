import type { Article, IdentityKey } from '../domain/article/article.ts';
import { identityKeys, urlKey } from '../domain/article/identity-keys.ts';
import { isPageOfItsOwn, isSameItem } from '../domain/article/is-same-item.ts';
import type { Candidate } from '../domain/item/normalise-item.ts';
import type { Story } from '../domain/story/story.ts';
import type { Store } from './ports.ts';

export type Recognition =
  /** Seen before, and nothing of it is kept any more: retention or an earlier ruling took it. */
  | { readonly kind: 'forgotten' }
  | { readonly kind: 'again'; readonly article: Article; readonly story: Story }
  /**
   * Not seen before. `copyOf` where another outlet's article of its page is stored; `isGuidReused` where its guid
   * names another article already, and so does not name it.
   */
  | { readonly kind: 'fresh'; readonly copyOf?: Story; readonly isGuidReused: boolean };

/** Compares a candidate with what is stored, by every name it can come under. */
export const recognise = async (
  candidate: Candidate,
  store: Pick<Store, 'knows' | 'storyOf' | 'story'>,
): Promise<Recognition> => {
  let copyOf: Story | undefined;
  let isGuidReused = false;
  for (const key of identityKeys(candidate)) {
    const known = store.knows(key);
    if (known?.kind === 'removed' && namesOneItem(key, candidate)) return { kind: 'forgotten' };
    if (known?.kind !== 'article') continue;
    const storyId = store.storyOf(known.id);
    const story = storyId === undefined ? undefined : await store.story(storyId);
    const article = story?.articles.find(({ id }) => id === known.id);
    if (story === undefined || article === undefined) continue;
    if (isSameItem(article, candidate)) return { kind: 'again', article, story };
    if (article.id === candidate.id) isGuidReused = true;
    if (article.outlet.id !== candidate.outlet.id && isCopy(article, candidate)) copyOf = story;
  }
  return { kind: 'fresh', isGuidReused, ...(copyOf === undefined ? {} : { copyOf }) };
};

/** Ministries list many notices under one page: its address forgets none of them that has a guid of its own. */
const namesOneItem = (key: IdentityKey, candidate: Candidate): boolean =>
  candidate.guid === undefined ||
  key !== urlKey(candidate.canonicalUrl) ||
  isPageOfItsOwn(candidate.canonicalUrl);

/** Two outlets that lead to a company's home page report one thing only if they say one thing. */
const isCopy = (article: Article, candidate: Candidate): boolean =>
  URL.parse(candidate.canonicalUrl)?.pathname !== '/' || article.title === candidate.title;
