import { JST } from './clock/jst-day.ts';

/** A part of an explanation: its topic in a word, and plain sentences, one per line. */
export type Section = { readonly about: string; readonly lines: readonly string[] };

/** A moment in JST: `2026-11-24 12:34 JST`. */
export const inJst = (moment: Temporal.Instant): string => {
  const local = moment.toZonedDateTimeISO(JST).toPlainDateTime();
  return `${local.toString({ smallestUnit: 'minute' }).replace('T', ' ')} JST`;
};

/** A number with its noun: `1 item`, `2 items`, `3 stories`, `4 days`. */
export const counted = (count: number, noun: string): string =>
  `${count} ${count === 1 ? noun : /[^aeiou]y$/.test(noun) ? `${noun.slice(0, -1)}ies` : `${noun}s`}`;

/** Everything that happened to one item. */
export type Explained = {
  readonly title: string;
  readonly link?: string;
  readonly sections: readonly Section[];
};
