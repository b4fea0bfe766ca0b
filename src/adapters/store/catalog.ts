import type { ArticleId } from '../../domain/article/article.ts';
import type { StoryId } from '../../domain/story/story.ts';
import type { Known, StoryQuery } from '../../pipeline/ports.ts';
import { HASH_WIDTH, ID_WIDTH, type StoryColumns } from './format/columns.ts';
import type { DropRow, StoryRow } from './format/row.ts';
import { createDrops } from './memory/drops.ts';
import { roomFor } from './memory/growing.ts';
import { hexOf, highOf, lowOf } from './memory/hash.ts';
import { createIds } from './memory/ids.ts';
import { createKeyTable } from './memory/key-table.ts';
import { createLabels } from './memory/labels.ts';
import { createOrder } from './memory/order.ts';
import { createPlaces, type Place } from './memory/places.ts';
import type { Transfer } from './memory/transfer.ts';
import { selectStories } from './select-stories.ts';

/** All that memory keeps of every story, article and drop: some 170 bytes each, and where its text stands. */
export type Catalog = ReturnType<typeof createCatalog>;

/** What a key leads to is a number and one of these, in one integer. */
const ARTICLE = 1;
const DROP = 2;
const REMOVED = 3;
const KINDS = 4;

/** What a story is marked as; 0 for the id of an article that gave no story its name. */
const KNOWN = 1;
const ANNOUNCED = 2;

/** Most articles have a guid and a URL, and most stories wear outlet, language and two or three tags. */
const KEYS_AN_ARTICLE = 2;
const LABELS_A_STORY = 5;

const HASH_BYTES = HASH_WIDTH / 2;

/** A start makes room for some more than there are: tables that grow at the next commit stand twice for a while. */
const SPARE = 1.05;

export const createCatalog = () => {
  const keys = createKeyTable();
  // One numbering for stories and articles: a story is named after its first article.
  const ids = createIds();
  const labels = createLabels();
  const places = createPlaces();
  const drops = createDrops();
  let marks: Uint8Array = new Uint8Array(0);
  let published: Float64Array = new Float64Array(0);
  let gained: Float64Array = new Float64Array(0);
  /** One more than the story's number; 0 for the id of a story that is no article's. */
  let storyOfArticle: Uint32Array = new Uint32Array(0);
  let articleCount = 0;

  // Oldest first, so that what is new goes to the end; ties the other way round.
  const order = createOrder(
    (a, b) => publishedOf(a) - publishedOf(b) || (a === b ? 0 : ids.idOf(a) < ids.idOf(b) ? 1 : -1),
  );

  const makeRoom = (count: number): void => {
    marks = roomFor(marks, count);
    published = roomFor(published, count);
    gained = roomFor(gained, count);
    storyOfArticle = roomFor(storyOfArticle, count);
  };

  const setStory = (n: number, publishedAt: number, gainedAt: number, isAnnounced: boolean): void => {
    makeRoom(n + 1);
    published[n] = publishedAt;
    gained[n] = gainedAt;
    marks[n] = isAnnounced ? KNOWN | ANNOUNCED : KNOWN;
  };

  const setArticle = (a: number, story: number): void => {
    makeRoom(a + 1);
    if (storyOfArticle[a] === 0) articleCount += 1;
    storyOfArticle[a] = story + 1;
  };

  const isKnown = (n: number): boolean => n >= 0 && (marks[n] ?? 0) !== 0;

  const isAnnounced = (n: number): boolean => ((marks[n] ?? 0) & ANNOUNCED) !== 0;
  const publishedOf = (n: number): number => published[n] ?? 0;

  const keyValue = (key: string): number => keys.get(highOf(key), lowOf(key));

  /** Whether a value of the key table leads to an article of one of these stories. */
  const leadsTo = (value: number, stories: ReadonlySet<number>): boolean =>
    value % KINDS === ARTICLE && stories.has((storyOfArticle[Math.floor(value / KINDS)] ?? 0) - 1);

  const numbersOf = (stories: readonly string[]): ReadonlySet<number> =>
    new Set(stories.map(ids.find).filter(isKnown));

  return {
    putStory: (row: StoryRow): void => {
      const n = ids.add(row.id);
      const isNew = !isKnown(n);
      const isMoved = !isNew && published[n] !== row.published;
      // A published date never moves; should one do so all the same, the order must not break.
      if (isMoved) order.removeAll((other) => other === n);
      setStory(n, row.published, row.gained, row.announced);
      labels.set(n, row.labels.map(labels.intern));
      for (const article of row.articles) {
        const a = ids.add(article.id);
        setArticle(a, n);
        for (const key of article.keys) keys.set(highOf(key), lowOf(key), a * KINDS + ARTICLE);
      }
      if (isNew || isMoved) order.insert(n);
    },

    /** Takes in a whole partition; `sort` must follow the last one. A story that comes again replaces the former. */
    addPartition: (columns: StoryColumns, file: number, offsets: Uint32Array, lengths: Uint32Array): void => {
      const storyIds = Buffer.from(columns.ids, 'latin1');
      const articleIds = Buffer.from(columns.articles, 'latin1');
      const hashes = Buffer.from(columns.keys, 'hex');
      const labelNumbers = Uint32Array.from(columns.labels, labels.intern);
      const worn = columns.labelNumbers.map((label) => labelNumbers[label] ?? 0);
      const lows = new Uint32Array(hashes.length / HASH_BYTES);
      for (let n = 0; n < lows.length; n += 1) lows[n] = hashes.readUInt32BE(n * HASH_BYTES + 4);
      keys.approach(lows);
      ids.approach(storyIds);
      let article = 0;
      let key = 0;
      let label = 0;
      for (let row = 0; row < columns.published.length; row += 1) {
        const n = ids.addFrom(storyIds, row * ID_WIDTH);
        if (!isKnown(n)) order.append(n);
        setStory(n, columns.published[row] ?? 0, columns.gained[row] ?? 0, columns.announced[row] === '1');
        places.set(n, file, offsets[row] ?? 0, lengths[row] ?? 0);
        const labelEnd = label + (columns.labelCounts[row] ?? 0);
        labels.set(n, worn, label, labelEnd);
        label = labelEnd;
        const articleEnd = article + (columns.articleCounts[row] ?? 0);
        for (; article < articleEnd; article += 1) {
          // Most stories have one article, which gave them their name.
          const at = article * ID_WIDTH;
          const a = ids.isAt(n, articleIds, at) ? n : ids.addFrom(articleIds, at);
          setArticle(a, n);
          const keyEnd = key + (columns.keyCounts[article] ?? 0);
          for (; key < keyEnd; key += 1) {
            const half = key * HASH_BYTES;
            keys.set(hashes.readUInt32BE(half), hashes.readUInt32BE(half + 4), a * KINDS + ARTICLE);
          }
        }
      }
    },
    sort: order.sort,

    /** Makes room for so many stories at once, so that tables need not grow step by step at start. */
    reserve: (known: number): void => {
      const stories = Math.ceil(known * SPARE);
      ids.reserve(stories);
      keys.reserve(stories * KEYS_AN_ARTICLE);
      labels.reserve(stories, stories * LABELS_A_STORY);
      places.reserve(stories);
      order.reserve(stories);
      makeRoom(stories);
    },

    hasStory: (id: string): boolean => isKnown(ids.find(id)),

    placeOf: (id: string): Place | undefined => places.get(ids.find(id)),

    /** Does nothing for a story that is no longer there. */
    setPlace: (id: string, place: Place): void => {
      const n = ids.find(id);
      if (isKnown(n)) places.set(n, place.file, place.offset, place.length);
    },

    storyOf: (article: string): StoryId | undefined => {
      const story = (storyOfArticle[ids.find(article)] ?? 0) - 1;
      return story < 0 ? undefined : (ids.idOf(story) as StoryId);
    },

    knows: (key: string): Known | undefined => {
      const value = keyValue(key);
      switch (value % KINDS) {
        case ARTICLE:
          return { kind: 'article', id: ids.idOf(Math.floor(value / KINDS)) as ArticleId };
        case DROP:
          return { kind: 'dropped' };
        case REMOVED:
          return { kind: 'removed' };
        default:
          return undefined;
      }
    },

    /** Ids of the stories that a query asks for, newest first. */
    latest: (query: StoryQuery): StoryId[] =>
      selectStories({ order, labels, publishedOf, isAnnounced }, query).map((n) => ids.idOf(n) as StoryId),

    /** Ids of stories that gained an article at the moment or later, oldest first. */
    gainedSince: (moment: number): StoryId[] =>
      order
        .filter((n) => (gained[n] ?? 0) >= moment)
        .sort((a, b) => (gained[a] ?? 0) - (gained[b] ?? 0))
        .map((n) => ids.idOf(n) as StoryId),

    /** Ids of stories that gained nothing since. */
    idleSince: (moment: number): string[] => order.filter((n) => (gained[n] ?? 0) < moment).map(ids.idOf),

    /** The hashes of all keys that lead to the articles of these stories. */
    keysOf: (stories: readonly string[]): string[] => {
      const gone = numbersOf(stories);
      const found: string[] = [];
      if (gone.size === 0) return found;
      keys.revalue((value, high, low) => {
        if (leadsTo(value, gone)) found.push(hexOf(high, low));
        return value;
      });
      return found;
    },

    /** Ids of the stories that stand in one of these files. */
    storiesIn: (files: ReadonlySet<number>): string[] =>
      order.filter((n) => files.has(places.get(n)?.file ?? -1)).map(ids.idOf),

    /** Takes stories out, with their articles; their keys stay as tombstones. */
    removeStories: (stories: readonly string[]): void => {
      const gone = numbersOf(stories);
      if (gone.size === 0) return;
      keys.revalue((value) => (leadsTo(value, gone) ? REMOVED : value));
      order.removeAll((n) => gone.has(n));
      for (const n of gone) {
        marks[n] = 0;
        labels.set(n, []);
        places.clear(n);
      }
      ids.removeAll((a) => {
        if (gone.has((storyOfArticle[a] ?? 0) - 1)) {
          storyOfArticle[a] = 0;
          articleCount -= 1;
        }
        return storyOfArticle[a] === 0 && marks[a] === 0;
      });
    },

    addTombstones: (hashes: readonly string[]): void => {
      for (const key of hashes) keys.set(highOf(key), lowOf(key), REMOVED);
    },

    /** Remembers a drop under its keys, where they do not lead to an article; gives its number. */
    putDrop: (row: DropRow, place: Place): number => {
      const d = drops.add(row.at, place);
      for (const key of row.keys) {
        const kind = keyValue(key) % KINDS;
        if (kind !== ARTICLE && kind !== REMOVED) keys.set(highOf(key), lowOf(key), d * KINDS + DROP);
      }
      return d;
    },

    /** The number of the newest drop under a key; undefined where there is none. */
    dropOf: (key: string): number | undefined => {
      const value = keyValue(key);
      return value % KINDS === DROP ? Math.floor(value / KINDS) : undefined;
    },

    newestDrops: drops.newest,
    dropTime: drops.timeOf,
    dropPlace: drops.placeOf,
    setDropPlace: drops.setPlace,

    /** Forgets drops older than the moment: an item that comes again will be dropped again. */
    forgetDrops: (moment: number): void => {
      keys.revalue((value) =>
        value % KINDS === DROP && drops.timeOf(Math.floor(value / KINDS)) < moment ? 0 : value,
      );
      drops.forget(moment);
    },

    /** Saves or loads all but drops, which must not be there yet. */
    transfer: (to: Transfer): void => {
      keys.transfer(to, 'keys');
      ids.transfer(to, 'ids');
      labels.transfer(to, 'labels');
      places.transfer(to, 'places');
      order.transfer(to, 'order');
      marks = to.column('marks', marks);
      published = to.column('published', published);
      gained = to.column('gained', gained);
      storyOfArticle = to.column('storyOfArticle', storyOfArticle);
      articleCount = to.number('articleCount', articleCount);
    },

    counts: () => ({ stories: order.size(), articles: articleCount }),
  };
};
