/** Whether two texts are equal apart from spaces and full-width forms. */
export const isSameText = (a: string, b: string): boolean => a === b || squeezed(a) === squeezed(b);

/** A title as people compare it: without spaces, and with full-width forms and capitals folded. */
export const titleKey = (title: string): string => squeezed(title).toLowerCase();

const squeezed = (text: string): string => text.normalize('NFKC').replace(/\s+/g, '');
