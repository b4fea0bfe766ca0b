import { JST, jstDay } from '../clock/jst-day.ts';

/** The days with an edition. `business`: `weekdays` without the holidays and the New Year of Japan. */
export type EditionDays = 'business' | 'weekdays' | 'daily';

/** The days and the time at which editions are due, in JST. */
export type EditionCalendar = {
  readonly time: Temporal.PlainTime;
  readonly days: EditionDays;
  /** Returns true for a national holiday of Japan, also for a substitute holiday or a citizens' holiday. */
  readonly isHoliday: (day: Temporal.PlainDate) => boolean;
};

/** Makes the calendar from `edition.time` (such as `07:00`) and `edition.days` of the config. */
export const editionCalendar = (
  { time, days }: { readonly time: string; readonly days: EditionDays },
  isHoliday: EditionCalendar['isHoliday'],
): EditionCalendar => ({ time: Temporal.PlainTime.from(time), days, isHoliday });

const FRIDAY = 5;

/** Maximum number of days that are searched for a day with an edition. Every run of days without an edition is shorter. */
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

/** True from 31 December to 3 January, when the Tokyo exchange and the banks are closed. Not all of these are holidays. */
const isNewYear = ({ month, day }: Temporal.PlainDate): boolean =>
  (month === 12 && day === 31) || (month === 1 && day <= 3);

/** Returns the moment of a day at which an edition is due; does not check whether the day has an edition. */
export const dueAt = (day: Temporal.PlainDate, { time }: Pick<EditionCalendar, 'time'>): Temporal.Instant =>
  day.toZonedDateTime({ timeZone: JST, plainTime: time }).toInstant();

/** Returns the first moment after `now` at which an edition becomes due. */
export const nextEditionAt = (now: Temporal.Instant, calendar: EditionCalendar): Temporal.Instant => {
  let day = jstDay(now);
  for (let looked = 0; looked < MOST_DAYS; looked += 1) {
    if (isEditionDay(day, calendar) && Temporal.Instant.compare(dueAt(day, calendar), now) > 0) break;
    day = day.add({ days: 1 });
  }
  return dueAt(day, calendar);
};
