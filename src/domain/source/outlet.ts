import { bareHost } from '../article/canonical-url.ts';
import type { Brand } from '../brand.ts';
import { hashText } from '../folding/read/term/hash-text.ts';

/** The name of an outlet in URLs and files: a-z, 0-9 and `-`. */
export type OutletId = Brand<string, 'OutletId'>;

/** A publisher of news, with the name that readers use. */
export type Outlet = {
  readonly id: OutletId;
  readonly name: string;
  readonly nameJa?: string;
  /** The priority of the outlet, 0 to 100. Among the articles of a story, `chooseLead` prefers the highest. */
  readonly priority: number;
  /** The priorities of those sources of the outlet that have a priority of their own, by the id of the source. */
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

/** True for an outlet of weight: its reports make a story important. An outlet that is not in the config has no weight. */
export const hasWeight = (id: OutletId, outlets: ReadonlyMap<OutletId, Outlet>): boolean =>
  priorityOf(id, outlets) >= MAJOR_OUTLET_PRIORITY;

/**
 * Makes the id of an outlet from its name: `The Japan Times` → `the-japan-times`. If a name has letters that are not
 * allowed in an id, a short hash of the name is added. So 日経 and 読売, or 日経BP and 日本BP, get different ids. The same name
 * always gives the same id.
 */
export const outletIdFromName = (name: string): OutletId => {
  const folded = name
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .trim();
  const slug = slugOf(folded);
  const losesLetters = /[^\P{L}a-z]|[^\P{N}0-9]/u.test(folded);
  // The folded name is hashed, so that ＮＨＫ and NHK, or ガ as one or two code points, are one outlet.
  return (slug === '' || losesLetters ? `${slug || 'outlet'}-${shortHash(folded)}` : slug) as OutletId;
};

/** Makes the id of an outlet from its host: `www.nikkei.com` → `nikkei-com`. */
export const outletIdFromHost = (host: string): OutletId => {
  const bare = bareHost(host);
  return (slugOf(bare) || `outlet-${shortHash(bare)}`) as OutletId;
};

export const slugOf = (text: string): string => text.replace(/[^a-z0-9]+/g, '-').replace(/^-|-$/g, '');

/** Returns a short hash in base 36, equal on every machine. The hash is not secure. */
const shortHash = (text: string): string => (hashText(text) >>> 0).toString(36);
