/** Whether two texts are equal apart from spaces and full-width forms. */
export const isSameText = (a: string, b: string): boolean => a === b || squeezed(a) === squeezed(b);

const squeezed = (text: string): string => text.normalize('NFKC').replace(/\s+/g, '');
