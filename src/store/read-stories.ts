import { crc32 } from 'node:zlib';
import { errorText } from '../domain/error-text.ts';
import type { Store } from '../domain/store/contract.ts';
import type { Story, StoryId } from '../domain/story/story.ts';
import type { Disk } from './disk/file-system.ts';
import type { Place, StoryPlace } from './index/select.ts';
import { logPath } from './log/log-files.ts';
import { readStory } from './log/records.ts';

/** Maximum gap between two records that are read together, in bytes. */
const GAP_BYTES = 4096;

const MAX_READ_BYTES = 512 * 1024;

/** Maximum number of stories that are read and checked at once. */
const STORIES_A_TURN = 200;

/** Maximum size of the cached stories, in bytes of JSON. */
const CACHE_BYTES = 6 * 1024 * 1024;

export type ReadRecord = { readonly text: string } | { readonly failure: string };

/** Reads records of the log in the order of `places`. One that is unreadable or has a wrong checksum is a `failure`. */
export const readRecords = async (
  disk: Disk,
  folder: string,
  places: readonly Place[],
): Promise<readonly ReadRecord[]> => {
  const records = new Map<Place, ReadRecord>();
  const inOrder = places.toSorted((a, b) => (a.day === b.day ? a.offset - b.offset : a.day < b.day ? -1 : 1));
  await Promise.all(
    stretchesOf(inOrder).map(async (stretch) => {
      const [first] = stretch;
      const end = Math.max(...stretch.map(({ offset, length }) => offset + length));
      if (first === undefined) return;
      const path = logPath(folder, first.day);
      try {
        const bytes = await disk.readPart(path, first.offset, end - first.offset);
        for (const place of stretch) {
          const at = place.offset - first.offset;
          const own = bytes.subarray(at, at + place.length);
          const isWhole = crc32(own) === place.crc;
          records.set(
            place,
            isWhole
              ? { text: own.toString('utf8') }
              : { failure: `${path} is damaged at byte ${place.offset}: its checksum is wrong` },
          );
        }
      } catch (error) {
        for (const place of stretch)
          records.set(place, { failure: `${path} cannot be read: ${errorText(error)}` });
      }
    }),
  );
  return places.map((place) => records.get(place) ?? { failure: 'it was not read' });
};

const stretchesOf = (places: readonly Place[]): readonly (readonly Place[])[] => {
  const stretches: Place[][] = [];
  for (const place of places) {
    const stretch = stretches.at(-1);
    const [first, last] = [stretch?.[0], stretch?.at(-1)];
    const isNear =
      first?.day === place.day &&
      last !== undefined &&
      place.offset - (last.offset + last.length) < GAP_BYTES &&
      place.offset + place.length - first.offset < MAX_READ_BYTES;
    if (isNear) stretch?.push(place);
    else stretches.push([place]);
  }
  return stretches;
};

const RESTORE = 'run `kawaraban store check`, and restore the file from a backup';

const REBUILD =
  'stop the daemon, delete `index/` in the data folder, and start the daemon, which rebuilds it';

type ReaderOptions = {
  readonly disk: Disk;
  readonly folder: string;
  /** Returns the current place of a story; undefined if it was removed. */
  readonly placeOf: (id: StoryId) => StoryPlace | undefined;
  readonly onUnreadable: (problem: string) => void;
};

/**
 * Makes a function that returns the stories at some places, in the order of the places, from a cache or the log.
 * A story that cannot be read is left out, and reported unless it was removed. Nothing is cached if `once` is true, or
 * if the stories are larger than the cache.
 */
export const createStoryReader = ({ disk, folder, placeOf, onUnreadable }: ReaderOptions) => {
  const kept = new Map<string, { readonly story: Story; readonly bytes: number }>();
  let keptBytes = 0;

  const keyOf = ({ id, day, offset, crc }: StoryPlace): string => `${id} ${day} ${offset} ${crc}`;

  /** Caches a story. Beyond `CACHE_BYTES`, evicts the least recently used stories, which come first in the Map. */
  const keep = (place: StoryPlace, story: Story): void => {
    const key = keyOf(place);
    keptBytes += place.length - (kept.get(key)?.bytes ?? 0);
    kept.delete(key);
    kept.set(key, { story, bytes: place.length });
    for (const [oldest, { bytes }] of kept) {
      if (keptBytes <= CACHE_BYTES) return;
      kept.delete(oldest);
      keptBytes -= bytes;
    }
  };

  /** Returns the story of a record, or a text that says why the story is missing and what to do. */
  const parse = (record: ReadRecord | undefined, { id, day }: StoryPlace): Story | string => {
    if (record === undefined || !('text' in record))
      return `${record?.failure ?? `the story ${id} was not read`}, so a story is missing: ${RESTORE}`;
    const story = readStory(JSON.parse(record.text));
    if (story.id === id) return story;
    return `the index names a wrong place in ${logPath(folder, day)}, with the story ${story.id} instead of ${id}, so a story is missing: ${REBUILD}`;
  };

  /** Adds to `found` the stories that can be read. Reports the others, except removed stories. */
  const read = async (places: readonly StoryPlace[], found: Map<StoryPlace, Story>): Promise<void> => {
    const records = await readRecords(disk, folder, places);
    await Promise.all(
      places.map(async (place, n) => {
        let story = parse(records[n], place);
        if (typeof story === 'string') {
          // The file may have been rewritten since the place was looked up.
          const now = placeOf(place.id);
          if (now === undefined) return;
          if (keyOf(now) !== keyOf(place)) story = parse((await readRecords(disk, folder, [now]))[0], now);
        }
        if (typeof story === 'string') onUnreadable(story);
        else found.set(place, story);
      }),
    );
  };

  return async (places: readonly StoryPlace[], once = false): Promise<readonly Story[]> => {
    const found = new Map<StoryPlace, Story>();
    for (const place of places) {
      const known = kept.get(keyOf(place));
      if (known !== undefined) found.set(place, known.story);
    }
    const missing = places.filter((place) => !found.has(place));
    for (let from = 0; from < missing.length; from += STORIES_A_TURN)
      await read(missing.slice(from, from + STORIES_A_TURN), found);
    const isKept = !once && places.reduce((sum, { length }) => sum + length, 0) <= CACHE_BYTES;
    return places.flatMap((place) => {
      const story = found.get(place);
      if (story === undefined) return [];
      if (isKept) keep(place, story);
      return [story];
    });
  };
};

/** Yields every story of a store as a line of JSON, newest `published` first. Times are ISO 8601 texts. */
export async function* exportStore(store: Pick<Store, 'each'>): AsyncGenerator<string> {
  for await (const stories of store.each({})) for (const story of stories) yield `${JSON.stringify(story)}\n`;
}
