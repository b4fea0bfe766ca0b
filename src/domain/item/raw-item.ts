import type { ImageDetails } from './choose-image.ts';

export type Enclosure = {
  readonly url: string;
  readonly type?: string;
  readonly length?: number;
};

/** An item of a feed document before normalisation. Texts are valid Unicode, links absolute http(s) addresses. */
export type RawItem = {
  /** The title as plain text. */
  readonly title?: string;
  readonly link?: string;
  /** The RSS guid, rdf:about, atom:id, dc:identifier or JSON Feed id. */
  readonly id?: string;
  readonly published?: Temporal.Instant;
  readonly updated?: Temporal.Instant;
  /** The summary as sanitised HTML. */
  readonly summary?: string;
  /** The full text as sanitised HTML. */
  readonly content?: string;
  readonly authors: readonly string[];
  readonly categories: readonly string[];
  readonly enclosures: readonly Enclosure[];
  /** The https address of the picture. */
  readonly image?: string;
  readonly imageDetails?: ImageDetails;
  /** The outlet that the item names (RSS `<source url>`, atom:source). */
  readonly source?: { readonly name?: string; readonly url?: string };
  /** The hash of the item's canonical form. It changes if any field that is read from the item changes. */
  readonly hash: string;
};

export type RawFeed = {
  readonly title?: string;
  readonly link?: string;
  readonly language?: string;
  readonly updated?: Temporal.Instant;
  readonly selfUrl?: string;
  readonly hubUrls: readonly string[];
  readonly ttlMinutes?: number;
  /** RSS skipHours: hours of the day in GMT, 0 to 23. */
  readonly skipHours: readonly number[];
  readonly skipDays: readonly string[];
  /** sy:updatePeriod divided by sy:updateFrequency, in minutes. */
  readonly updatePeriodMinutes?: number;
  readonly format: 'rss' | 'rdf' | 'atom' | 'json';
  readonly charset: string;
};

export type ParseOptions = {
  /** The address of the document, the base of relative links. */
  readonly url: string;
  readonly contentType?: string;
  /** The IANA zone of dates without a zone; `Asia/Tokyo` if absent. */
  readonly zone?: string;
  /** The hashes of items that were read before and are not read again. */
  readonly known?: ReadonlySet<string>;
  /** Maximum number of new items that are read: the newest ones. If absent, all are read. */
  readonly most?: number;
};

export type ParseResult =
  | {
      readonly kind: 'parsed';
      readonly feed: RawFeed;
      readonly items: readonly RawItem[];
      /** The hashes of the items in the document's order, without the items that `cut` counts. */
      readonly hashes: readonly string[];
      /** Number of items that were left out because their hash was known. */
      readonly known: number;
      /** The hashes of the new items beyond `ParseOptions.most`. */
      readonly left: readonly string[];
      /** Number of items beyond the maximum of a document. They are ignored. */
      readonly cut: number;
    }
  | { readonly kind: 'unreadable'; readonly reason: UnreadableReason; readonly detail: string };

/** Why a document cannot be read. `unfinished`: the parser failed, so the document may be a valid feed. */
export type UnreadableReason = 'empty' | 'html-page' | 'not-a-feed' | 'too-large' | 'too-slow' | 'unfinished';

/** An item that cannot be used, with the reason. */
export type Rejection = {
  readonly reason: 'no-title' | 'no-link';
  readonly detail: string;
};
