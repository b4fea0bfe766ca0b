import { month, readDay } from './read-date-day.ts';
import { readOffset } from './read-date-zone.ts';

/** Maximum length of a date after normalisation, in characters. Before it, a text may have four times this length. */
const MAX_LENGTH = 100;

const EPOCH = /^(\d{9,10}|\d{13})(?:\.\d+)?$/;

/** Matches `15:04:05.678`, `午後3時04分5秒`, `3:04 PM`. The digits must not be part of an offset. */
const CLOCK =
  /(午前|午後|[ap]\.?m\.?)?\s*(?<![\d+-])(\d{1,2})\s*(?::|時)\s*(?:(\d{1,2})(?:\s*(?::|分)\s*(?:(\d{1,2})(?:[.,](\d{1,9})\d*)?\s*秒?)?|分)?)?\s*([ap]\.?m\.?(?![a-z]))?/i;

const NOON = /正午(?!\s*\d)/;

/** Matches the end of `5時半`. */
const HALF_PAST = /(?<=\d\s*)時\s*半/;

/** Matches times without a colon: `3.04pm` and `3 p.m.`. The digits must not be part of a date or of another time. */
const SHORT_CLOCK = /(?<![\d.:/+-])(1[0-2]|0?\d)(?:\.([0-5]\d))?\s*([ap]\.?m\.?)(?![a-z])/i;

const COMPACT_CLOCK = /^\s*t?\s*(\d{2})(\d{2})(\d{2})?(?:[.,]\d+)?(?=\s*(?:z|[+-]\d|$|[a-z]))/i;

/** The earliest plausible date. Some programs write an unset date as the first day of the year 1. */
const FIRST = Temporal.Instant.from('1900-01-01T00:00:00Z');

/** Reads a date (`readAnyDate`); undefined also for a date before `FIRST`. */
export const readDate = (text: string, zone: string): Temporal.Instant | undefined => {
  const date = readAnyDate(text, zone);
  return date === undefined || Temporal.Instant.compare(date, FIRST) < 0 ? undefined : date;
};

/**
 * Reads a date in the forms of RFC 822, RFC 3339, W3CDTF or asctime, in Japanese or other usual forms, or in seconds or
 * milliseconds since 1970. A date without a zone is in `zone` (an IANA name), and a date without a readable time is
 * midnight. The weekday is ignored, because it is wrong more often than the date. Undefined if the text is not a date
 * or is too long (`MAX_LENGTH`), or if the time or the offset is impossible, such as 25:61 or +99:00.
 */
const readAnyDate = (text: string, zone: string): Temporal.Instant | undefined => {
  if (text.length > MAX_LENGTH * 4) return undefined;
  const usual = readUsualDate(text);
  if (usual !== undefined) return usual;
  const plain = text
    .normalize('NFKC')
    .replace(/[()[\]"']/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  if (plain.length > MAX_LENGTH) return undefined;
  const epoch = EPOCH.exec(plain)?.[1];
  if (epoch !== undefined)
    return Temporal.Instant.fromEpochMilliseconds(Number(epoch) * (epoch.length > 10 ? 1 : 1000));
  const found = readDay(plain);
  if (found === undefined) return undefined;
  const clock = readClock(found.rest);
  if (clock === undefined) return undefined;
  const offset = readOffset(clock.rest);
  try {
    const local = found.day.toPlainDateTime(clock.time).add({ days: clock.extraDays });
    return local.toZonedDateTime(offset ?? zone).toInstant();
  } catch {
    // The offset is out of range, such as +99:00.
    return undefined;
  }
};

type FoundClock = { readonly time: Temporal.PlainTime; readonly extraDays: number; readonly rest: string };

/** Reads the time in the rest of a date: midnight if no time is found, undefined for an impossible time. */
const readClock = (text: string): FoundClock | undefined => {
  const rest = text.replace(NOON, '12:00').replace(HALF_PAST, ':30').replace(SHORT_CLOCK, '$1:$2 $3');
  const compact = COMPACT_CLOCK.exec(rest);
  const match = compact ?? CLOCK.exec(rest);
  if (match === null) return { time: new Temporal.PlainTime(), extraDays: 0, rest };
  const [whole, ...groups] = match;
  const [before, hour, minute, second, fraction, after] =
    compact === null ? groups : [undefined, ...groups, undefined, undefined];
  const halfOfDay = (before ?? after ?? '').toLowerCase();
  const hours = Number(hour) + (/^(午後|p)/.test(halfOfDay) && Number(hour) < 12 ? 12 : 0);
  const midnight = /^(午前|a)/.test(halfOfDay) && hours === 12;
  if (hours > 30 || Number(minute ?? 0) > 59 || Number(second ?? 0) > 60) return undefined;
  const time = Temporal.PlainTime.from(
    {
      // 24:00 is the end of a day, and Japanese schedules continue with 25:00.
      hour: midnight ? 0 : hours % 24,
      minute: Number(minute ?? 0),
      second: Number(second ?? 0),
      millisecond: Number((fraction ?? '0').padEnd(3, '0').slice(0, 3)),
    },
    { overflow: 'constrain' },
  );
  return { time, extraDays: Math.floor(hours / 24), rest: rest.replace(whole, ' ') };
};

const RFC_822 =
  /^(?:[A-Z][a-z]{2}, )?(\d{2}) ([A-Z][a-z]{2}) (\d{4}) (\d{2}:\d{2}:\d{2}) (?:GMT|([+-]\d{2})(\d{2}))$/;
const RFC_3339 = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{1,9})?(?:Z|[+-]\d{2}:\d{2})$/;

/** Reads the two most usual forms of a date fast; undefined for other text, or if a value is out of range. */
const readUsualDate = (text: string): Temporal.Instant | undefined => {
  if (RFC_3339.test(text)) return instantOf(text);
  const [, day, name, year, clock, hours, minutes] = RFC_822.exec(text) ?? [];
  const number = month(name);
  if (number === 0) return undefined;
  const offset = hours === undefined ? 'Z' : `${hours}:${minutes}`;
  return instantOf(`${year}-${String(number).padStart(2, '0')}-${day}T${clock}${offset}`);
};

const instantOf = (text: string): Temporal.Instant | undefined => {
  try {
    // Milliseconds are enough: a date loses finer parts on its way between threads.
    return Temporal.Instant.from(text).round({ smallestUnit: 'millisecond', roundingMode: 'floor' });
  } catch {
    // `readAnyDate` then reads the text in another way, which accepts a time of 24:00.
    return undefined;
  }
};
