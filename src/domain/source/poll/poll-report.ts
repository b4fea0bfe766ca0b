import type { Rejection } from '../../item/raw-item.ts';
import type { Failure } from '../failure.ts';
import type { SourceId } from '../source.ts';

export type PollOutcome =
  | {
      readonly kind: 'changed';
      readonly listed: number;
      /** Number of items that wait for a later poll or exceed the maximum of a document; absent if none. */
      readonly truncated?: number;
    }
  | { readonly kind: 'unchanged' }
  | { readonly kind: 'failed'; readonly failure: Failure }
  /** This machine is offline: the poll does not count, and the state of the source does not change. */
  | { readonly kind: 'offline'; readonly failure: Failure }
  | { readonly kind: 'resting'; readonly until: Temporal.Instant };

export type PollReport = {
  readonly source: SourceId;
  readonly url: string;
  readonly outcome: PollOutcome;
  /** Number of articles stored for the first time. */
  readonly added: number;
  /** Number of added articles that joined the story of another article. */
  readonly folded: number;
  /** Number of articles with a new revision. */
  readonly revised: number;
  /** Number of items that were dropped by a rule or for lack of relevance, or whose corrected title was refused. */
  readonly dropped: number;
  /**
   * Number of stories that were not announced, because the outlet reached its hourly limit. Absent if none, and on a
   * first read.
   */
  readonly flooded?: number;
  readonly rejections: readonly Rejection[];
  /** Time from the request until its answer was read; absent without a request, or if no answer to it is known. */
  readonly durationMs?: number;
  readonly nextPollAt?: Temporal.Instant;
};
