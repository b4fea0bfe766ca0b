import type { Brand } from '../brand.ts';
import type { ImageDetails } from '../item/choose-image.ts';
import type { OutletId } from '../source/outlet.ts';
import type { Language, Republish, SourceId } from '../source/source.ts';
import type { Tag } from '../tag/tag.ts';

/**
 * 16 characters of base32: a digest of the outlet and the guid, or of the outlet and the canonical URL if there is no
 * guid.
 */
export type ArticleId = Brand<string, 'ArticleId'>;

/** A key under which an item can come again: its outlet and guid, its canonical URL, or its text and date. */
export type IdentityKey = Brand<string, 'IdentityKey'>;

/** The stored form of one item. It is immutable: a corrected title or body makes a new revision. */
export type Article = {
  readonly id: ArticleId;
  /** Number of the revision, from 1. */
  readonly revision: number;
  readonly source: SourceId;
  readonly outlet: { readonly id: OutletId; readonly name: string };
  readonly language: Language;
  readonly guid?: string;
  /** The link for readers: absolute http(s), as the outlet gave it. */
  readonly link: string;
  readonly canonicalUrl: string;
  /** More keys of the item: the key of its text and date (`textKey`), and other guids or URLs under which it came again. */
  readonly otherKeys?: readonly IdentityKey[];
  /** The title as plain text. */
  readonly title: string;
  /** Titles that corrections replaced, the oldest first. A title that keeps coming back is ignored (`reviseArticle`). */
  readonly formerTitles?: readonly string[];
  /** The summary as plain text. */
  readonly summary?: string;
  /** Sanitised HTML; stored if the source may be republished in full. */
  readonly content?: string;
  readonly authors: readonly string[];
  readonly categories: readonly string[];
  /** Address of the outlet's own picture. */
  readonly image?: string;
  readonly imageDetails?: ImageDetails;
  readonly republish: Republish;
  /** The date that the outlet states, for display; not validated. */
  readonly statedAt?: Temporal.Instant;
  /** The date used for order and archives, see `publishedAt`. */
  readonly published: Temporal.Instant;
  readonly firstSeenAt: Temporal.Instant;
  readonly tags: readonly Tag[];
  /** Why the article was kept; the score is a probability, 0 to 1. */
  readonly relevance: { readonly score: number; readonly reasons: readonly string[] };
};
