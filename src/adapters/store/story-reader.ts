import { isDeepStrictEqual } from 'node:util';
import type { Story, StoryId } from '../../domain/story/story.ts';
import type { Catalog } from './catalog.ts';
import type { Disk } from './disk/disk.ts';
import type { Files } from './files.ts';
import { readStory } from './format/story-schema.ts';
import type { Place } from './memory/places.ts';
import type { StoryCache } from './memory/story-cache.ts';
import { readRecords } from './record-reader.ts';

type Parts = {
  readonly disk: Disk;
  readonly catalog: Catalog;
  readonly files: Files;
  readonly cache: StoryCache;
  readonly onUnreadable: (path: string, reason: string) => void;
};

/**
 * Gives stories by their ids, in that order, from the cache or from where they stand; leaves out what is not
 * there. What is read `once` does not go into the cache.
 */
export const createStoryReader =
  ({ disk, catalog, files, cache, onUnreadable }: Parts) =>
  async (ids: readonly StoryId[], once = false): Promise<readonly Story[]> => {
    const found = new Map<string, Story>();
    const places: Place[] = [];
    const wanted: StoryId[] = [];
    for (const id of ids) {
      const story = cache.get(id);
      const place = story === undefined ? catalog.placeOf(id) : undefined;
      if (story !== undefined) found.set(id, story);
      if (place === undefined) continue;
      places.push(place);
      wanted.push(id);
    }
    const parse = (text: string, n: number): Story => {
      const story = readStory(JSON.parse(text));
      if (story.id !== wanted[n]) throw new Error(`${story.id} stands where ${wanted[n]} should`);
      return story;
    };
    const records = await readRecords(disk, files, places, parse, onUnreadable);
    for (const [n, record] of records.entries()) {
      if (record.kind === 'unreadable') continue;
      const { value: story } = record;
      // It may have changed while it was read: an old version must never get into the cache.
      const newer = cache.get(story.id);
      found.set(story.id, newer ?? story);
      const place = places[n];
      if (once || newer !== undefined || place === undefined) continue;
      if (isDeepStrictEqual(catalog.placeOf(story.id), place)) cache.put(story, place.length);
    }
    return ids.flatMap((id) => found.get(id) ?? []);
  };
