import type { ArticleId, IdentityKey } from '../article/article.ts';
import type { Drop } from '../item/drop.ts';
import type { ArticleCounts } from '../source/health/tally.ts';
import type { SourceId } from '../source/source.ts';
import type { SourceState } from '../source/source-state.ts';
import type { Story, StoryId } from '../story/story.ts';

/** The content of one commit. The store writes the whole content or nothing. */
export type StoreChange = {
  /** The time of the commit. If absent, the store's clock is used. */
  readonly at?: Temporal.Instant;
  /** Each story is added, or replaces the stored story with the same id. */
  readonly stories: readonly Story[];
  readonly drops: readonly Drop[];
  readonly states: readonly SourceState[];
  /** The stories that end because their articles joined a story of `stories`. */
  readonly united?: readonly StoryId[];
  /** The hashes of removed identity keys, 16 hex digits each, from a store that is being copied into this store. */
  readonly tombstones?: readonly string[];
};

/** The owner of an identity key: an article, a removed article (a tombstone) or a dropped item. */
export type Known =
  | { readonly kind: 'article'; readonly id: ArticleId }
  | { readonly kind: 'removed' }
  | { readonly kind: 'dropped' };

/** The kinds of labels that `labelCounts` counts: securities codes, keys of topics, ids of outlets. */
export type LabelKind = 'company' | 'topic' | 'outlet';

type LabelCount = { readonly key: string; readonly stories: number };

export type StoreHealth = {
  readonly articles: number;
  readonly stories: number;
  /** Size of the log, or of the tables in a database, in bytes. */
  readonly bytes: number;
  /** Number of stories in unfinished commits. */
  readonly unwritten: number;
  /** One text for each problem. While `isWaiting`, the last text says why the store cannot be written. */
  readonly problems: readonly string[];
  /** True while the store cannot be written, so that commits wait or fail. */
  readonly isWaiting: boolean;
  /** The time of the newest durable commit; absent if nothing is stored. */
  readonly newestCommitAt?: Temporal.Instant;
};

export type Store = {
  readonly state: (source: SourceId) => SourceState | undefined;
  /** Returns the owner of each identity key. Keys that are not stored are left out. */
  readonly knows: (keys: readonly IdentityKey[]) => Promise<ReadonlyMap<IdentityKey, Known>>;
  /** Returns the id of each article's story. Articles that are not stored are left out. */
  readonly storyIdsOf: (articles: readonly ArticleId[]) => Promise<ReadonlyMap<ArticleId, StoryId>>;
  readonly story: (id: StoryId) => Promise<Story | undefined>;
  /** Returns the stories with some ids, in any order. Stories that are not stored are left out. */
  readonly storiesById: (ids: readonly StoryId[]) => Promise<readonly Story[]>;
  readonly stories: (query: StoryQuery) => Promise<readonly Story[]>;
  /** Returns the stories of a query, the newest `published` first, in slices. */
  readonly each: (query: Omit<StoryQuery, 'limit' | 'order'>) => AsyncIterable<readonly Story[]>;
  /** Returns the stories that gained an article since a moment, in slices, by their latest gain, the earliest first. */
  readonly gainedSince: (moment: Temporal.Instant) => AsyncIterable<readonly Story[]>;
  /** Counts the stories of a query. Counting stops at `most`. */
  readonly count: (query: Omit<StoryQuery, 'limit' | 'order'>, most: number) => Promise<number>;
  /** Counts the stories published from `since` on, for each label of a kind, the most frequent label first. */
  readonly labelCounts: (kind: LabelKind, since: Temporal.Instant) => Promise<readonly LabelCount[]>;
  /**
   * Counts the stored articles by their date: for each source by JST day, from the day of `since` on, and for all
   * sources together by hour, from the hour of `since` on.
   */
  readonly articleCounts: (since: Temporal.Instant) => Promise<ArticleCounts>;
  /** Returns at most `most` stems of search terms that begin with a text. Terms of many stories come first. */
  readonly terms: (beginning: string, most: number) => Promise<readonly string[]>;
  readonly drop: (key: IdentityKey) => Promise<Drop | undefined>;
  /** Returns at most `limit` dropped items, the newest first. */
  readonly newestDrops: (limit: number) => Promise<readonly Drop[]>;
  /** Stores a change. Resolves when the change is durable; rejects if this is not certain. */
  readonly commit: (change: StoreChange) => Promise<void>;
  /**
   * Removes stories that gained no article since a moment, and stores their tombstones. Deletes drops from before that
   * moment. Returns the number of removed stories.
   */
  readonly removeBefore: (moment: Temporal.Instant) => Promise<{ readonly removed: number }>;
  /**
   * Rewrites every log file, or every table of a database, without superseded records. A log file that another program
   * changed stays as it is. An unreadable log file stays, too, and causes a rejection.
   */
  readonly compact: () => Promise<void>;
  /**
   * Resolves when all readable data can be found; before that, old data may be missing. Rejects if the store is closed
   * first.
   */
  readonly whole: () => Promise<void>;
  readonly health: () => StoreHealth;
  readonly close: () => Promise<void>;
};

/** A store that can be copied, or can be the target of a copy. */
export type CopiedStore = Store & {
  readonly states: () => readonly SourceState[];
  /** Returns the dropped items in the order in which they were stored, in slices. */
  readonly allDrops: () => AsyncIterable<readonly Drop[]>;
  /** Returns the hashes of all removed identity keys, 16 hex digits each, in slices. */
  readonly tombstones: () => AsyncIterable<readonly string[]>;
  /** Returns the name of the original if this store is an unfinished copy; else undefined. */
  readonly copyOf: () => Promise<string | undefined>;
  /** Marks this store as an unfinished copy of `from`; without a name, removes the mark. Resolves when durable. */
  readonly noteCopy: (from: string | undefined) => Promise<void>;
};

/** A condition on a story: the story must have the words of the text, or one of the labels. */
export type SearchNeed = {
  readonly text: string;
  readonly labels: readonly Pick<StoryQuery, 'company' | 'topic' | 'outlet'>[];
};

export type StoryQuery = {
  /** Selects stories with this label. A story must have all labels of the query. */
  readonly company?: string;
  readonly topic?: string;
  readonly outlet?: string;
  readonly language?: string;
  /** Selects stories that meet all of these conditions; none if no condition has a term or a label. */
  readonly words?: readonly SearchNeed[];
  /** Selects stories whose `published` is this moment or later. */
  readonly from?: Temporal.Instant;
  /** Selects stories whose `published` is before this moment. */
  readonly until?: Temporal.Instant;
  readonly announcedOnly?: boolean;
  /** Selects stories that were important enough for the feeds of top stories. */
  readonly topOnly?: boolean;
  /**
   * The order of the stories. `newest` (default): by `published`, the newest first. `announced`: the stories announced
   * last, in the order of `newest`. `best`: by match of the words and by age, the best first; empty without words.
   */
  readonly order?: 'newest' | 'announced' | 'best';
  readonly limit: number;
};
