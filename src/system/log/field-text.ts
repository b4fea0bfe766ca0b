import { JST } from '../../domain/clock/jst-day.ts';
import type { LogValue } from '../../domain/log.ts';

/**
 * Characters that could end a line, move the cursor or turn the direction of text: control and format characters, line
 * and paragraph separators, halves of surrogate pairs.
 */
const CONTROL = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;

/** Escapes control characters as JSON does, one UTF-16 unit after the other: `\u001b`. */
export const escapeControls = (text: string): string =>
  text.replace(CONTROL, (character) =>
    character
      .split('')
      .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
      .join(''),
  );

/** Maximum length of a field, in characters: enough for a person, and far below the journal's limit of 48 kB a line. */
const LONGEST_VALUE = 2000;

/** The text of a field: bare where it is one word, else quoted as in JSON. A moment is written in JST, to the second. */
export const fieldText = (value: LogValue): string => {
  if (value instanceof Temporal.Instant) return `"${secondInJst(value)}"`;
  if (typeof value !== 'string') return String(value);
  const short = value.length > LONGEST_VALUE ? `${value.slice(0, LONGEST_VALUE).trimEnd()}…` : value;
  return /^[^\s"=\\\p{C}]+$/u.test(short) ? short : escapeControls(JSON.stringify(short));
};

const secondInJst = (moment: Temporal.Instant): string => {
  const local = moment.toZonedDateTimeISO(JST).toPlainDateTime();
  return `${local.toString({ smallestUnit: 'second' }).replace('T', ' ')} JST`;
};
