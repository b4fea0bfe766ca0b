import type { Clock } from '../../domain/ambient.ts';
import type { Resource } from '../../serve/ports.ts';
import { busy, createLane } from '../in-turns.ts';
import { YEAR_SECONDS } from '../page/static-files.ts';

/** Maximum share of time spent on rendering a changed document again. */
const RENDERING_SHARE = 0.05;

/** Time without a request, in milliseconds, after which a change evicts the document. */
const IDLE_MS = 600_000;

/**
 * Maximum number of documents that wait or are being rendered; a further request gets 503, unless the cached document
 * answers it.
 */
const MAX_WAITING = 8;

const BUSY = busy('archives are waiting to be written');

/** Caches only the last requested document. Documents are rendered one at a time. */
export type LastKept = {
  /**
   * Resolves to the document of a key; to 503 if too many documents wait. The cached document is rendered again only
   * after a change, and in at most `RENDERING_SHARE` of the time. Rejects if `make` fails.
   */
  readonly get: (key: string, make: () => Promise<Resource | undefined>) => Promise<Resource | undefined>;
  readonly changed: () => void;
};

type Kept = {
  readonly key: string;
  readonly resource: Promise<Resource | undefined>;
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
    // The pause ends at once if the clock is set back to a time before the end of the rendering.
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
      // A failed rendering is not cached, because the next one may succeed.
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
