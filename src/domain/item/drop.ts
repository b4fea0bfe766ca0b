import type { IdentityKey } from '../article/article.ts';
import type { SourceId } from '../source/source.ts';

/** A remembrance of an item that was turned away, so that `why` can answer for it. */
export type Drop = {
  readonly keys: readonly IdentityKey[];
  readonly source: SourceId;
  readonly title: string;
  readonly link: string;
  readonly at: Temporal.Instant;
  /** In words, with the config line where a rule decided. */
  readonly reason: string;
};
