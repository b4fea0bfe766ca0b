import type { RawFeed } from '../../item/raw-item.ts';
import type { Failure } from '../failure.ts';
import type { Truncated } from '../source-state.ts';

/** What reading a fetched document came to. */
export type DocumentRecord = { readonly readable: false; readonly failure: Failure } | ReadDocument;

export type ReadDocument = {
  readonly readable: true;
  readonly feed: RawFeed;
  /** Of every item listed. */
  readonly hashes: readonly string[];
  /** Absent where all of it was taken in. */
  readonly truncated?: Truncated;
  /** How many items we had not seen before, those that waited since an earlier poll aside. */
  readonly newItems: number;
  /** The stated date of the newest item listed. */
  readonly newestItemAt?: Temporal.Instant;
  /** The stated dates of the items that are new: a backlog shows a source's rhythm on its first poll. */
  readonly newItemDates?: readonly Temporal.Instant[];
  /** How many of the items listed have no link. */
  readonly withoutLink?: number;
};
