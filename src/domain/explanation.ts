import { JST } from './clock/jst-day.ts';

/** A part of an explanation: its heading, and its lines of plain text. */
export type Section = { readonly about: string; readonly lines: readonly string[] };

/** Formats a moment in JST, to the minute if no other unit is given: `2026-11-24 12:34 JST`. */
export const inJst = (moment: Temporal.Instant, smallestUnit: 'minute' | 'second' = 'minute'): string => {
  const local = moment.toZonedDateTimeISO(JST).toPlainDateTime();
  return `${local.toString({ smallestUnit }).replace('T', ' ')} JST`;
};

/** Makes a sentence of a clause: the first letter becomes a capital, and a full stop is added. */
export const sentence = (clause: string): string => `${clause.charAt(0).toUpperCase()}${clause.slice(1)}.`;

/** Formats a number with its noun: `1 item`, `2 items`, `3 stories`, `4 days`. */
export const counted = (count: number, noun: string): string =>
  `${count} ${count === 1 ? noun : /[^aeiou]y$/.test(noun) ? `${noun.slice(0, -1)}ies` : `${noun}s`}`;

/**
 * Formats a score that is shown beside the score that is needed: with two decimals, or with more if two would round it
 * across the needed score (`0.497` if 0.5 is needed).
 */
export const scoreBeside = (score: number, needed: number): string =>
  [2, 3, 4, 5]
    .map((digits) => score.toFixed(digits))
    .find((text) => Number(text) >= needed === score >= needed) ?? String(score);

/** Says the age of a moment: `3 minutes old`. Returns `ifNew` for an age below a minute, and for a moment in the future. */
export const ageOf = (moment: Temporal.Instant, now: Temporal.Instant, ifNew: string): string => {
  const minutes = Math.floor((now.epochMilliseconds - moment.epochMilliseconds) / 60_000);
  if (minutes < 1) return ifNew;
  if (minutes < 60) return `${counted(minutes, 'minute')} old`;
  const hours = Math.floor(minutes / 60);
  return `${hours < 48 ? counted(hours, 'hour') : counted(Math.floor(hours / 24), 'day')} old`;
};

export type Explained = {
  readonly title: string;
  readonly link?: string;
  readonly sections: readonly Section[];
};
