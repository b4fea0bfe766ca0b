import type { ArticleId } from '../domain/article/article.ts';
import { urlKey } from '../domain/article/identity-keys.ts';
import type { Config } from '../domain/config.ts';
import { createRulings } from '../domain/folding/fold-rule.ts';
import { type Refolded, refold } from '../domain/folding/refold.ts';
import type { Store } from '../domain/store/contract.ts';
import type { Story, StoryId } from '../domain/story/story.ts';

/** The changes of stored stories that the lines of `folds.yaml` ask for; articles that are not stored are ignored. */
export const replayFolds = async (
  store: Pick<Store, 'knows' | 'storyOf' | 'story'>,
  { fold: { rules }, feed: { authority } }: Pick<Config, 'fold' | 'feed'>,
  now: Temporal.Instant,
): Promise<Refolded> => {
  const ids = new Set<StoryId>();
  for (const name of rules.flatMap(({ articles }) => articles)) {
    const known = store.knows(urlKey(name));
    const article = known?.kind === 'article' ? known.id : (name as ArticleId);
    const story = store.storyOf(article);
    if (story !== undefined) ids.add(story);
  }
  const stories: Story[] = [];
  for (const id of ids) {
    const story = await store.story(id);
    if (story !== undefined) stories.push(story);
  }
  return refold(stories, createRulings(rules), { authority, now });
};
