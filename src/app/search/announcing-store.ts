import type { Story } from '../../domain/story/story.ts';
import type { Store } from '../../pipeline/ports.ts';

/** The store, which tells of the stories of each commit once they are durable. */
export const announcingStore = (store: Store, onStories: (stories: readonly Story[]) => void): Store => ({
  ...store,
  commit: async (change) => {
    await store.commit(change);
    onStories(change.stories);
  },
});
