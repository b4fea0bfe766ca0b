/** Whether two texts differ in spaces and in full-width forms at the most. */
export const isSameText = (a: string, b: string): boolean => a === b || squeezed(a) === squeezed(b);

const squeezed = (text: string): string => text.normalize('NFKC').replace(/\s+/g, '');
