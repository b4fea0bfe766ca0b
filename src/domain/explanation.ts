/** A part of an explanation: a word for what it is about, and plain sentences, a line each. */
export type Section = { readonly about: string; readonly lines: readonly string[] };

/** `2026-11-24 12:34 JST` */
export const inJst = (moment: Temporal.Instant): string => {
  const local = moment.toZonedDateTimeISO('Asia/Tokyo').toPlainDateTime();
  return `${local.toString({ smallestUnit: 'minute' }).replace('T', ' ')} JST`;
};

/** `1 item`, `2 items`, `3 stories`, `4 days`. */
export const counted = (count: number, noun: string): string =>
  `${count} ${count === 1 ? noun : /[^aeiou]y$/.test(noun) ? `${noun.slice(0, -1)}ies` : `${noun}s`}`;
