import { inJst } from '../../domain/explanation.ts';
import type { LogValue } from '../../domain/log.ts';

/**
 * What could end a line, move a cursor or turn the direction of text: control and format characters, line and
 * paragraph separators, halves of surrogate pairs.
 */
const CONTROL = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;

/** Writes such characters as JSON would, one UTF-16 unit after the other: `\u001b`. */
export const escapeControls = (text: string): string =>
  text.replace(CONTROL, (character) =>
    character
      .split('')
      .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
      .join(''),
  );

/** The journal cuts lines at 48 kB; nothing that a person reads in a log is longer than this. */
const LONGEST_VALUE = 2000;

/** A field's value: bare where it is one word, else quoted as in JSON. A moment is told in JST, as to a reader. */
export const fieldText = (value: LogValue): string => {
  if (value instanceof Temporal.Instant) return `"${inJst(value)}"`;
  if (typeof value !== 'string') return String(value);
  const short = value.length > LONGEST_VALUE ? `${value.slice(0, LONGEST_VALUE).trimEnd()}…` : value;
  return /^[^\s"=\\\p{C}]+$/u.test(short) ? short : escapeControls(JSON.stringify(short));
};
