/** True if two texts are equal apart from spaces and full-width forms. */
export const isSameText = (a: string, b: string): boolean => a === b || squeezed(a) === squeezed(b);

/** Returns a title without spaces, with full-width forms and capitals folded, for comparisons. */
export const titleKey = (title: string): string => squeezed(title).toLowerCase();

const squeezed = (text: string): string => text.normalize('NFKC').replace(/\s+/g, '');

/**
 * Replaces each ideographic space of a text by a plain space, for comparisons. The length does not change. Titles have
 * ideographic spaces, but editors write plain spaces in rules. In the pattern engine, `\s` does not match an
 * ideographic space.
 */
export const withPlainSpaces = (text: string): string => text.replaceAll('\u3000', ' ');
