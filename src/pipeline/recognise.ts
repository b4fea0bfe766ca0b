import type { Article } from '../domain/article/article.ts';
import { identityKeys } from '../domain/article/identity-keys.ts';
import { isSameItem } from '../domain/article/is-same-item.ts';
import type { Candidate } from '../domain/item/normalise-item.ts';
import type { Story } from '../domain/story/story.ts';
import type { Store } from './ports.ts';

export type Recognition =
  /** Seen before, and nothing of it is kept any more: retention or an earlier ruling took it. */
  | { readonly kind: 'forgotten' }
  | { readonly kind: 'again'; readonly article: Article; readonly story: Story }
  /** Not seen before; `copyOf` where another article of its page is stored. */
  | { readonly kind: 'fresh'; readonly copyOf?: Story };

/** Compares a candidate with what is stored, by every name it can come under. */
export const recognise = async (
  candidate: Candidate,
  store: Pick<Store, 'knows' | 'storyOf' | 'story'>,
): Promise<Recognition> => {
  let copyOf: Story | undefined;
  for (const key of identityKeys(candidate)) {
    const known = store.knows(key);
    if (known?.kind === 'removed') return { kind: 'forgotten' };
    if (known?.kind !== 'article') continue;
    const storyId = store.storyOf(known.id);
    const story = storyId === undefined ? undefined : await store.story(storyId);
    const article = story?.articles.find(({ id }) => id === known.id);
    if (story === undefined || article === undefined) continue;
    if (isSameItem(article, candidate)) return { kind: 'again', article, story };
    if (article.outlet.id !== candidate.outlet.id) copyOf = story;
  }
  return copyOf === undefined ? { kind: 'fresh' } : { kind: 'fresh', copyOf };
};
