import { bounded } from '../domain/bounded.ts';
import type { Resource } from '../serve/ports.ts';

/** Maximum number of resources kept: there are thousands of pages of companies. */
const RESOURCES_KEPT = 500;

export type ResourceCache = {
  /** The resource at the address; made again only after a change, or when it is older than `maxAgeMs`. */
  readonly get: (
    address: string,
    maxAgeMs: number,
    make: () => Promise<Resource | undefined>,
  ) => Promise<Resource | undefined>;
  /** The resource if it is rendered already; else undefined. */
  readonly atHand: (address: string) => Resource | undefined;
  /** Notes that what is shown may have changed. */
  readonly changed: () => void;
};

/**
 * Keeps what was rendered. A rendering with the same bytes as the last one stays the same object, so that its
 * compressed forms and validators stay, too. Concurrent readers of one address share one rendering.
 */
export const createResourceCache = (nowMs: () => number): ResourceCache => {
  type Kept = {
    readonly version: number;
    readonly madeAtMs: number;
    readonly maxAgeMs: number;
    readonly resource: Promise<Resource | undefined>;
    /** The resource, once it is made. */
    made?: Resource;
  };
  const kept = bounded<string, Kept>(RESOURCES_KEPT);
  let version = 0;
  const isFresh = ({ version: madeOf, madeAtMs, maxAgeMs }: Kept): boolean =>
    madeOf === version && (maxAgeMs === Number.POSITIVE_INFINITY || nowMs() - madeAtMs < maxAgeMs);

  return {
    changed: () => {
      version += 1;
    },
    atHand: (address) => {
      const known = kept.get(address);
      return known !== undefined && isFresh(known) ? known.made : undefined;
    },
    get: (address, maxAgeMs, make) => {
      const old = kept.get(address);
      if (old !== undefined && isFresh(old)) return old.resource;
      const resource = renew(old?.resource, make);
      const renewed: Kept = { version, madeAtMs: nowMs(), maxAgeMs, resource };
      kept.set(address, renewed);
      resource.then(
        (made) => {
          if (made !== undefined) renewed.made = made;
          // Addresses that lead nowhere must not evict others.
          else kept.delete(address);
        },
        () => kept.delete(address),
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
  const isSame =
    old !== undefined &&
    made !== undefined &&
    old.body === made.body &&
    old.status === made.status &&
    old.images === made.images;
  return isSame ? old : made;
};
