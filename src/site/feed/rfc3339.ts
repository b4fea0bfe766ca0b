/** A date as Atom and JSON Feed write it (RFC 3339), in UTC to the second. */
export const rfc3339 = (date: Date): string => date.toISOString().replace(/\.\d+Z$/, 'Z');
