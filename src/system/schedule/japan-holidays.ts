import holidays from 'japanese-holidays';

/**
 * Returns whether a day is a national holiday of Japan, including substitute and citizens' holidays. Years to come
 * follow today's law.
 */
export const isJapaneseHoliday = (day: Temporal.PlainDate): boolean =>
  holidays.getHolidaysOf(day.year, true).some(({ month, date }) => month === day.month && date === day.day);
