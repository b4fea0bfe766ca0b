/**
 * The text with plain spaces in place of ideographic ones, for comparisons; the length stays. Titles keep the
 * ideographic space, but editors write a plain one, and the pattern engine does not treat the ideographic one as a space.
 */
export const withPlainSpaces = (text: string): string => text.replaceAll('\u3000', ' ');
