import { busy } from '../busy.ts';
import { createResourceCache, type ResourceCache } from '../cache.ts';
import { createLane } from '../in-turns.ts';

const SEARCHES_KEPT = 40;

/** Maximum number of searches that wait or run; a further search gets 503, unless its answer is cached or awaited. */
const MAX_WAITING = 32;

const BUSY = busy('searches are waiting');

/**
 * Makes a cache for the last searches, apart from pages, so that searches do not evict pages. Runs one search at a
 * time, so that other readers are answered between two searches.
 */
export const keepSearches = (
  nowMs: () => number,
  onStale?: (address: string, error: unknown) => void,
): ResourceCache => {
  const cache = createResourceCache(nowMs, onStale, SEARCHES_KEPT);
  const lane = createLane(MAX_WAITING);
  return {
    ...cache,
    get: async (address, maxAgeMs, make) =>
      lane.isFull() && !cache.has(address) ? BUSY : cache.get(address, maxAgeMs, () => lane.run(make)),
  };
};
