export type Enclosure = {
  readonly url: string;
  readonly type?: string;
  readonly length?: number;
};

/**
 * What a feed document says of one item, made uniform over all formats but not yet trusted:
 * texts are well-formed and free of control characters, HTML is sanitised, links are absolute http(s).
 * What the document does not say is absent.
 */
export type RawItem = {
  /** Plain text. */
  readonly title?: string;
  readonly link?: string;
  /** RSS guid, rdf:about, atom:id or JSON Feed id. */
  readonly id?: string;
  readonly published?: Temporal.Instant;
  readonly updated?: Temporal.Instant;
  /** Sanitised HTML. */
  readonly summary?: string;
  /** Sanitised HTML. */
  readonly content?: string;
  readonly authors: readonly string[];
  readonly categories: readonly string[];
  readonly enclosures: readonly Enclosure[];
  readonly image?: string;
  /** The outlet that an aggregator names (RSS `<source url>`, atom:source). */
  readonly source?: { readonly name?: string; readonly url?: string };
  /** Of the item's canonical text: changes when anything of the item that is read changes. */
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
  /** RSS skipHours, in hours GMT. */
  readonly skipHours: readonly number[];
  readonly skipDays: readonly string[];
  /** sy:updatePeriod divided by sy:updateFrequency, in minutes. */
  readonly updatePeriodMinutes?: number;
  readonly format: 'rss' | 'rdf' | 'atom' | 'json';
  readonly charset: string;
};

/** How a document is read. */
export type ParseOptions = {
  /** Base of relative links. */
  readonly url: string;
  readonly contentType?: string;
  /** IANA zone of dates without one; `Asia/Tokyo` where absent. */
  readonly zone?: string;
  /** Hashes of items read before: left out of the result, and counted. */
  readonly known?: ReadonlySet<string>;
  /** Maximum number of unknown items that are read, the newest first; all where absent. */
  readonly most?: number;
};

export type ParseResult =
  | {
      readonly kind: 'parsed';
      readonly feed: RawFeed;
      readonly items: readonly RawItem[];
      /** Hashes of every item the document lists, known ones too, in its order. */
      readonly hashes: readonly string[];
      /** Items left out since their hash was known. */
      readonly known: number;
      /** Hashes of the items left for another reading, since the document has more new ones than one reading takes. */
      readonly left: readonly string[];
      /** Items beyond the limit of a document, which were not looked at. */
      readonly cut: number;
    }
  | { readonly kind: 'unreadable'; readonly reason: UnreadableReason; readonly detail: string };

export type UnreadableReason = 'empty' | 'html-page' | 'not-a-feed' | 'too-large' | 'too-deep' | 'too-slow';

/** One bad item costs one item: what was left out of a document, and why. */
export type Rejection = {
  readonly reason: 'no-title' | 'no-link' | 'unreadable';
  readonly detail: string;
};
