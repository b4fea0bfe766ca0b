import type { Profile } from '../read/profile.ts';

type Copy = { readonly profile: Profile; readonly canonicalUrl: string };

/** Identical titles further apart may be two sessions of a market, or two days of a series. */
const SAME_TITLE_WITHIN_MS = 2 * 3_600_000;

/** A shorter title ("社説") may be the same by chance. */
const SHORTEST_TITLE = 8;

/** Why two articles are copies of one text, or undefined where they are not known to be. */
export const twinOf = (a: Copy, b: Copy): 'same-url' | 'same-title' | undefined => {
  const [x, y] = [a.profile, b.profile];
  if (
    x.language !== y.language ||
    x.title !== y.title ||
    x.column !== y.column ||
    x.instalment !== y.instalment
  )
    return undefined;
  if (a.canonicalUrl === b.canonicalUrl) return 'same-url';
  if (x.outlet === y.outlet || x.market !== undefined || x.title.length < SHORTEST_TITLE) return undefined;
  return Math.abs(x.publishedMs - y.publishedMs) <= SAME_TITLE_WITHIN_MS ? 'same-title' : undefined;
};
