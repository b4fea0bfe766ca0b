import type { Article } from '../../domain/article/article.ts';
import { createFolder, type NearMiss } from '../../domain/story/fold-articles.ts';
import type { Story } from '../../domain/story/story.ts';
import type { Config, Store } from '../../pipeline/ports.ts';

/** Of a window with more stories than these the ones before the story are looked at: reading more would keep one waiting. */
const STORIES_LOOKED_AT = 5_000;

/** Finds, for each article of a story, the stored stories that are like it and not the same, under today's rules. */
export const findNearest = async (
  story: Story,
  store: Pick<Store, 'stories'>,
  { fold }: Config,
): Promise<(article: Article) => readonly NearMiss[]> => {
  const around = await store.stories({
    from: story.published.subtract({ milliseconds: fold.windowMs }),
    until: story.published.add({ milliseconds: fold.windowMs }),
    limit: STORIES_LOOKED_AT,
  });
  const folder = createFolder(fold);
  folder.load(around);
  return (article) => folder.nearest([article], story.id);
};
