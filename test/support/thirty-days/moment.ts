export const HOUR_MS = 3_600_000;

export const DAY_MS = 24 * HOUR_MS;

/** A moment of the world: `day` counts from 0, and `nth` counts the requests for a source's documents. */
export type Moment = { readonly ms: number; readonly day: number; readonly nth: number };
