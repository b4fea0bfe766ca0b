/** Makes one pattern of several alternatives, with the flags of the first. */
export const anyOf = (first: RegExp, ...others: readonly RegExp[]): RegExp =>
  new RegExp([first, ...others].map(({ source }) => source).join('|'), first.flags);

/** Returns the matches of a global pattern in a text. `matchAll` would copy the pattern for each text. */
export const allMatches = (text: string, pattern: RegExp): readonly RegExpExecArray[] => {
  const found: RegExpExecArray[] = [];
  pattern.lastIndex = 0;
  for (let match = pattern.exec(text); match !== null; match = pattern.exec(text)) {
    found.push(match);
    if (match[0] === '') pattern.lastIndex += 1;
  }
  return found;
};

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

/**
 * A table of things with their words in both languages. The patterns of a language must have the same flags, and no
 * back-references (`createPatternFamily`).
 */
export type Table = readonly (readonly [name: string, ja: RegExp, en: RegExp])[];

/** Makes a function that returns the indices of the rows whose words are in a text. */
export const createRowFinder = (
  table: Table,
): ((text: string, language: 'en' | 'ja') => readonly number[]) => {
  const find = {
    ja: createPatternFamily(table.map(([, ja]) => ja)),
    en: createPatternFamily(table.map(([, , en]) => en)),
  };
  return (text, language) => find[language](text);
};

/** Returns the bit of a row in a table of named rows. Throws if no row has the name. */
export const bitOf = (table: readonly (readonly [name: string, ...unknown[]])[], name: string): number => {
  const index = table.findIndex(([known]) => known === name);
  if (index < 0) throw new Error(`No row has the name ${name}.`);
  return 1 << index;
};
