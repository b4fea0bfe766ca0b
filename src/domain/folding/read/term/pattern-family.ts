import { anyOf } from './patterns.ts';

/** Number of patterns in a group: most groups of this size have no match in a headline. */
const GROUP = 8;

/**
 * Finds which of many patterns a text matches, as their places in the list. The patterns of a group are tried one by one
 * only if one pattern with all of them as alternatives matches, which takes a fifth of the time. The flags must be the same
 * for all, and no pattern may have a back-reference.
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
