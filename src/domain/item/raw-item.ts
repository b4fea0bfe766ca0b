import type { ImageDetails } from './choose-image.ts';

export type Enclosure = {
  readonly url: string;
  readonly type?: string;
  readonly length?: number;
};

/**
 * One item of a feed document. Every feed format gives the same fields; nothing has validated them yet. Texts are well-formed and
 * without control characters, HTML is sanitised, links are absolute http(s). What the document does not state is absent.
 */
export type RawItem = {
  /** The title as plain text. */
  readonly title?: string;
  readonly link?: string;
  /** RSS guid, rdf:about, atom:id or JSON Feed id. */
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
  /** Address of the picture, by https. */
  readonly image?: string;
  readonly imageDetails?: ImageDetails;
  /** The outlet that an aggregator names (RSS `<source url>`, atom:source). */
  readonly source?: { readonly name?: string; readonly url?: string };
  /** Hash of the item's canonical form, which changes with every field that is read. */
  readonly hash: string;
};

export type RawFeed = {
  readonly title?: string;
  readonly link?: string;
  readonly language?: string;
  readonly updated?: Temporal.Instant;
  readonly selfUrl?: string;
  readonly hubUrls: readonly string[];
  /** RSS ttl, in minutes. */
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
  /** The document's address, the base of relative links. */
  readonly url: string;
  readonly contentType?: string;
  /** IANA zone of dates without one; `Asia/Tokyo` if absent. */
  readonly zone?: string;
  /** Hashes of items read before, which are only counted. */
  readonly known?: ReadonlySet<string>;
  /** Maximum number of unknown items that are read, the newest first; all if absent. */
  readonly most?: number;
};

export type ParseResult =
  | {
      readonly kind: 'parsed';
      readonly feed: RawFeed;
      readonly items: readonly RawItem[];
      /** Hashes of all items of the document, known ones too, in the document's order. */
      readonly hashes: readonly string[];
      /** Number of items left out because their hash was known. */
      readonly known: number;
      /** Hashes of the new items beyond `ParseOptions.most`, which are left for a later reading. */
      readonly left: readonly string[];
      /** Number of items beyond the limit of a document, which were not read. */
      readonly cut: number;
    }
  | { readonly kind: 'unreadable'; readonly reason: UnreadableReason; readonly detail: string };

export type UnreadableReason = 'empty' | 'html-page' | 'not-a-feed' | 'too-large' | 'too-deep' | 'too-slow';

/** An item that was left out of a document, and why. */
export type Rejection = {
  readonly reason: 'no-title' | 'no-link' | 'unreadable';
  readonly detail: string;
};
