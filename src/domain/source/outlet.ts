import { bareHost } from '../article/canonical-url.ts';
import type { Brand } from '../brand.ts';
import { hashText } from '../folding/read/term/hash-text.ts';

/** The id of an outlet in URLs and files: a-z, 0-9 and `-`. */
export type OutletId = Brand<string, 'OutletId'>;

export type Outlet = {
  readonly id: OutletId;
  readonly name: string;
  readonly nameJa?: string;
  /** From 0 to 100; articles of an outlet with a higher priority are preferred as leads. */
  readonly priority: number;
  /** The priorities that the config gives to single sources, by the id of the source. */
  readonly sourcePriorities?: Readonly<Record<string, number>>;
  /** The outlet's own site. An aggregator's items from this site belong to the outlet. */
  readonly home?: string;
  readonly paywall: boolean;
};

/** The priority of an outlet without a configured priority. */
export const DEFAULT_PRIORITY = 50;

/** Minimum priority of an outlet of weight. */
const MAJOR_OUTLET_PRIORITY = 60;

/** Returns the priority of an outlet; `DEFAULT_PRIORITY` for an outlet that is not in the config. */
export const priorityOf = (id: OutletId, outlets: ReadonlyMap<OutletId, Outlet>): number =>
  outlets.get(id)?.priority ?? DEFAULT_PRIORITY;

/** True for an outlet of weight; false for an outlet that is not in the config. */
export const hasWeight = (id: OutletId, outlets: ReadonlyMap<OutletId, Outlet>): boolean =>
  priorityOf(id, outlets) >= MAJOR_OUTLET_PRIORITY;

/**
 * Makes the id of an outlet from its name, without accents: `The Japan Times` → `the-japan-times`. A short hash is added
 * if letters or digits are lost, or if nothing is left, so that 日経 and 読売 get different ids.
 */
export const outletIdFromName = (name: string): OutletId => {
  const folded = name
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .trim();
  const slug = slugOf(folded);
  const losesLetters = /[^\P{L}a-z]|[^\P{N}0-9]/u.test(folded);
  // The hash ignores marks, so ハハ通信 and パパ通信 get the same id. The hash must not change, because archives and feeds
  // contain these ids.
  return (slug === '' || losesLetters ? `${slug || 'outlet'}-${shortHash(folded)}` : slug) as OutletId;
};

/** Makes the id of an outlet from its host: `www.nikkei.com` → `nikkei-com`. */
export const outletIdFromHost = (host: string): OutletId => {
  const bare = bareHost(host);
  return (slugOf(bare) || `outlet-${shortHash(bare)}`) as OutletId;
};

export const slugOf = (text: string): string => text.replace(/[^a-z0-9]+/g, '-').replace(/^-|-$/g, '');

const shortHash = (text: string): string => (hashText(text) >>> 0).toString(36);
