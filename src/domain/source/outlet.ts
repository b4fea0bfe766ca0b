import { bareHost } from '../article/canonical-url.ts';
import type { Brand } from '../brand.ts';
import { hashText } from '../folding/read/term/hash-text.ts';

/** The name of an outlet in URLs and files: a-z, 0-9 and `-`. */
export type OutletId = Brand<string, 'OutletId'>;

/** A publisher of news, as readers know it. */
export type Outlet = {
  readonly id: OutletId;
  readonly name: string;
  readonly nameJa?: string;
  /** 0 to 100: the article of the outlet with the highest priority leads a story. */
  readonly priority: number;
  /** The outlet's own site; items that an aggregator brings from its host belong to the outlet. */
  readonly home?: string;
  readonly paywall: boolean;
};

/** Priority of an outlet without a configured one. */
export const DEFAULT_PRIORITY = 50;

/** Minimum priority of an outlet of weight. */
const MAJOR_OUTLET_PRIORITY = 60;

/** The priority of an outlet of the config, or of one that it does not name. */
export const priorityOf = (id: OutletId, outlets: ReadonlyMap<OutletId, Outlet>): number =>
  outlets.get(id)?.priority ?? DEFAULT_PRIORITY;

/** True for an outlet of weight, whose report says that a story is important. */
export const hasWeight = (id: OutletId, outlets: ReadonlyMap<OutletId, Outlet>): boolean =>
  priorityOf(id, outlets) >= MAJOR_OUTLET_PRIORITY;

/**
 * The id of an outlet of which only the name is known: `The Japan Times` → `the-japan-times`. If an id cannot hold all
 * letters of a name, a short hash of the name is added, so that 日経 and 読売, or 日経BP and 日本BP, get different ids.
 * The same name always gives the same id.
 */
export const outletIdFromName = (name: string): OutletId => {
  const folded = name
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .trim();
  const slug = slugOf(folded);
  const losesLetters = /[^\P{L}a-z]|[^\P{N}0-9]/u.test(folded);
  // The folded name is hashed, so that ＮＨＫ and NHK, or ガ in one code point or two, are one outlet.
  return (slug === '' || losesLetters ? `${slug || 'outlet'}-${shortHash(folded)}` : slug) as OutletId;
};

/** The id of an outlet of which only the host is known: `www.nikkei.com` → `nikkei-com`. */
export const outletIdFromHost = (host: string): OutletId => {
  const bare = bareHost(host);
  return (slugOf(bare) || `outlet-${shortHash(bare)}`) as OutletId;
};

export const slugOf = (text: string): string => text.replace(/[^a-z0-9]+/g, '-').replace(/^-|-$/g, '');

/** A hash in base 36: short and the same everywhere; no secret depends on it. */
const shortHash = (text: string): string => (hashText(text) >>> 0).toString(36);
