import type { ArticleId } from '../../domain/article/article.ts';
import type { StoryId } from '../../domain/story/story.ts';
import type { Known, StoryQuery } from '../../pipeline/ports.ts';
import { type DropRow, labelOf, microseconds, type StoryRow } from './format/row.ts';
import { roomFor } from './memory/growing.ts';
import { hashOfHex, hexOfHash } from './memory/hash.ts';
import { createIds } from './memory/ids.ts';
import { createKeyTable } from './memory/key-table.ts';
import { createLabels } from './memory/labels.ts';
import { createOrder } from './memory/order.ts';
import { createPlaces, type Place } from './memory/places.ts';

/** All that memory keeps of every story, article and drop: some 150 bytes each, and where its text stands. */
export type Catalog = ReturnType<typeof createCatalog>;

/** What a key leads to is a number and one of these, in one integer. */
const ARTICLE = 1;
const DROP = 2;
const REMOVED = 3;
const KINDS = 4;

export const createCatalog = () => {
  const keys = createKeyTable();
  const stories = createIds();
  const articles = createIds();
  const labels = createLabels();
  const places = createPlaces();
  const dropPlaces = createPlaces();
  let published = new Float64Array(0);
  let gained = new Float64Array(0);
  let announced = new Uint8Array(0);
  let storyOfArticle = new Uint32Array(0);
  let dropAt = new Float64Array(0);
  let drops = 0;
  const freeDrops: number[] = [];

  // Oldest first, so that what is new goes to the end; ties the other way round.
  const order = createOrder(
    (a, b) =>
      (published[a] ?? 0) - (published[b] ?? 0) || (stories.idOf(a) < stories.idOf(b) ? 1 : a === b ? 0 : -1),
  );

  /** All of a story but its place in the order. */
  const setStory = (row: StoryRow): number => {
    const n = stories.add(row.id);
    published = roomFor(published, n + 1);
    gained = roomFor(gained, n + 1);
    announced = roomFor(announced, n + 1);
    published[n] = row.published;
    gained[n] = row.gained;
    announced[n] = row.announced ? 1 : 0;
    labels.set(n, row.labels.map(labels.intern));
    for (const article of row.articles) {
      const a = articles.add(article.id);
      storyOfArticle = roomFor(storyOfArticle, a + 1);
      storyOfArticle[a] = n;
      for (const key of article.keys) keys.set(hashOfHex(key), a * KINDS + ARTICLE);
    }
    return n;
  };

  const putStory = (row: StoryRow): void => {
    const known = stories.find(row.id);
    if (known >= 0 && published[known] === row.published) {
      setStory(row);
      return;
    }
    // A published date never moves; should one do so all the same, the order must not break.
    if (known >= 0) order.removeAll((n) => n === known);
    order.insert(setStory(row));
  };

  return {
    putStory,

    /** As `putStory` for many that are not there yet, with their places. */
    addStories: (rows: readonly StoryRow[], placeOf: (n: number) => Place): number[] =>
      rows.map((row, n) => {
        const story = setStory(row);
        places.set(story, placeOf(n));
        return story;
      }),
    insertAll: order.insertAll,

    reserve: (storyCount: number, articleCount: number, keyCount: number): void => {
      stories.reserve(storyCount);
      articles.reserve(articleCount);
      keys.reserve(keyCount);
    },

    hasStory: (id: string): boolean => stories.find(id) >= 0,

    placeOf: (id: string): Place | undefined => places.get(stories.find(id)),

    /** Does nothing for a story that is no longer there. */
    setPlace: (id: string, place: Place): void => {
      const n = stories.find(id);
      if (n >= 0) places.set(n, place);
    },

    storyOf: (article: string): StoryId | undefined => {
      const a = articles.find(article);
      return a < 0 ? undefined : (stories.idOf(storyOfArticle[a] ?? 0) as StoryId);
    },

    knows: (key: string): Known | undefined => {
      const value = keys.get(hashOfHex(key));
      switch (value % KINDS) {
        case ARTICLE:
          return { kind: 'article', id: articles.idOf(Math.floor(value / KINDS)) as ArticleId };
        case DROP:
          return { kind: 'dropped' };
        case REMOVED:
          return { kind: 'removed' };
        default:
          return undefined;
      }
    },

    /** Ids of the stories that a query asks for, newest first. */
    latest: (query: StoryQuery): StoryId[] => {
      const wanted = wantedLabels(query).map(labels.numberOf);
      const found: StoryId[] = [];
      if (wanted.includes(undefined)) return found;
      const sought = wanted.flatMap((label) => label ?? []);
      const until = query.until === undefined ? Number.POSITIVE_INFINITY : microseconds(query.until);
      const from = query.from === undefined ? Number.NEGATIVE_INFINITY : microseconds(query.from);
      // Once as many were met as wear the rarest label, no older story can wear it.
      const most = Math.min(...sought.map(labels.uses), Number.POSITIVE_INFINITY);
      let met = 0;
      let position = order.before((n) => (published[n] ?? 0) >= until) - 1;
      const first = order.before((n) => (published[n] ?? 0) >= from);
      for (; position >= first && found.length < query.limit && met < most; position -= 1) {
        const n = order.at(position);
        if (!sought.every((label) => labels.has(n, label))) continue;
        met += 1;
        if (query.announcedOnly && announced[n] === 0) continue;
        found.push(stories.idOf(n) as StoryId);
      }
      return found;
    },

    /** Ids of stories that gained an article at the moment or later, oldest first. */
    gainedSince: (moment: number): StoryId[] => {
      const found: number[] = [];
      for (let position = 0; position < order.size(); position += 1) {
        const n = order.at(position);
        if ((gained[n] ?? 0) >= moment) found.push(n);
      }
      return found.sort((a, b) => (gained[a] ?? 0) - (gained[b] ?? 0)).map((n) => stories.idOf(n) as StoryId);
    },

    /** Ids of stories that gained nothing since. */
    idleSince: (moment: number): string[] => {
      const found: string[] = [];
      for (let position = 0; position < order.size(); position += 1) {
        const n = order.at(position);
        if ((gained[n] ?? 0) < moment) found.push(stories.idOf(n));
      }
      return found;
    },

    /** The hashes of all keys that lead to the articles of these stories. */
    keysOf: (ids: readonly string[]): string[] => {
      const gone = new Set(ids.map(stories.find));
      const found: string[] = [];
      keys.revalue((value, hash) => {
        if (value % KINDS === ARTICLE && gone.has(storyOfArticle[Math.floor(value / KINDS)] ?? -1)) {
          found.push(hexOfHash(hash));
        }
        return value;
      });
      return found;
    },

    /** Takes stories out, with their articles; their keys stay as tombstones. */
    removeStories: (ids: readonly string[]): void => {
      const gone = new Set(ids.map(stories.find));
      gone.delete(-1);
      if (gone.size === 0) return;
      keys.revalue((value) =>
        value % KINDS === ARTICLE && gone.has(storyOfArticle[Math.floor(value / KINDS)] ?? -1)
          ? REMOVED
          : value,
      );
      articles.removeAll((a) => gone.has(storyOfArticle[a] ?? -1));
      order.removeAll((n) => gone.has(n));
      for (const n of gone) {
        labels.set(n, []);
        places.set(n, undefined);
      }
      stories.removeAll((n) => gone.has(n));
    },

    addTombstones: (hashes: readonly string[]): void => {
      for (const key of hashes) keys.set(hashOfHex(key), REMOVED);
    },

    /** Remembers a drop under its keys, where they do not lead to an article; gives its number. */
    putDrop: (row: DropRow, place?: Place): number => {
      const d = freeDrops.pop() ?? drops++;
      dropAt = roomFor(dropAt, d + 1);
      dropAt[d] = row.at;
      dropPlaces.set(d, place);
      for (const key of row.keys) {
        const kind = keys.get(hashOfHex(key)) % KINDS;
        if (kind !== ARTICLE && kind !== REMOVED) keys.set(hashOfHex(key), d * KINDS + DROP);
      }
      return d;
    },

    /** The number of the newest drop under a key; undefined where there is none. */
    dropOf: (key: string): number | undefined => {
      const value = keys.get(hashOfHex(key));
      return value % KINDS === DROP ? Math.floor(value / KINDS) : undefined;
    },

    dropTime: (d: number): number => dropAt[d] ?? 0,
    dropPlace: dropPlaces.get,
    setDropPlace: dropPlaces.set,

    /** Forgets drops older than the moment: an item that comes again will be dropped again. */
    forgetDrops: (moment: number): void => {
      keys.revalue((value) =>
        value % KINDS === DROP && (dropAt[Math.floor(value / KINDS)] ?? 0) < moment ? 0 : value,
      );
      for (let d = 0; d < drops; d += 1) {
        if ((dropAt[d] ?? 0) >= moment) continue;
        dropAt[d] = Number.POSITIVE_INFINITY;
        freeDrops.push(d);
      }
    },

    counts: () => ({ stories: stories.count(), articles: articles.count() }),
  };
};

const wantedLabels = (query: StoryQuery): string[] => [
  ...(query.company === undefined ? [] : [labelOf.company(query.company)]),
  ...(query.topic === undefined ? [] : [labelOf.topic(query.topic)]),
  ...(query.outlet === undefined ? [] : [labelOf.outlet(query.outlet)]),
  ...(query.language === undefined ? [] : [labelOf.language(query.language)]),
];
