import type { Catalog } from './catalog.ts';
import { fileOfPartition } from './files.ts';
import { type FileList, removedFile } from './format/checkpoint-file.ts';
import { dropPartitions, storyPartitions } from './format/partition.ts';
import type { StoryRow } from './format/row.ts';
import { loadIndex, type Marks, removeIndex, saveIndex } from './index-file.ts';
import type { Ledger } from './ledger.ts';
import { loadFile } from './load-file.ts';
import { type Loading, loadPartitions } from './load-partitions.ts';

type Parts = {
  readonly list: FileList;
  /** Whether the list had to be made from what lies in the folder. */
  readonly isRebuilt: boolean;
  /** Empty so far. */
  readonly catalog: Catalog;
  readonly ledger: Ledger;
  readonly indexAfter: number;
};

/** Fills the catalog with what stands in the listed files: from the index as far as that goes, else from the files. */
export const loadCatalog = async (loading: Loading, parts: Parts): Promise<void> => {
  const { disk, folder, files, repair } = loading;
  const { list, isRebuilt, catalog, indexAfter } = parts;
  const index = isRebuilt ? undefined : await loadIndex(disk, folder, list, catalog);
  if (index === undefined) {
    if (repair.mayWrite) await removeIndex(disk, folder);
    catalog.reserve(list.count);
  }
  const tombstones = await loadTombstones(loading, list, catalog, index);
  const unread = list.stories.filter((name) => index?.has(name) !== true);
  for (const name of list.stories) {
    const mark = index?.get(name);
    if (mark !== undefined) files.setSize(files.addPartition(name), mark.size);
  }
  await loadStories(loading, parts, unread);
  removeGone(catalog, list, index);
  if (!isRebuilt && repair.mayWrite && unread.length > indexAfter) {
    catalog.reserve(list.count);
    const read = list.stories.filter((name) => files.pathOf(fileOfPartition(name)) !== '');
    await saveIndex(disk, folder, catalog, [...read, ...tombstones], index);
  }
  // An index has no drops, so that they come last; a key that leads to an article or a tombstone stays.
  await loadPartitions(loading, dropPartitions, list.drops, (columns, file, offsets, lengths) => {
    for (const [n, row] of dropPartitions.rows(columns).entries()) {
      catalog.putDrop(row, { file, offset: offsets[n] ?? 0, length: lengths[n] ?? 0 });
    }
  });
};

export const isRemoved = (catalog: Catalog, row: StoryRow): boolean =>
  row.articles.some(({ keys }) => keys.some((key) => catalog.knows(key)?.kind === 'removed'));

/** Gives the names of the files that could be read, now or for the index. */
const loadTombstones = async (
  loading: Loading,
  list: FileList,
  catalog: Catalog,
  index: Marks | undefined,
): Promise<readonly string[]> => {
  const read: string[] = [];
  for (const name of list.removed) {
    const keys = index?.has(name) === true ? '' : await loadFile(loading, name, removedFile);
    if (keys === undefined)
      loading.repair.note(`${name} is lost: items that were removed long ago may come back as new`);
    else read.push(name);
    const hashes = keys?.match(/.{16}/g) ?? [];
    // As always an article that has the key wins: those of the index are there before this file's tombstones.
    const isFree = (key: string): boolean => catalog.knows(key)?.kind !== 'article';
    catalog.addTombstones(index === undefined ? hashes : hashes.filter(isFree));
  }
  return read;
};

const loadStories = async (
  loading: Loading,
  { isRebuilt, catalog, ledger }: Parts,
  names: readonly string[],
): Promise<void> => {
  const removed: string[] = [];
  await loadPartitions(loading, storyPartitions, names, (columns, ...place) => {
    if (isRebuilt) {
      const rows = storyPartitions.rows(columns);
      removed.push(...rows.filter((row) => isRemoved(catalog, row)).map(({ id }) => id));
      // A rebuilt list names old partitions too: of a story that stands in several the last counts, and the others
      // must go, since they would be all that is left of it once retention takes it out of the last.
      const older = new Set(rows.flatMap(({ id }) => catalog.placeOf(id)?.file ?? []));
      for (const partition of older) ledger.touch(partition);
    }
    catalog.addPartition(columns, ...place);
  });
  if (names.length > 0) catalog.sort();
  ledger.removeStories(removed);
  catalog.removeStories(removed);
};

/** Takes out the stories of partitions that left the list since the index was made, and stand in no other. */
const removeGone = (catalog: Catalog, list: FileList, index: Marks | undefined): void => {
  const listed = new Set([...list.stories, ...list.removed]);
  const gone = [...(index?.keys() ?? [])].filter((name) => !listed.has(name)).map(fileOfPartition);
  if (gone.length > 0) catalog.removeStories(catalog.storiesIn(new Set(gone)));
};
