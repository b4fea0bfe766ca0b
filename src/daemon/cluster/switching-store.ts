import type { Store } from '../../domain/store/contract.ts';
import type { Shelf, Shelves } from '../../site/ports.ts';

type Opened = Shelves & { readonly store: Store };

/** A store that answers from the store opened last; closing it closes all opened stores. */
export type SwitchingStore = Opened & { readonly switchTo: (next: Opened) => void };

export const createSwitchingStore = (reading: Opened): SwitchingStore => {
  const opened = [reading];
  let last = reading;
  return {
    shelf: shelfOf(() => last.shelf),
    editions: {
      ...shelfOf(() => last.editions),
      lastMailed: () => last.editions.lastMailed(),
      noteMailed: (date) => last.editions.noteMailed(date),
    },
    store: {
      state: (source) => last.store.state(source),
      knows: (keys) => last.store.knows(keys),
      storyIdsOf: (articles) => last.store.storyIdsOf(articles),
      story: (id) => last.store.story(id),
      storiesById: (ids) => last.store.storiesById(ids),
      stories: (query) => last.store.stories(query),
      each: (query) => last.store.each(query),
      gainedSince: (moment) => last.store.gainedSince(moment),
      count: (query, most) => last.store.count(query, most),
      labelCounts: (kind, since) => last.store.labelCounts(kind, since),
      articleCounts: (since) => last.store.articleCounts(since),
      terms: (beginning, most) => last.store.terms(beginning, most),
      drop: (key) => last.store.drop(key),
      newestDrops: (limit) => last.store.newestDrops(limit),
      commit: (change) => last.store.commit(change),
      removeBefore: (moment) => last.store.removeBefore(moment),
      compact: () => last.store.compact(),
      whole: () => last.store.whole(),
      health: () => last.store.health(),
      close: async () => {
        for (const { store } of opened.toReversed()) await store.close();
      },
    },
    switchTo: (next) => {
      opened.push(next);
      last = next;
    },
  };
};

const shelfOf = <Held>(current: () => Shelf<Held>): Shelf<Held> => ({
  names: () => current().names(),
  read: (name) => current().read(name),
  keep: (name, held) => current().keep(name, held),
});
