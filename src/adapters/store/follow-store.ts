import { join } from 'node:path';
import type { OwnedStore } from './create-store.ts';
import type { Disk } from './disk/disk.ts';

/**
 * A store that another process writes. Files stay for one checkpoint after they left the list: whoever reads for
 * longer looks at the list before each question, and loads anew when it is another one. What only stands in the
 * journal since the last loading is not seen.
 */
export const followStore = async (
  disk: Disk,
  folder: string,
  load: () => Promise<OwnedStore>,
): Promise<OwnedStore> => {
  const readList = async (): Promise<Buffer> =>
    (await disk.read(join(folder, 'checkpoint.json'))) ?? Buffer.alloc(0);
  let list = await readList();
  let current = await load();
  let loading = Promise.resolve(current);

  const latest = async (): Promise<OwnedStore> => {
    const found = await readList();
    if (found.equals(list)) return loading;
    list = found;
    loading = load();
    current = await loading;
    return current;
  };

  return {
    state: (source) => current.state(source),
    knows: (key) => current.knows(key),
    storyOf: (article) => current.storyOf(article),
    story: async (id) => (await latest()).story(id),
    storiesSince: async (moment) => (await latest()).storiesSince(moment),
    stories: async (query) => (await latest()).stories(query),
    drop: async (key) => (await latest()).drop(key),
    newestDrops: async (limit) => (await latest()).newestDrops(limit),
    commit: (change) => current.commit(change),
    removeBefore: (moment) => current.removeBefore(moment),
    bury: (keys) => current.bury(keys),
    compact: () => current.compact(),
    health: () => current.health(),
    close: () => current.close(),
  };
};
