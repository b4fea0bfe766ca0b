import type { IdentityKey } from '../article/article.ts';
import type { SourceId } from '../source/source.ts';

/** A dropped item as it is stored, so that `why` can explain the drop. */
export type Drop = {
  readonly keys: readonly IdentityKey[];
  readonly source: SourceId;
  readonly title: string;
  readonly link: string;
  readonly at: Temporal.Instant;
  /** The reason in words. A rule is named with its file and line in the config. */
  readonly reason: string;
};
