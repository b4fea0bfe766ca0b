/** More paths than a site has feeds; searches beyond it are forgotten, oldest first. */
const PATHS_KEPT = 2000;

type Seen = { readonly etag: string; readonly seconds: number };

/**
 * Keeps `Last-Modified` of a path from going back, and moves it whenever the bytes changed: clients that know no
 * entity tags would otherwise miss a change, or be told of one for ever.
 */
export const createLastModified = (nowSeconds: () => number) => {
  const seen = new Map<string, Seen>();
  return (path: string, etag: string, statedSeconds: number): number => {
    const before = seen.get(path);
    const seconds = before === undefined ? statedSeconds : next(before, etag, statedSeconds, nowSeconds);
    seen.delete(path);
    seen.set(path, { etag, seconds });
    const [oldest] = seen.keys();
    if (seen.size > PATHS_KEPT && oldest !== undefined) seen.delete(oldest);
    return seconds;
  };
};

const next = (before: Seen, etag: string, statedSeconds: number, nowSeconds: () => number): number => {
  if (before.etag === etag) return before.seconds;
  return statedSeconds > before.seconds ? statedSeconds : Math.max(before.seconds, nowSeconds());
};
