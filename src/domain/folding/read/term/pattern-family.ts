import { anyOf } from './patterns.ts';

/** Number of patterns in a group: most groups of this size have no match in a headline. */
const GROUP = 8;

/**
 * Makes a function that returns the indices of the patterns that a text matches. To save time, a group's patterns are
 * tested one by one only if a pattern with all alternatives of the group matches. All patterns must have the same
 * flags, and no back-references.
 */
export const createPatternFamily = (patterns: readonly RegExp[]): ((text: string) => readonly number[]) => {
  const groups: { readonly any: RegExp; readonly from: number; readonly own: readonly RegExp[] }[] = [];
  for (let from = 0; from < patterns.length; from += GROUP) {
    const own = patterns.slice(from, from + GROUP);
    const [first, ...others] = own;
    if (first !== undefined) groups.push({ any: anyOf(first, ...others), from, own });
  }
  return (text) => {
    const found: number[] = [];
    for (const { any, from, own } of groups)
      if (any.test(text))
        for (const [n, pattern] of own.entries()) if (pattern.test(text)) found.push(from + n);
    return found;
  };
};
