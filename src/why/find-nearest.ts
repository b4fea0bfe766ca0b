import { setImmediate } from 'node:timers/promises';
import type { Article } from '../domain/article/article.ts';
import type { Config } from '../domain/config.ts';
import { createFolding, type Folding } from '../domain/folding/fold-articles.ts';
import type { NearMiss } from '../domain/folding/placement.ts';
import type { Store } from '../domain/store/contract.ts';
import type { Story } from '../domain/story/story.ts';

type NearestContext = {
  readonly store: Pick<Store, 'stories'>;
  readonly config: Pick<Config, 'fold'>;
  readonly now: Temporal.Instant;
  readonly nearest?: Folding['nearest'] | undefined;
};

/** Maximum number of stories that are read from the store; reading more would take too long. */
const STORIES_LOOKED_AT = 5_000;

/** Number of stories that are loaded between two pauses for other work. */
const STORIES_A_TURN = 20;

/**
 * Resolves to a function that finds the stories most similar to an article of `story`, except `story` itself. Uses
 * `nearest`, if given, for a story within the folding window; else reads the stories published at about the same time.
 */
export const findNearest = async (
  story: Story,
  { store, config: { fold }, now, nearest }: NearestContext,
): Promise<(article: Article) => readonly NearMiss[]> => {
  const windowBegan = now.subtract({ milliseconds: fold.windowMs });
  if (nearest !== undefined && Temporal.Instant.compare(story.published, windowBegan) > 0) {
    return (article) => nearest([article], story.id);
  }
  const around = await store.stories({
    from: story.published.subtract({ milliseconds: fold.windowMs }),
    until: story.published.add({ milliseconds: fold.windowMs }),
    limit: STORIES_LOOKED_AT,
  });
  const folding = createFolding(fold);
  for (let n = 0; n < around.length; n += STORIES_A_TURN) {
    folding.accept(around.slice(n, n + STORIES_A_TURN));
    await setImmediate();
  }
  return (article) => folding.nearest([article], story.id);
};
