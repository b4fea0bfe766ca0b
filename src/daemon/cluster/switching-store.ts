import type { Store } from '../../domain/store/contract.ts';

export type SwitchingStore = {
  /** Answers from the store of the moment. Closing it closes all of them. */
  readonly store: Store;
  readonly switchTo: (next: Store) => void;
};

/** A store that reads beside others until its process leads, and from then on writes. */
export const createSwitchingStore = (reading: Store): SwitchingStore => {
  const opened = [reading];
  let current = reading;
  return {
    store: {
      state: (source) => current.state(source),
      knows: (keys) => current.knows(keys),
      storyIdsOf: (articles) => current.storyIdsOf(articles),
      story: (id) => current.story(id),
      storiesById: (ids) => current.storiesById(ids),
      stories: (query) => current.stories(query),
      each: (query) => current.each(query),
      gainedSince: (moment) => current.gainedSince(moment),
      count: (query, most) => current.count(query, most),
      labelCounts: (kind, since) => current.labelCounts(kind, since),
      articleCounts: (since) => current.articleCounts(since),
      terms: (beginning, most) => current.terms(beginning, most),
      drop: (key) => current.drop(key),
      newestDrops: (limit) => current.newestDrops(limit),
      commit: (change) => current.commit(change),
      removeBefore: (moment) => current.removeBefore(moment),
      compact: () => current.compact(),
      whole: () => current.whole(),
      health: () => current.health(),
      close: async () => {
        for (const store of opened.toReversed()) await store.close();
      },
    },
    switchTo: (next) => {
      opened.push(next);
      current = next;
    },
  };
};
