import type { Arrived } from '../../item/normalise-document.ts';
import type { RawFeed, Rejection } from '../../item/raw-item.ts';
import type { Failure } from '../failure.ts';
import type { Truncated } from '../source-state.ts';
import type { FetchResult } from './fetch-result.ts';

type Listing = {
  readonly feed: RawFeed;
  /** The hashes of the items in the document's order, without the items that `cut` counts. */
  readonly hashes: readonly string[];
  /** The items that wait for a later poll or are ignored; absent if none. */
  readonly truncated?: Truncated;
};

export type PollContent =
  | (Listing & {
      readonly kind: 'read';
      readonly arrived: readonly Arrived[];
      readonly rejections: readonly Rejection[];
    })
  | { readonly kind: 'unchanged' }
  | { readonly kind: 'unreadable'; readonly failure: Failure }
  | { readonly kind: 'failed'; readonly failure: Failure };

/** The result of a request, without the body of the document. */
export type FetchHead =
  | Exclude<FetchResult, { readonly kind: 'fetched' }>
  | Omit<Extract<FetchResult, { readonly kind: 'fetched' }>, 'body'>;

/** The result of a `PollTask`, as plain data without the document. */
export type PollAnswer =
  | {
      readonly kind: 'asked';
      /** When the answer was complete. */
      readonly at: Temporal.Instant;
      /** As in `PollReport`. */
      readonly durationMs?: number;
      readonly head: FetchHead;
      readonly content: PollContent;
    }
  /** No request was sent, because the host has asked for a pause. */
  | { readonly kind: 'resting'; readonly at: Temporal.Instant; readonly until: Temporal.Instant };

/** The result of reading a fetched document. */
export type DocumentRecord = { readonly readable: false; readonly failure: Failure } | ReadDocument;

export type ReadDocument = Listing & {
  readonly readable: true;
  /** Number of items read now that the store does not know. Items that waited since an earlier poll do not count. */
  readonly newItems: number;
  /** The newest stated date of the items that were read now. */
  readonly newestItemAt?: Temporal.Instant;
  /** The dates of the new items: the stated ones, else those of their last change. */
  readonly newItemDates?: readonly Temporal.Instant[];
  /** Number of items that were rejected now because they have no link. */
  readonly withoutLink?: number;
};
