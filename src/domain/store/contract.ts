import type { ArticleId, IdentityKey } from '../article/article.ts';
import type { Drop } from '../item/drop.ts';
import type { ArticleCount } from '../source/health/tally.ts';
import type { SourceId } from '../source/source.ts';
import type { SourceState } from '../source/source-state.ts';
import type { Story, StoryId } from '../story/story.ts';
import type { StoryQuery } from './story-query.ts';

/** One acknowledged step of the store: all of it is durable when `commit` resolves, or none. */
type StoreChange = {
  /** When it was made, by the clock that the caller believes; by the store's own where absent. */
  readonly at?: Temporal.Instant;
  /** New stories, and stored ones that gained an article, a revision, a relation or tags. */
  readonly stories: readonly Story[];
  readonly drops: readonly Drop[];
  readonly states: readonly SourceState[];
  /** Stories that are no more, as one of `stories` took their articles in. */
  readonly united?: readonly StoryId[];
};

/** What an identity key leads to: an article, an item that was turned away, or the tombstone of an article that is gone. */
export type Known =
  | { readonly kind: 'article'; readonly id: ArticleId }
  | { readonly kind: 'removed' }
  | { readonly kind: 'dropped' };

export type StoreHealth = {
  readonly articles: number;
  readonly stories: number;
  /** Size of the log. */
  readonly bytes: number;
  /** Stories of commits that are not durable yet. */
  readonly unwritten: number;
  /** What was damaged or cannot be written, in words; empty where nothing is wrong. */
  readonly problems: readonly string[];
  /** The disk refuses to write at the moment: commits wait until it takes them again. */
  readonly isWaiting: boolean;
  /** When the newest durable commit was made, by the clock of that moment; absent where nothing is stored. */
  readonly newestCommitAt?: Temporal.Instant;
};

export type Store = {
  readonly state: (source: SourceId) => SourceState | undefined;
  /** Every identity ever stored and not yet forgotten, tombstones too. */
  readonly knows: (key: IdentityKey) => Known | undefined;
  readonly storyOf: (article: ArticleId) => StoryId | undefined;
  readonly story: (id: StoryId) => Promise<Story | undefined>;
  readonly stories: (query: StoryQuery) => Promise<readonly Story[]>;
  /** All that a query asks for, newest `published` first, some tens in each slice: others have their turn in between. */
  readonly each: (query: Omit<StoryQuery, 'limit' | 'order'>) => AsyncIterable<readonly Story[]>;
  /** Stories that gained an article since the moment, the earliest first, in slices. */
  readonly gainedSince: (moment: Temporal.Instant) => AsyncIterable<readonly Story[]>;
  /** How many stories a query asks for; no more than `most` are counted. */
  readonly count: (query: Omit<StoryQuery, 'limit' | 'order'>, most: number) => number;
  /** How many articles each source brought since the moment, by hour since 1970 of their `published`. */
  readonly articleCounts: (since: Temporal.Instant) => readonly ArticleCount[];
  readonly drop: (key: IdentityKey) => Promise<Drop | undefined>;
  /** The items that were turned away last, the newest first. */
  readonly newestDrops: (limit: number) => Promise<readonly Drop[]>;
  /** Resolves when the change would survive a power cut; rejects when it was not stored. */
  readonly commit: (change: StoreChange) => Promise<void>;
  /** Removes stories that gained nothing since the moment and leaves tombstones; forgets older drops. */
  readonly removeBefore: (moment: Temporal.Instant) => Promise<{ readonly removed: number }>;
  /** Rewrites files of which much is superseded. */
  readonly compact: () => Promise<void>;
  /** Resolves when all that is stored can be found: before that, only the newest days can. Rejects where the store is closed before. */
  readonly whole: () => Promise<void>;
  readonly health: () => StoreHealth;
  readonly close: () => Promise<void>;
};
