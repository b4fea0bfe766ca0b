/** Whether two texts are equal apart from spaces and full-width forms. */
export const isSameText = (a: string, b: string): boolean => a === b || squeezed(a) === squeezed(b);

/** A title as people compare it: without spaces, and with full-width forms and capitals folded. */
export const titleKey = (title: string): string => squeezed(title).toLowerCase();

const squeezed = (text: string): string => text.normalize('NFKC').replace(/\s+/g, '');

/**
 * The text with a plain space for each ideographic space, for comparisons; the length stays. Titles keep ideographic
 * spaces, but editors write plain spaces in rules, and in the pattern engine `\s` does not match an ideographic space.
 */
export const withPlainSpaces = (text: string): string => text.replaceAll('\u3000', ' ');
