import type { ArticleId } from '../domain/article/article.ts';
import { urlKey } from '../domain/article/identity-keys.ts';
import type { Config } from '../domain/config.ts';
import { createRulings } from '../domain/folding/fold-rule.ts';
import { type Refolded, refold } from '../domain/folding/refold.ts';
import type { Store } from '../domain/store/contract.ts';

type FoldedStore = Pick<Store, 'knows' | 'storyIdsOf' | 'storiesById'>;

/** Resolves to the changes that the lines of `folds.yaml` would make to stored stories. */
export const replayFolds = async (
  store: FoldedStore,
  { fold: { rules }, feed: { authority } }: Pick<Config, 'fold' | 'feed'>,
  now: Temporal.Instant,
): Promise<Refolded> => {
  const names = rules.flatMap(({ articles }) => articles);
  const known = await store.knows(names.map(urlKey));
  // A line names an article by its address or by its id.
  const articleNamed = (name: string): ArticleId => {
    const found = known.get(urlKey(name));
    return found?.kind === 'article' ? found.id : (name as ArticleId);
  };
  const ids = await store.storyIdsOf(names.map(articleNamed));
  const stories = await store.storiesById([...new Set(ids.values())]);
  return refold(stories, createRulings(rules), { authority, now });
};
