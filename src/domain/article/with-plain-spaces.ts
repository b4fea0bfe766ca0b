/**
 * A text of the same length to compare: the ideographic space, which titles keep as they show it, is a plain one in
 * what editors write, and to the engine of their patterns it is no space at all.
 */
export const withPlainSpaces = (text: string): string => text.replaceAll('\u3000', ' ');
