import type { RawFeed, UnreadableReason } from '../../domain/item/raw-item.ts';
import type { WrittenSection } from './section.ts';

/** A feed in canonical form: the content of an RSS 2.0 channel, with the items separate. */
export type Tidied =
  | {
      readonly kind: 'tidied';
      readonly format: RawFeed['format'];
      /** The canonical elements of the channel itself. */
      readonly channel: string;
      readonly items: readonly WrittenSection[];
      /** Number of items beyond `MAX_ITEMS`. */
      readonly cut: number;
    }
  | { readonly kind: 'unreadable'; readonly reason: UnreadableReason; readonly detail: string };

/** Maximum number of items read of a document; no outlet lists as many. */
export const MAX_ITEMS = 10_000;
