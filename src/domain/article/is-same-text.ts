/** True if two texts are equal apart from spaces and compatible forms (NFKC), such as full-width letters. */
export const isSameText = (a: string, b: string): boolean => a === b || squeezed(a) === squeezed(b);

/** Returns a title in small letters, without spaces, in NFKC, for comparisons. */
export const titleKey = (title: string): string => squeezed(title).toLowerCase();

const squeezed = (text: string): string => text.normalize('NFKC').replace(/\s+/g, '');

/** Replaces each ideographic space by a plain space, which `\s` of RE2 matches. The length does not change. */
export const withPlainSpaces = (text: string): string => text.replaceAll('\u3000', ' ');
