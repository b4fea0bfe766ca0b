import { bounded } from '../domain/bounded.ts';

/** Maximum number of paths whose date is kept: more than a site has feeds, and the oldest searches go. */
const PATHS_KEPT = 2000;

type Seen = { readonly etag: string; readonly seconds: number };

/**
 * Gives the `Last-Modified` of a path, in seconds since 1970. It never goes back, and moves whenever the bytes changed:
 * clients without entity tags would otherwise miss a change, or load the same bytes again and again.
 */
export const createLastModified = (nowSeconds: () => number) => {
  const seen = bounded<string, Seen>(PATHS_KEPT);
  return (path: string, etag: string, statedSeconds: number): number => {
    const before = seen.get(path);
    const seconds = before === undefined ? statedSeconds : next(before, etag, statedSeconds, nowSeconds);
    seen.set(path, { etag, seconds });
    return seconds;
  };
};

const next = (before: Seen, etag: string, statedSeconds: number, nowSeconds: () => number): number => {
  if (before.etag === etag) return before.seconds;
  return statedSeconds > before.seconds ? statedSeconds : Math.max(before.seconds, nowSeconds());
};
