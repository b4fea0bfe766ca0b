import type { Store } from '../../../domain/store/contract.ts';
import type { StoryQuery } from '../../../domain/store/story-query.ts';
import type { Story } from '../../../domain/story/story.ts';

/** Number of stories of a range that are ranked whatever they are: more than fifty sources bring in a day. */
const MOST_RANKED = 1_000;

/**
 * The announced stories of a range that can stand on an edited page, the newest first: the newest thousand, and all that
 * have entered the top. Older ones that have not are less important than these, so a page costs the same however much
 * a thousand sources bring.
 */
export const storiesToRank = async (
  store: Pick<Store, 'stories'>,
  range: Pick<StoryQuery, 'from' | 'until'>,
): Promise<readonly Story[]> => {
  const query = { ...range, announcedOnly: true, limit: MOST_RANKED };
  const newest = await store.stories(query);
  if (newest.length < MOST_RANKED) return newest;
  const top = await store.stories({ ...query, topOnly: true });
  const isNewest = new Set(newest.map(({ id }) => id));
  return [...newest, ...top.filter(({ id }) => !isNewest.has(id))];
};
