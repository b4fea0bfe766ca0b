import type { ArticleId, IdentityKey } from '../article/article.ts';
import type { Drop } from '../item/drop.ts';
import type { ArticleCounts } from '../source/health/tally.ts';
import type { SourceId } from '../source/source.ts';
import type { SourceState } from '../source/source-state.ts';
import type { Story, StoryId } from '../story/story.ts';

/** The content of one commit: all of it is stored, or none. */
export type StoreChange = {
  /** The time of the commit by the caller's clock; by the store's clock if absent. */
  readonly at?: Temporal.Instant;
  /** New stories, and stored stories with a new article, revision, relation or tag. */
  readonly stories: readonly Story[];
  readonly drops: readonly Drop[];
  readonly states: readonly SourceState[];
  /** Stories that end because one of `stories` took over their articles. */
  readonly united?: readonly StoryId[];
  /** Hashes of removed identity keys, 16 hex digits each, from a store that is copied into this one. */
  readonly tombstones?: readonly string[];
};

/** What an identity key belongs to: an article, a dropped item, or the tombstone of a removed article. */
export type Known =
  | { readonly kind: 'article'; readonly id: ArticleId }
  | { readonly kind: 'removed' }
  | { readonly kind: 'dropped' };

/** The kinds of labels by which stories are found: securities codes, keys of topics, ids of outlets. */
export type LabelKind = 'company' | 'topic' | 'outlet';

type LabelCount = { readonly key: string; readonly stories: number };

export type StoreHealth = {
  readonly articles: number;
  readonly stories: number;
  /** Size of the log in bytes. */
  readonly bytes: number;
  /** Number of stories in commits that are not durable yet. */
  readonly unwritten: number;
  /** Sentences about what is damaged or cannot be written; empty if there is no problem. While `isWaiting`, the last says why. */
  readonly problems: readonly string[];
  /** True while the disk refuses to write, and commits wait. */
  readonly isWaiting: boolean;
  /** The time of the newest durable commit, by the clock of that moment; absent if nothing is stored. */
  readonly newestCommitAt?: Temporal.Instant;
};

export type Store = {
  readonly state: (source: SourceId) => SourceState | undefined;
  /** What identity keys belong to; those that are not stored are left out. Includes tombstones. */
  readonly knows: (keys: readonly IdentityKey[]) => Promise<ReadonlyMap<IdentityKey, Known>>;
  /** The stories that hold some articles; articles that are not stored are left out. */
  readonly storyIdsOf: (articles: readonly ArticleId[]) => Promise<ReadonlyMap<ArticleId, StoryId>>;
  readonly story: (id: StoryId) => Promise<Story | undefined>;
  /** The stories of some ids; those that are not stored are left out. */
  readonly storiesById: (ids: readonly StoryId[]) => Promise<readonly Story[]>;
  readonly stories: (query: StoryQuery) => Promise<readonly Story[]>;
  /** All stories of a query, newest `published` first, in slices of a few dozen, so that other work can run in between. */
  readonly each: (query: Omit<StoryQuery, 'limit' | 'order'>) => AsyncIterable<readonly Story[]>;
  /** Stories that gained an article since the moment, in slices, the earliest gain first. */
  readonly gainedSince: (moment: Temporal.Instant) => AsyncIterable<readonly Story[]>;
  /** The number of stories of a query; counting stops at `most`. */
  readonly count: (query: Omit<StoryQuery, 'limit' | 'order'>, most: number) => Promise<number>;
  /** The number of announced stories with each label of a kind that were published since the moment; the most first. */
  readonly labelCounts: (kind: LabelKind, since: Temporal.Instant) => Promise<readonly LabelCount[]>;
  /** The numbers of articles published since the moment's day in JST, or hour. */
  readonly articleCounts: (since: Temporal.Instant) => Promise<ArticleCounts>;
  /** The search terms of titles and summaries that begin with a text, as stems; those that most stories have come first. */
  readonly terms: (beginning: string, most: number) => Promise<readonly string[]>;
  readonly drop: (key: IdentityKey) => Promise<Drop | undefined>;
  /** The items that were dropped last, newest first. */
  readonly newestDrops: (limit: number) => Promise<readonly Drop[]>;
  /** Resolves when the change is durable; rejects if it was not stored. */
  readonly commit: (change: StoreChange) => Promise<void>;
  /** Removes stories that gained no article since the moment, leaving tombstones, and deletes older drops. */
  readonly removeBefore: (moment: Temporal.Instant) => Promise<{ readonly removed: number }>;
  /** Rewrites every log file without its superseded records. */
  readonly compact: () => Promise<void>;
  /**
   * Resolves when all that is stored can be found: before that, only the newest days can. Rejects if the store is
   * closed before.
   */
  readonly whole: () => Promise<void>;
  readonly health: () => StoreHealth;
  readonly close: () => Promise<void>;
};

/** A store that can be copied: it also lists data that only copying needs. */
export type CopiedStore = Store & {
  readonly states: () => readonly SourceState[];
  /** All dropped items in the order in which they were stored, in slices. */
  readonly allDrops: () => AsyncIterable<readonly Drop[]>;
  /** Hashes of the identity keys that are known as removed, 16 hex digits each, in slices. */
  readonly tombstones: () => AsyncIterable<readonly string[]>;
  /** Name of the store of which this one is an unfinished copy; undefined if it is not a copy. */
  readonly copyOf: () => Promise<string | undefined>;
  /** Notes that this store is an unfinished copy, or, without a name, that it is complete. Durable when it resolves. */
  readonly noteCopy: (from: string | undefined) => Promise<void>;
};

/** A condition that a story meets if it has the words of the text, or one of the labels. */
export type SearchNeed = {
  readonly text: string;
  readonly labels: readonly Pick<StoryQuery, 'company' | 'topic' | 'outlet'>[];
};

export type StoryQuery = {
  /** Only stories with all of these labels; an absent label does not filter. */
  readonly company?: string;
  readonly topic?: string;
  readonly outlet?: string;
  readonly language?: string;
  /** Only stories that meet all of these conditions. */
  readonly words?: readonly SearchNeed[];
  /** Range of `published`: from (inclusive) and until (exclusive). */
  readonly from?: Temporal.Instant;
  readonly until?: Temporal.Instant;
  /** Only stories that have been announced in feeds. */
  readonly announcedOnly?: boolean;
  /** Only stories that were important enough for the feeds of top stories. */
  readonly topOnly?: boolean;
  /** Which stories: the newest by `published` (default), those announced last, or those that match the words best. */
  readonly order?: 'newest' | 'announced' | 'best';
  readonly limit: number;
};
