import type { Clock } from '../../domain/ambient.ts';
import type { Resource } from '../../serve/ports.ts';
import { busy } from '../busy.ts';
import { createLane } from '../in-turns.ts';
import { YEAR_SECONDS } from '../page/static-files.ts';

/** Maximum share of the time that is spent on rendering a changed document again. */
const RENDERING_SHARE = 0.05;

/** A document that nobody asked for in ten minutes is evicted: a month takes tens of megabytes. */
const IDLE_MS = 600_000;

/**
 * Maximum number of documents that wait to be rendered, which takes some seconds each; a further request is answered with
 * 503. A client that asks for hundreds of searches by month would keep others waiting for an hour.
 */
const MAX_WAITING = 8;

const BUSY = busy('documents of months are waiting to be written');

/** Documents of months are long: only the last requested one is cached, and they are rendered one at a time. */
export type LastKept = {
  /**
   * Resolves to the document of a key. It is rendered again only after a change, and rendering takes at most a twentieth
   * of the time.
   */
  readonly get: (key: string, make: () => Promise<Resource | undefined>) => Promise<Resource | undefined>;
  /** Notes that the content of the site may have changed. */
  readonly changed: () => void;
};

type Kept = {
  readonly key: string;
  readonly resource: Promise<Resource | undefined>;
  /** False once the document would differ. */
  readonly isFresh: () => boolean;
};

export const keepLast = (now: Clock): LastKept => {
  let version = 0;
  let kept: Kept | undefined;
  let askedMs = 0;
  const lane = createLane(MAX_WAITING);

  const keep = (key: string, make: () => Promise<Resource | undefined>): Kept => {
    let madeAt = version;
    let madeMs = Number.NEGATIVE_INFINITY;
    let restUntilMs = Number.POSITIVE_INFINITY;
    let isFinal = false;
    const resource = lane.run(async () => {
      madeAt = version;
      const startedMs = now().epochMilliseconds;
      const made = await make();
      madeMs = now().epochMilliseconds;
      restUntilMs = madeMs + (madeMs - startedMs) / RENDERING_SHARE;
      isFinal = made?.maxAgeSeconds === YEAR_SECONDS;
      return made;
    });
    // If the clock was set back, the document must not count as fresh until the old time is reached again.
    const isAtRest = (nowMs: number): boolean => nowMs >= madeMs && nowMs < restUntilMs;
    return {
      key,
      resource,
      isFresh: () => isFinal || version === madeAt || isAtRest(now().epochMilliseconds),
    };
  };

  return {
    get: (key, make) => {
      askedMs = now().epochMilliseconds;
      if (kept?.key !== key || !kept.isFresh()) {
        if (lane.isFull()) return Promise.resolve(BUSY);
        kept = keep(key, make);
      }
      const { resource } = kept;
      // A rendering that failed may succeed for the next reader.
      resource.catch(() => {
        if (kept?.resource === resource) kept = undefined;
      });
      return resource;
    },
    changed: () => {
      version += 1;
      if (now().epochMilliseconds - askedMs > IDLE_MS) kept = undefined;
    },
  };
};
