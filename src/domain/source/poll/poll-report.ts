import type { Rejection } from '../../item/raw-item.ts';
import type { Failure } from '../failure.ts';
import type { SourceId } from '../source.ts';

/** What one poll of one source came to. */
export type PollOutcome =
  | {
      readonly kind: 'changed';
      readonly listed: number;
      /** Items listed that were not taken in, as there are too many; absent where all were. */
      readonly truncated?: number;
    }
  | { readonly kind: 'unchanged' }
  | { readonly kind: 'failed'; readonly failure: Failure }
  | { readonly kind: 'resting'; readonly until: Temporal.Instant };

export type PollReport = {
  readonly source: SourceId;
  readonly url: string;
  readonly outcome: PollOutcome;
  /** Articles stored now for the first time. */
  readonly added: number;
  /** Of those, how many joined a story that was there. */
  readonly folded: number;
  /** Articles whose title or body was corrected. */
  readonly revised: number;
  /** Items that a rule or the relevance turned away. */
  readonly dropped: number;
  /** Entries that stay silent, since the outlet has announced its share of the hour; absent where there are none. */
  readonly flooded?: number;
  readonly rejections: readonly Rejection[];
  readonly durationMs: number;
  readonly nextPollAt?: Temporal.Instant;
};
