import { bounded } from '../domain/bounded.ts';
import type { Resource } from '../serve/ports.ts';
import { busy, createLane } from './in-turns.ts';

const RESOURCES_KEPT = 500;

type ResourceCache = {
  /**
   * Resolves to a result of `make` that is newer than the last change and at most `maxAgeMs` old. If `make` fails,
   * resolves to an earlier resource if one exists and `maxAgeMs` is at least `LEAST_STALE_MS` (RFC 5861 §4,
   * stale-if-error); else rejects.
   */
  readonly get: (
    address: string,
    maxAgeMs: number,
    make: () => Promise<Resource | undefined>,
  ) => Promise<Resource | undefined>;
  /** Returns whether the resource is rendered or being rendered, and not outdated. */
  readonly has: (address: string) => boolean;
  /** Returns the resource if it is rendered and not outdated; else undefined. */
  readonly atHand: (address: string) => Resource | undefined;
  /** Marks all cached resources as outdated. */
  readonly changed: () => void;
};

type Kept = {
  readonly version: number;
  readonly madeAtMs: number;
  readonly maxAgeMs: number;
  readonly resource: Promise<Resource | undefined>;
  made?: Resource;
  /** The earlier resource, which is served if the new resource cannot be made. */
  last?: Resource | undefined;
};

/** Minimum `maxAgeMs` of a resource that may be served from an earlier rendering after an error. */
const LEAST_STALE_MS = 60_000;

/** The version of a resource that is always out of date. */
const STALE = -1;

/**
 * Makes a cache of up to `most` rendered resources. If a new rendering has the same `body`, `status` and `images` as the
 * earlier one, the earlier object is returned, so that its compressed bytes are reused. Concurrent requests for one
 * address share one rendering.
 */
export const createResourceCache = (
  nowMs: () => number,
  onStale: (address: string, error: unknown) => void = () => undefined,
  most = RESOURCES_KEPT,
): ResourceCache => {
  const kept = bounded<string, Kept>(most);
  let version = 0;
  const fresh = (address: string): Kept | undefined => {
    const known = kept.get(address);
    return known?.version === version && nowMs() - known.madeAtMs < known.maxAgeMs ? known : undefined;
  };

  return {
    changed: () => {
      version += 1;
    },
    has: (address) => fresh(address) !== undefined,
    atHand: (address) => fresh(address)?.made,
    get: (address, maxAgeMs, make) => {
      const known = fresh(address);
      if (known !== undefined) return known.resource;
      const old = kept.get(address);
      const last = maxAgeMs < LEAST_STALE_MS ? undefined : (old?.made ?? old?.last);
      const making = renew(old?.resource, make);
      const resource = making.catch((error: unknown) => {
        if (last === undefined) throw error;
        onStale(address, error);
        return last;
      });
      const renewed: Kept = { version, madeAtMs: nowMs(), maxAgeMs, resource, last };
      kept.set(address, renewed);
      const isNewest = (): boolean => kept.get(address) === renewed;
      making.then(
        (made) => {
          delete renewed.last;
          if (made !== undefined) renewed.made = made;
          // Addresses without a resource do not stay in the cache, because they would fill it.
          else if (isNewest()) kept.delete(address);
        },
        () => {
          if (!isNewest()) return;
          if (last === undefined) kept.delete(address);
          else kept.set(address, { ...renewed, version: STALE });
        },
      );
      return resource;
    },
  };
};

const renew = async (
  before: Promise<Resource | undefined> | undefined,
  make: () => Promise<Resource | undefined>,
): Promise<Resource | undefined> => {
  const [old, made] = await Promise.all([before?.catch(() => undefined), make()]);
  const isSame = old?.body === made?.body && old?.status === made?.status && old?.images === made?.images;
  return isSame ? old : made;
};

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
