import { styleText } from 'node:util';
import type { Clock } from '../../domain/ambient.ts';
import { JST } from '../../domain/clock/jst-day.ts';
import { inJst } from '../../domain/explanation.ts';
import { hideSecrets } from '../../domain/hide-secrets.ts';
import type { Log, LogFields, LogValue } from '../../domain/log.ts';

/** `journal` for systemd, `human` for a terminal, `json` for programs (one object a line). */
export const LOG_FORMATS = ['journal', 'human', 'json'] as const;

type LogFormat = (typeof LOG_FORMATS)[number];

/** The levels from the lowest to the highest. */
export const LOG_LEVELS = ['debug', 'info', 'warn', 'error'] as const;

type LogLevel = (typeof LOG_LEVELS)[number];

type LogEvent = {
  readonly at: Temporal.Instant;
  readonly level: LogLevel;
  readonly event: string;
  readonly fields: LogFields;
};

/** Severities of syslog (RFC 5424 §6.2.1), which sd-daemon(3) expects before a line. */
const SEVERITY: Readonly<Record<LogLevel, number>> = { debug: 7, info: 6, warn: 4, error: 3 };

/** Returns a line for the journal, which adds the time itself. */
const journalLine = ({ level, event, fields }: LogEvent): string =>
  `<${SEVERITY[level]}>${[escapeControls(event), ...pairsOf(fields)].join(' ')}`;

const COLOUR = { debug: 'gray', info: 'green', warn: 'yellow', error: 'red' } as const;

const humanLine = ({ at, level, event, fields }: LogEvent, colour: boolean): string => {
  const paint = (style: Parameters<typeof styleText>[0], text: string) =>
    colour ? styleText(style, text, { validateStream: false }) : text;
  const time = at.toZonedDateTimeISO(JST).toPlainTime().toString({ smallestUnit: 'second' });
  const head = [
    paint('dim', `${time} JST`),
    paint(COLOUR[level], level.padEnd(5)),
    paint('bold', escapeControls(event)),
  ];
  return [...head, ...pairsOf(fields)].join(' ');
};

const jsonLine = ({ at, level, event, fields }: LogEvent): string => {
  const time = at.toString({ smallestUnit: 'millisecond' });
  return escapeControls(JSON.stringify({ time, level, event, ...inSeconds(fields) }));
};

const LINES: Readonly<Record<LogFormat, (event: LogEvent, colour: boolean) => string>> = {
  journal: journalLine,
  human: humanLine,
  json: jsonLine,
};

/** Returns the fields, with moments in UTC to the second. */
const inSeconds = (fields: LogFields): LogFields =>
  changed(fields, (value) =>
    value instanceof Temporal.Instant ? value.toString({ smallestUnit: 'second' }) : value,
  );

const changed = (fields: LogFields, change: (value: LogFields[string]) => LogFields[string]): LogFields =>
  Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, change(value)]));

const pairsOf = (fields: LogFields): readonly string[] =>
  Object.entries(fields).flatMap(([name, value]) =>
    value === undefined ? [] : [`${name}=${fieldText(value)}`],
  );

/**
 * Matches control and format characters, line and paragraph separators, and lone surrogates. Some of these end a line,
 * move the cursor or change the direction of text.
 */
const CONTROL = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;

/** Replaces each UTF-16 unit of the characters that `CONTROL` matches by an escape of JSON: `\u001b`. */
const escapeControls = (text: string): string =>
  text.replace(CONTROL, (character) =>
    character
      .split('')
      .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
      .join(''),
  );

/**
 * Maximum length of a text in a field of `human` and `journal`, in characters before escaping. This is far below the
 * journal's limit of 48 KiB a line.
 */
const LONGEST_VALUE = 2000;

/**
 * Returns the text of a field. A text longer than `LONGEST_VALUE` is truncated, and a text that is not a plain word is
 * in quotes. A moment is in JST, to the second.
 */
export const fieldText = (value: LogValue): string => {
  if (value instanceof Temporal.Instant) return `"${inJst(value, 'second')}"`;
  if (typeof value !== 'string') return String(value);
  const short = value.length > LONGEST_VALUE ? `${value.slice(0, LONGEST_VALUE).trimEnd()}…` : value;
  return /^[^\s"=\\\p{C}]+$/u.test(short) ? short : escapeControls(JSON.stringify(short));
};

export type LogOptions = {
  readonly stream: { readonly write: (text: string) => unknown };
  readonly format: LogFormat;
  /** The lowest level that is logged. */
  readonly level: LogLevel;
  readonly colour: boolean;
  readonly now: Clock;
};

/**
 * Makes a log that writes one line for each event of `level` or higher. A field cannot break the line, move the cursor,
 * or show a secret of an address.
 */
export const createLog = ({ stream, format, level, colour, now }: LogOptions): Log => {
  const at =
    (own: LogLevel) =>
    (event: string, fields: LogFields = {}) => {
      if (SEVERITY[own] > SEVERITY[level]) return;
      const line = LINES[format]({ at: now(), level: own, event, fields: withoutSecrets(fields) }, colour);
      stream.write(`${line}\n`);
    };
  return { debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') };
};

const withoutSecrets = (fields: LogFields): LogFields =>
  changed(fields, (value) => (typeof value === 'string' ? hideSecrets(value) : value));
