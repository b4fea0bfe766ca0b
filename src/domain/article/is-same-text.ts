/** Whether two texts are equal apart from spaces and full-width forms. */
export const isSameText = (a: string, b: string): boolean => a === b || squeezed(a) === squeezed(b);

/** A title as people compare it: without spaces, and with full-width forms and capitals folded. */
export const titleKey = (title: string): string => squeezed(title).toLowerCase();

const squeezed = (text: string): string => text.normalize('NFKC').replace(/\s+/g, '');

/**
 * The text with plain spaces in place of ideographic ones, for comparisons; the length stays. Titles keep the
 * ideographic space, but editors write a plain one, and the pattern engine does not treat the ideographic one as a space.
 */
export const withPlainSpaces = (text: string): string => text.replaceAll('\u3000', ' ');
