import { JST, jstDay } from '../clock/jst-day.ts';

/** The days that have an edition: business days of Japan, Monday to Friday, or all. */
export type EditionDays = 'business' | 'weekdays' | 'daily';

/** When editions are due. Days and times are those of Japan. */
export type EditionCalendar = {
  readonly time: Temporal.PlainTime;
  readonly days: EditionDays;
  /** Whether a day is a national holiday of Japan, substitute and citizens' holidays included. */
  readonly isHoliday: (day: Temporal.PlainDate) => boolean;
};

/** The calendar of a config, whose time is written as `07:00`. */
export const editionCalendar = (
  { time, days }: { readonly time: string; readonly days: EditionDays },
  isHoliday: EditionCalendar['isHoliday'],
): EditionCalendar => ({ time: Temporal.PlainTime.from(time), days, isHoliday });

const FRIDAY = 5;

/** Maximum number of days that are searched for a day with an edition: no run of holidays is that long. */
const MOST_DAYS = 31;

export const isEditionDay = (
  day: Temporal.PlainDate,
  { days, isHoliday }: Pick<EditionCalendar, 'days' | 'isHoliday'>,
): boolean => {
  switch (days) {
    case 'daily':
      return true;
    case 'weekdays':
      return day.dayOfWeek <= FRIDAY;
    case 'business':
      return day.dayOfWeek <= FRIDAY && !isHoliday(day) && !isNewYear(day);
  }
};

/** 31 December to 3 January: the Tokyo exchange and the banks are closed, though only 1 January is a holiday by law. */
const isNewYear = ({ month, day }: Temporal.PlainDate): boolean =>
  (month === 12 && day === 31) || (month === 1 && day <= 3);

/** When the edition of a day is due. */
export const dueAt = (day: Temporal.PlainDate, { time }: Pick<EditionCalendar, 'time'>): Temporal.Instant =>
  day.toZonedDateTime({ timeZone: JST, plainTime: time }).toInstant();

/** The first moment after `now` at which an edition is due. */
export const nextEditionAt = (now: Temporal.Instant, calendar: EditionCalendar): Temporal.Instant => {
  let day = jstDay(now);
  for (let looked = 0; looked < MOST_DAYS; looked += 1) {
    if (isEditionDay(day, calendar) && Temporal.Instant.compare(dueAt(day, calendar), now) > 0) break;
    day = day.add({ days: 1 });
  }
  return dueAt(day, calendar);
};
