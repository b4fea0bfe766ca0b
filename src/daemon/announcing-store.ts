import type { Store } from '../domain/store/contract.ts';
import type { Story } from '../domain/story/story.ts';

/** The store, which tells of the stories of each commit once they are durable. */
export const announcingStore = <Kind extends Store>(
  store: Kind,
  onStories: (stories: readonly Story[]) => void,
): Kind => ({
  ...store,
  commit: async (change) => {
    await store.commit(change);
    onStories(change.stories);
  },
});
