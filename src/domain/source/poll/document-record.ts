import type { RawFeed } from '../../item/raw-item.ts';
import type { Failure } from '../failure.ts';
import type { Truncated } from '../source-state.ts';

/** The result of reading a fetched document. */
export type DocumentRecord = { readonly readable: false; readonly failure: Failure } | ReadDocument;

export type ReadDocument = {
  readonly readable: true;
  readonly feed: RawFeed;
  /** Hashes of all listed items. */
  readonly hashes: readonly string[];
  /** The items that were not taken in; absent if all were. */
  readonly truncated?: Truncated;
  /** Number of items not seen before, without those that waited since an earlier poll. */
  readonly newItems: number;
  /** The stated date of the newest item listed. */
  readonly newestItemAt?: Temporal.Instant;
  /** The stated dates of the new items: on the first poll, the backlog shows a source's rhythm. */
  readonly newItemDates?: readonly Temporal.Instant[];
  /** Number of listed items without a link. */
  readonly withoutLink?: number;
};
