import type { Brand } from '../brand.ts';

/** The name of an outlet in URLs and files: a-z, 0-9 and `-`. */
export type OutletId = Brand<string, 'OutletId'>;

/** A publisher of news, as readers know it. */
export type Outlet = {
  readonly id: OutletId;
  readonly name: string;
  readonly nameJa?: string;
  /** 0 to 100: the article of the outlet with the highest priority leads a story. */
  readonly priority: number;
  /** The outlet's own site; items that an aggregator brings from its host belong to it. */
  readonly home?: string;
  readonly paywall: boolean;
};

/** Priority of an outlet without a configured one. */
export const DEFAULT_PRIORITY = 50;

/** Minimum priority of the outlets that count when the lead story of a page is chosen. */
export const MAJOR_OUTLET_PRIORITY = 60;
