import { JST, jstDay } from '../../../domain/clock/jst-day.ts';
import type { Entry } from '../../../domain/entry/entry.ts';
import type { Language } from '../../../domain/source/source.ts';
import { type Html, html } from './html.ts';

/** Returns a time of day in JST: `15:04`. */
export const clockTime = (moment: Temporal.Instant): Html => time(moment, clockOf(moment));

/** Returns a date and time in JST: `24 Nov, 15:04` or `11月24日(火) 15:04`. */
export const dateAndTime = (moment: Temporal.Instant, language: Language): Html =>
  time(
    moment,
    language === 'ja'
      ? `${japaneseDate(moment.toZonedDateTimeISO(JST))} ${clockOf(moment)}`
      : SHORT.format(moment.epochMilliseconds),
  );

type Dated = Pick<Entry, 'published' | 'reportedAt'>;

/** Returns the time of a story's lead; with its date if that is not the day of the story. */
export const storyTime = ({ published, reportedAt }: Dated, language: Language): Html =>
  needsDate({ reportedAt }, jstDay(published)) ? dateAndTime(reportedAt, language) : clockTime(reportedAt);

/** Returns true if a story needs its date beside its time, because its lead is from another day. */
export const needsDate = ({ reportedAt }: Pick<Entry, 'reportedAt'>, today: Temporal.PlainDate): boolean =>
  !jstDay(reportedAt).equals(today);

/** Returns the date and time of a story's lead. */
export const storyDate = ({ reportedAt }: Pick<Entry, 'reportedAt'>, language: Language): Html =>
  dateAndTime(reportedAt, language);

/** Returns a date in full: `Tuesday, 24 November 2026` or `2026年11月24日(火)`. */
export const longDate = (date: Temporal.PlainDate, language: Language): string =>
  language === 'ja' ? `${date.year}年${japaneseDate(date)}` : LONG.format(date);

/**
 * Formats a date and time: `24 Nov, 15:04`. It is made once, because making a formatter takes much longer than using it.
 * It gets milliseconds since 1970, because it formats `Temporal` values more slowly.
 */
const SHORT = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'short',
  hour: '2-digit',
  minute: '2-digit',
  timeZone: JST,
});
const LONG = new Intl.DateTimeFormat('en-GB', {
  weekday: 'long',
  day: 'numeric',
  month: 'long',
  year: 'numeric',
});

/** Returns a date as newspapers write it: `11月24日(火)`. */
const japaneseDate = ({ month, day, dayOfWeek }: Temporal.PlainDate | Temporal.ZonedDateTime): string =>
  `${month}月${day}日(${'月火水木金土日'.charAt(dayOfWeek - 1)})`;

const clockOf = (moment: Temporal.Instant): string =>
  moment.toZonedDateTimeISO(JST).toPlainTime().toString({ smallestUnit: 'minute' });

const time = (moment: Temporal.Instant, shown: string): Html =>
  html`<time datetime="${moment.toString({ smallestUnit: 'second' })}">${shown}</time>`;
