import { type Html, html } from './html.ts';

const JST = 'Asia/Tokyo';

/** A time of day in JST: `15:04`. */
export const clockTime = (moment: Temporal.Instant): Html =>
  time(moment, moment.toZonedDateTimeISO(JST).toPlainTime().toString({ smallestUnit: 'minute' }));

/** A date and time in JST: `24 Nov, 15:04`. */
export const dateAndTime = (moment: Temporal.Instant): Html => {
  const { day, month, year } = moment.toZonedDateTimeISO(JST);
  const date = Temporal.PlainDate.from({ year, month, day }).toLocaleString('en-GB', {
    day: 'numeric',
    month: 'short',
  });
  const clock = moment.toZonedDateTimeISO(JST).toPlainTime().toString({ smallestUnit: 'minute' });
  return time(moment, `${date}, ${clock}`);
};

/** A date in English: `Tuesday, 24 November 2026`. */
export const longDate = (date: Temporal.PlainDate): string =>
  date.toLocaleString('en-GB', { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' });

/** A date in Japanese: `11月24日（火）`. */
export const japaneseDate = (date: Temporal.PlainDate): string =>
  `${date.month}月${date.day}日（${'月火水木金土日'.charAt(date.dayOfWeek - 1)}）`;

const time = (moment: Temporal.Instant, shown: string): Html =>
  html`<time datetime="${moment.toString({ smallestUnit: 'second' })}">${shown}</time>`;
