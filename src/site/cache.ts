import type { Resource } from '../serve/ports.ts';

/** Pages of companies are many; the least recently made are made again when somebody asks. */
const RESOURCES_KEPT = 500;

export type ResourceCache = {
  /** The resource at the address; made again only when something has changed since, or it is older than `maxAgeMs`. */
  readonly get: (
    address: string,
    maxAgeMs: number,
    make: () => Promise<Resource | undefined>,
  ) => Promise<Resource | undefined>;
  /** What `get` would give, where nothing needs to be made. */
  readonly atHand: (address: string) => Resource | undefined;
  /** What is shown may have changed. */
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
    /** The same, once it is there. */
    made?: Resource;
  };
  const kept = new Map<string, Kept>();
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
      kept.delete(address);
      kept.set(address, renewed);
      resource.then(
        (made) => {
          if (made !== undefined) renewed.made = made;
          // An address that leads nowhere is not worth a place.
          else kept.delete(address);
        },
        () => kept.delete(address),
      );
      for (const oldest of kept.keys()) {
        if (kept.size <= RESOURCES_KEPT) break;
        kept.delete(oldest);
      }
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
    old !== undefined && made !== undefined && old.body === made.body && old.status === made.status;
  return isSame ? old : made;
};
