import type { Brand } from '../brand.ts';

/** Names an outlet in URLs and files: a-z, 0-9 and `-`. */
export type OutletId = Brand<string, 'OutletId'>;

/** The publisher a person would name. */
export type Outlet = {
  readonly id: OutletId;
  readonly name: string;
  readonly nameJa?: string;
  /** 0 to 100: which outlet's copy leads a story; 50 unless configured. */
  readonly priority: number;
  /** The outlet's own site; items that an aggregator brings from its host belong to it. */
  readonly home?: string;
  readonly paywall: boolean;
};

export const DEFAULT_PRIORITY = 50;

/** Outlets of this priority or more count when the lead story of a page is chosen. */
export const MAJOR_OUTLET_PRIORITY = 60;
