import { setImmediate } from 'node:timers/promises';
import type { Article } from '../domain/article/article.ts';
import type { Config } from '../domain/config.ts';
import { createFolding, type Folding } from '../domain/folding/fold-articles.ts';
import type { NearMiss } from '../domain/folding/placement.ts';
import type { Store } from '../domain/store/contract.ts';
import type { Story } from '../domain/story/story.ts';

/** Of a window with more stories than these the ones before the story are looked at: reading more would keep one waiting. */
const STORIES_LOOKED_AT = 5_000;

/** A daemon that explains an old story goes on with everything else after each of these; they take some 20 ms. */
const STORIES_A_TURN = 20;

/**
 * Finds, for each article of a story, the stored stories that are like it and not the same, under today's rules. Those
 * of today's window the daemon knows by `nearest`, without reading them.
 */
export const findNearest = async (
  story: Story,
  store: Pick<Store, 'stories'>,
  { fold }: Config,
  now: Temporal.Instant,
  nearest?: Folding['nearest'],
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
    folding.load(around.slice(n, n + STORIES_A_TURN));
    await setImmediate();
  }
  return (article) => folding.nearest([article], story.id);
};
