export const HOUR_MS = 3_600_000;

/** Articles no further apart than this are of one time: within it the hour does not say who writes of the same event. */
export const FLOOR_MS = 4 * HOUR_MS;
