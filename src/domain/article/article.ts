import type { Brand } from '../brand.ts';
import type { OutletId } from '../source/outlet.ts';
import type { Language, Republish, SourceId } from '../source/source.ts';
import type { Tag } from '../tag/tag.ts';

/** 16 characters of base32: a digest of the outlet and the guid, else the canonical URL. */
export type ArticleId = Brand<string, 'ArticleId'>;

/** A name under which an item can come again: its outlet and guid, or its canonical URL. */
export type IdentityKey = Brand<string, 'IdentityKey'>;

/** What we keep of one item. Never changed: a corrected title or body is a new revision. */
export type Article = {
  readonly id: ArticleId;
  /** 1 at first, one more with each correction. */
  readonly revision: number;
  readonly source: SourceId;
  readonly outlet: { readonly id: OutletId; readonly name: string };
  readonly language: Language;
  readonly guid?: string;
  /** Where a reader goes: absolute http(s), as the outlet gave it. */
  readonly link: string;
  readonly canonicalUrl: string;
  /** Further names: what it says and when (`textKey`), and another guid or URL under which it came again later. */
  readonly otherKeys?: readonly IdentityKey[];
  /** Plain text. */
  readonly title: string;
  /** Titles that a correction replaced: one that comes back is no correction, so that titles do not flap. */
  readonly formerTitles?: readonly string[];
  /** Plain text. */
  readonly summary?: string;
  /** Sanitised HTML, kept where the source may be republished in full. */
  readonly content?: string;
  readonly authors: readonly string[];
  readonly categories: readonly string[];
  readonly image?: string;
  readonly republish: Republish;
  /** The date the outlet states, for show, whatever it is. */
  readonly statedAt?: Temporal.Instant;
  /** The date we go by: see `publishedAt` in normalise-item.ts. */
  readonly published: Temporal.Instant;
  readonly firstSeenAt: Temporal.Instant;
  readonly tags: readonly Tag[];
  /** Why it was kept. */
  readonly relevance: { readonly score: number; readonly reasons: readonly string[] };
};
