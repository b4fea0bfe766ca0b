import type { Brand } from '../brand.ts';
import type { ImageDetails } from '../item/choose-image.ts';
import type { OutletId } from '../source/outlet.ts';
import type { Language, Republish, SourceId } from '../source/source.ts';
import type { Tag } from '../tag/tag.ts';

/**
 * The id of an article, 16 characters of base32: a digest of the outlet with the guid, or with the canonical URL if the
 * item has no guid or another article has the guid.
 */
export type ArticleId = Brand<string, 'ArticleId'>;

/**
 * A key by which an item that comes again is recognised: its canonical URL; or its outlet with its guid, with its text
 * and date, or with its canonical URL (`listedKey`).
 */
export type IdentityKey = Brand<string, 'IdentityKey'>;

/** The stored form of one item. It is immutable; a correction by the outlet is a new revision. */
export type Article = {
  readonly id: ArticleId;
  /** The number of the revision, from 1. */
  readonly revision: number;
  readonly source: SourceId;
  readonly outlet: { readonly id: OutletId; readonly name: string };
  readonly language: Language;
  readonly guid?: string;
  /** The link for readers, an absolute http(s) address. */
  readonly link: string;
  readonly canonicalUrl: string;
  /** More keys of the item: the key of its text and date (`textKey`), and guids or URLs with which it came again. */
  readonly otherKeys?: readonly IdentityKey[];
  /** The title as plain text. */
  readonly title: string;
  /** The last titles that corrections replaced, the oldest first. They limit how often a title comes back. */
  readonly formerTitles?: readonly string[];
  /** The summary as plain text. */
  readonly summary?: string;
  /** The body as sanitised HTML. Present only if the source may be republished in full, and the body is not too long. */
  readonly content?: string;
  readonly authors: readonly string[];
  readonly categories: readonly string[];
  /** The address of the picture; see `imageOfArticle`. */
  readonly image?: string;
  readonly imageDetails?: ImageDetails;
  readonly republish: Republish;
  /** The date that the feed states; it can be wrong, or in the future. */
  readonly statedAt?: Temporal.Instant;
  /** The date used for order and archives; see `publishedAt`. */
  readonly published: Temporal.Instant;
  readonly firstSeenAt: Temporal.Instant;
  readonly tags: readonly Tag[];
  /** Why the article was kept. `score`: the probability that the article is about Japanese business, 0 to 1. */
  readonly relevance: { readonly score: number; readonly reasons: readonly string[] };
};
