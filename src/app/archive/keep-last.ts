import type { Clock, Resource } from '../../pipeline/ports.ts';

/** At most this share of the time is spent on writing a long document anew. */
const RENDERING_SHARE = 0.05;

/** Documents of months are long, so only the one that was asked for last is kept. */
export type LastKept = {
  /** The document of that key; made again only when something has changed since, and not all the time. */
  readonly get: (key: string, make: () => Promise<Resource | undefined>) => Promise<Resource | undefined>;
  /** What is shown may have changed. */
  readonly changed: () => void;
};

type Kept = {
  readonly key: string;
  readonly resource: Promise<Resource | undefined>;
  /** False once it would be another. */
  readonly isFresh: () => boolean;
};

/** `isFinal`: a document that will never be another, whatever changes. */
export const keepLast = (now: Clock, isFinal: (resource: Resource) => boolean): LastKept => {
  let version = 0;
  let kept: Kept | undefined;

  const keep = (key: string, make: () => Promise<Resource | undefined>): Kept => {
    const madeAt = version;
    const startedMs = now().epochMilliseconds;
    let restUntilMs = Number.POSITIVE_INFINITY;
    let final = false;
    const made = async (): Promise<Resource | undefined> => {
      const resource = await make();
      const endedMs = now().epochMilliseconds;
      restUntilMs = endedMs + (endedMs - startedMs) / RENDERING_SHARE;
      final = resource !== undefined && isFinal(resource);
      return resource;
    };
    return {
      key,
      resource: made(),
      isFresh: () => final || version === madeAt || now().epochMilliseconds < restUntilMs,
    };
  };

  return {
    get: (key, make) => {
      if (kept?.key !== key || !kept.isFresh()) kept = keep(key, make);
      const { resource } = kept;
      // What failed once may succeed when it is asked for again.
      resource.catch(() => {
        if (kept?.resource === resource) kept = undefined;
      });
      return resource;
    },
    changed: () => {
      version += 1;
    },
  };
};
