import type { RawFeed, UnreadableReason } from '../../domain/item/raw-item.ts';
import type { WrittenSection } from './section.ts';

/** A feed in our canonical form: the inside of an RSS 2.0 channel, its items apart. */
export type Tidied =
  | {
      readonly kind: 'tidied';
      readonly format: RawFeed['format'];
      /** The canonical elements of the channel itself. */
      readonly channel: string;
      readonly items: readonly WrittenSection[];
      /** Items beyond the limit. */
      readonly cut: number;
    }
  | { readonly kind: 'unreadable'; readonly reason: UnreadableReason; readonly detail: string };

/** No outlet lists so many; a document that does is cut there. */
export const MAX_ITEMS = 10_000;
