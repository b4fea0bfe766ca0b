/** What outlets put between a title and their own name. */
const SEPARATOR = /\s[-–—|:]\s(?!.*\s[-–—|:]\s)|\s*[｜|](?!.*[｜|])/u;

const LEAST_TITLES = 5;

/** So many titles must share a suffix for it to be the outlet's habit. */
const MOST_TITLES = 0.8;

/** A longer one is no name. */
const LONGEST = 40;

/** The outlet's own suffix that nearly all titles end in, separator and all: ` - Example News`; undefined where none is. */
export const commonSuffix = (titles: readonly string[]): string | undefined => {
  if (titles.length < LEAST_TITLES) return undefined;
  const counts = new Map<string, number>();
  for (const title of titles) {
    const at = title.search(SEPARATOR);
    if (at <= 0) continue;
    const suffix = title.slice(at);
    counts.set(suffix, (counts.get(suffix) ?? 0) + 1);
  }
  const [suffix, count] = [...counts].toSorted(([, a], [, b]) => b - a)[0] ?? ['', 0];
  return count >= MOST_TITLES * titles.length && suffix.length <= LONGEST ? suffix : undefined;
};
